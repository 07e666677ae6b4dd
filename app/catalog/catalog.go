// Package catalog knows the providers: it loads and checks their files, describes their forms, and expands their templates.
package catalog

import (
	"encoding/json"
	"log/slog"
	"sort"
	"sync/atomic"

	"patchbay/app/fault"
)

// Summary is the part of a provider that lists and searches need.
type Summary struct {
	Key         string
	DisplayName string
	AuthMode    AuthMode
	Categories  []string
}

// Catalog is the set of known providers: the built-in ones, overlaid by the user's own files.
type Catalog struct {
	summaries []Summary
	entries   map[string]*entry
	problems  []Problem
}

// entry is one provider in its wire form, decoded at first use. Two goroutines may decode at once; one result wins.
type entry struct {
	key      string
	wire     json.RawMessage
	provider atomic.Pointer[Provider]
}

// Open reads the embedded index and, when overlayDir is not empty, the user's catalog files above it. A file there adds
// a provider or replaces the one of the same key. A bad overlay file is logged, kept in Problems, and skipped; a missing
// folder is an empty one. Errors: fault Internal "catalog_damaged" when the index itself cannot be read.
func Open(index []byte, overlayDir string, log *slog.Logger) (*Catalog, error) {
	c := &Catalog{entries: make(map[string]*entry, 1100), summaries: make([]Summary, 0, 1100)}
	if err := readIndex(index, c.add); err != nil {
		return nil, fault.New(fault.Internal, "catalog_damaged", "The built-in provider catalog cannot be read.").
			WithHint("Install Patchbay again.").WithCause(err)
	}
	if overlayDir != "" {
		c.overlay(overlayDir, log)
	}
	return c, nil
}

// add appends a provider; the index is sorted by key.
func (c *Catalog) add(summary Summary, wire json.RawMessage) {
	c.summaries = append(c.summaries, summary)
	c.entries[summary.Key] = &entry{key: summary.Key, wire: wire}
}

// overlay puts the good files of a folder over the built-in providers.
func (c *Catalog) overlay(dir string, log *slog.Logger) {
	set, err := readFolder(dir)
	if err != nil {
		set.problems = append(set.problems, Problem{File: dir, Message: "The folder of your own providers cannot be read: " + err.Error() + "."})
	}
	c.problems = set.problems
	for _, problem := range set.problems {
		if log != nil && !problem.Warning {
			log.Warn("provider file skipped or corrected", "file", problem.File, "line", problem.Line, "problem", problem.Message)
		}
	}
	for _, file := range set.good {
		if _, replaced := c.entries[file.key]; replaced {
			at := sort.Search(len(c.summaries), func(i int) bool { return c.summaries[i].Key >= file.key })
			c.summaries[at] = file.summary()
		} else {
			c.summaries = append(c.summaries, file.summary())
			sort.Slice(c.summaries, func(i, j int) bool { return c.summaries[i].Key < c.summaries[j].Key })
		}
		c.entries[file.key] = &entry{key: file.key, wire: file.wire}
	}
}

// Get returns a provider, decoded at its first use. The result is shared: it must not be changed.
func (c *Catalog) Get(key string) (*Provider, bool) {
	e, ok := c.entries[key]
	if !ok {
		return nil, false
	}
	if p := e.provider.Load(); p != nil {
		return p, true
	}
	p, err := decodeProvider(e.key, e.wire)
	if err != nil {
		return nil, false // the generator and the overlay decode every entry before they accept it
	}
	e.provider.CompareAndSwap(nil, p)
	return e.provider.Load(), true
}

// All lists every provider in catalog order, which is the order of their keys. The slice is shared: do not change it.
func (c *Catalog) All() []Summary { return c.summaries }

// Problems lists what was wrong with the overlay files when the catalog was opened.
func (c *Catalog) Problems() []Problem { return c.problems }

func decodeProvider(key string, wire json.RawMessage) (*Provider, error) {
	p := &Provider{Key: key, wire: wire}
	if err := json.Unmarshal(wire, p); err != nil {
		return nil, err
	}
	return p, nil
}
