// Package catalog knows the providers: it loads and checks their files, describes their forms, and expands their templates.
package catalog

import (
	"encoding/json"
	"log/slog"
	"sync"
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

// Catalog is the set of known providers: the built-in ones, overlaid by the user's own files. It is safe for concurrent
// use: readers see one view of it, and a change of the overlay puts the next view in its place.
type Catalog struct {
	builtIn []Summary
	shipped map[string]*entry
	current atomic.Pointer[view]

	dir string // the overlay folder; "" for none
	log *slog.Logger

	mu       sync.Mutex // one reload or write of the overlay at a time
	lastGood map[string]file
	watch    watcher
}

// view is the catalog at one moment. It never changes.
type view struct {
	summaries []Summary
	entries   map[string]*entry
	problems  []Problem
	origins   map[string]Origin // of the keys that the overlay folder has a file for
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
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	c := &Catalog{shipped: make(map[string]*entry, 1100), builtIn: make([]Summary, 0, 1100), dir: overlayDir, log: log, lastGood: map[string]file{}}
	if err := readIndex(index, c.add); err != nil {
		return nil, fault.New(fault.Internal, "catalog_damaged", "The built-in provider catalog cannot be read.").
			WithHint("Install Patchbay again.").WithCause(err)
	}
	c.current.Store(&view{summaries: c.builtIn, entries: c.shipped})
	c.Reload()
	return c, nil
}

// add appends a provider; the index is sorted by key.
func (c *Catalog) add(summary Summary, wire json.RawMessage) {
	c.builtIn = append(c.builtIn, summary)
	c.shipped[summary.Key] = &entry{key: summary.Key, wire: wire}
}

// Get returns a provider, decoded at its first use. The result is shared: it must not be changed. As long as an entry
// stays as it is, every call returns the same pointer.
func (c *Catalog) Get(key string) (*Provider, bool) {
	return c.current.Load().entries[key].decoded()
}

// BuiltIn returns the provider that Patchbay ships under a key, whatever the overlay says.
func (c *Catalog) BuiltIn(key string) (*Provider, bool) { return c.shipped[key].decoded() }

func (e *entry) decoded() (*Provider, bool) {
	if e == nil {
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
func (c *Catalog) All() []Summary { return c.current.Load().summaries }

// Problems lists what is wrong with the overlay files.
func (c *Catalog) Problems() []Problem { return c.current.Load().problems }

func decodeProvider(key string, wire json.RawMessage) (*Provider, error) {
	p := &Provider{Key: key, wire: wire}
	if err := json.Unmarshal(wire, p); err != nil {
		return nil, err
	}
	return p, nil
}
