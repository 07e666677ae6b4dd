package typecheck

import (
	"archive/zip"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"sync"
)

// written holds the declarations made here, by folder: what each stands for is in packages.
//
//go:embed declarations/*/*
var written embed.FS

// zodArchive holds the type declarations of zod, the version functions are pinned to, with its license. See zod/README.md.
//
//go:embed zod/zod-4.3.6-types.zip
var zodArchive []byte

// packages says where each folder of written stands in a project.
var packages = map[string]string{
	"nango":      "node_modules/nango",
	"axios":      "node_modules/axios",
	"runner-sdk": "node_modules/@nangohq/runner-sdk",
	"node":       "node_modules/@types/node",
}

// globals are the files every program starts with, because no import leads to them.
var globals = []string{"node_modules/@types/node/globals.d.ts", "node_modules/@types/node/modules.d.ts"}

// Declarations gives the declaration files of everything a function may import or use, by the path they have in a project:
// "node_modules/nango/index.d.ts". The map is the caller's own.
func Declarations() map[string]string { return maps.Clone(pinned()) }

// pinned unpacks the declarations once; they are part of the program and never change.
var pinned = sync.OnceValue(func() map[string]string {
	files := map[string]string{}
	err := errors.Join(addWritten(files), addZod(files))
	if err != nil {
		panic(fmt.Sprintf("typecheck: the embedded declarations are damaged: %v", err))
	}
	return files
})

func addWritten(files map[string]string) error {
	return fs.WalkDir(written, "declarations", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(written, name)
		if err != nil {
			return err
		}
		folder := path.Base(path.Dir(name))
		files[packages[folder]+"/"+path.Base(name)] = string(text)
		return nil
	})
}

func addZod(files map[string]string) error {
	archive, err := zip.NewReader(bytes.NewReader(zodArchive), int64(len(zodArchive)))
	if err != nil {
		return err
	}
	for _, packed := range archive.File {
		text, err := unpack(packed)
		if err != nil {
			return fmt.Errorf("%s: %w", packed.Name, err)
		}
		files["node_modules/zod/"+packed.Name] = text
	}
	return nil
}

func unpack(packed *zip.File) (string, error) {
	reader, err := packed.Open()
	if err != nil {
		return "", err
	}
	defer reader.Close()
	text, err := io.ReadAll(reader)
	return string(text), err
}
