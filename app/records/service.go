// Package records is the durable record cache: what functions saved, in an order that callers can follow with cursors,
// and a history that tells what each run added, changed and deleted.
//
// The rules of writing and reading are those of a Nango server; sections named in comments are of its reference
// documents for functions ("functions.md") and for the HTTP API ("http-api.md").
package records

import (
	"strings"
	"sync"
	"time"

	"patchbay/app/event"
	"patchbay/app/sqlite"
)

// Options are what the cache needs. Only DB is required.
type Options struct {
	DB      *sqlite.DB // its clock gives records their times
	Bus     *event.Bus // hears of changed records; nil: nobody listens
	History History
	Step    func(name string) // called at the named steps of each batch, where tests end the process; nil: nobody is told
}

// History bounds what is kept of the past, per model and connection. The newest run's part always stays.
type History struct {
	Runs    int // how many runs can be looked at; 0 is 20
	Changes int // how many earlier payloads stay at most; 0 is 200,000
}

// Service is the record cache. Its methods may be called concurrently; each batch is one transaction.
type Service struct {
	db      *sqlite.DB
	bus     *event.Bus
	history History
	step    func(name string)

	mu        sync.Mutex
	seen      map[Target][]jobSeen // saved by jobs for which tracking has not started
	gone      map[int64]bool       // connections deleted since the start; their ids are never used again
	searches  []*search            // newest first
	landmarks []*landmarks         // used last first
}

// New returns the cache in a database whose schema is current.
func New(o Options) *Service {
	if o.History.Runs == 0 {
		o.History.Runs = 20
	}
	if o.History.Changes == 0 {
		o.History.Changes = 200_000
	}
	if o.Step == nil {
		o.Step = func(string) {}
	}
	return &Service{db: o.DB, bus: o.Bus, history: o.History, step: o.Step, seen: map[Target][]jobSeen{}, gone: map[int64]bool{}}
}

// Target names one model of one connection.
type Target struct {
	EnvironmentID int64
	ConnectionID  int64  // row id of the connection; part of every record's UUID
	Model         string // as StoredModel gives it
}

// BaseVariant is the variant that every sync has.
const BaseVariant = "base"

// between parts a model from its variant (functions.md §4.11).
const between = "::"

// StoredModel is the name under which a variant's records of a model are kept. An empty variant is the base one.
func StoredModel(model, variant string) string {
	if variant == "" || variant == BaseVariant {
		return model
	}
	return model + between + variant
}

// SplitModel tells model and variant of a stored name.
func SplitModel(stored string) (model, variant string) {
	model, variant, split := strings.Cut(stored, between)
	if !split {
		variant = BaseVariant
	}
	return model, variant
}

// Write is one batch. Nothing of it is stored when it fails.
type Write struct {
	Target
	RunID     string   // whose history it belongs to; "": nobody's
	Job       int64    // number of the run, growing per sync
	Records   []byte   // JSON array, as the runner sent it, without _nango_metadata
	Merging   *Merging // nil: the last writer wins
	TrackSeen bool     // remember what was saved, for a DeleteUnseen to come
}

// keyLimit is how many ids of each kind a Summary names.
const keyLimit = 100

// Summary is what a batch did. The counts are those of functions.md §4.8: undeleted records count as added, and an
// unknown id that is deleted counts nowhere but in Unchanged. The key lists hold at most 100 each.
type Summary struct {
	Added, Updated, Deleted, Unchanged              int
	AddedKeys, UpdatedKeys, DeletedKeys, Duplicates []string
	Cursor                                          string // of the last record that the batch modified; "": none
}

// Action is what happened last to a record.
type Action string

// The actions, as the browser and the history name them. The public API writes them in capitals.
const (
	Added   Action = "added"
	Updated Action = "updated"
	Deleted Action = "deleted"
)

// Stored actions; created = updated is true exactly for the first.
const (
	stateAdded = iota
	stateUpdated
	stateDeleted
)

var actions = [...]Action{Added, Updated, Deleted}

// Count is how many records a set holds.
type Count struct {
	Live      int // added + updated
	Added     int
	Updated   int
	Deleted   int
	Bytes     int64 // of all payloads
	ChangedAt time.Time
}
