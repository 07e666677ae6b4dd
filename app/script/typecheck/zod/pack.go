//go:build ignore

// Pack writes the archive of zod's type declarations that package typecheck embeds:
//
//	go run app/script/typecheck/zod/pack.go FOLDER ARCHIVE
//
// FOLDER is an installed zod package. The archive holds its package.json, its LICENSE and the declarations its exports lead
// to (.d.cts), in the order of their names and without times, so that packing twice gives the same bytes.
package main

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run pack.go FOLDER ARCHIVE")
		os.Exit(2)
	}
	if err := pack(os.DirFS(os.Args[1]), os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func pack(from fs.FS, to string) error {
	file, err := os.Create(to)
	if err != nil {
		return err
	}
	archive := zip.NewWriter(file)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	err = fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !wanted(name) {
			return err
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		_, err = part.Write(text)
		return err
	})
	if err != nil {
		return err
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return file.Close()
}

func wanted(name string) bool {
	return strings.HasSuffix(name, ".d.cts") || name == "LICENSE" || path.Base(name) == "package.json"
}
