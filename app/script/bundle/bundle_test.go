package bundle_test

import (
	"testing"
	"testing/fstest"
)

// folder makes a project of path → text.
func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

var _ = testing.Short
