// Command gen compiles the provider files of the current folder into index.json and writes the tables of README.md.
package main

import (
	"fmt"
	"os"

	"patchbay/app/catalog"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	index, problems, err := catalog.BuildIndex(os.DirFS(dir))
	for _, problem := range problems {
		fmt.Fprintln(os.Stderr, problem)
	}
	if err != nil {
		return fmt.Errorf("index not written: %w", err)
	}
	if err := os.WriteFile(dir+"/index.json", index, 0o644); err != nil { //nolint:gosec // a source file, readable like the others
		return err
	}
	return writeReadme(dir)
}
