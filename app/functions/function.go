// Package functions keeps the installed functions and runs them: actions, syncs, webhook and on-event functions, each run
// a row with a state that survives the process.
package functions

import (
	"time"

	"patchbay/app/compile"
)

// Where a function came from; the values are those of http-api §2.3.
const (
	OriginRepo       = "repo"       // a project folder, or the official CLI's deploy
	OriginCatalog    = "catalog"    // a ready-made template
	OriginStandalone = "standalone" // written in the app
)

// Function is one installed function. Lists leave the long texts out: Source, Server and Program are empty there.
type Function struct {
	compile.Function // the definition; Version is the installed one, numbered when the source gives none

	ID               string // UUID
	NumericID        int64  // the API's id
	EnvironmentID    int64
	Enabled          bool
	Origin           string
	Deployed         bool // it came by a deploy, not from the folder
	Waiting          bool // a deployed version waits behind it until the folder is closed
	AllowCredentials bool // its code may read the connection's credentials
	InstalledAt      time.Time
	Stale            *Stale // nil: the newest source is what runs
	LastRun          *Run   // without input, output and result; nil: never ran
}

// Stale says why newer source is not installed; the version installed before goes on running.
type Stale struct {
	Message string `json:"message"`
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
}

// Ref names a function.
type Ref struct {
	Integration string
	Name        string
	Type        compile.Type
}

func refOf(f *compile.Function) Ref { return Ref{f.Integration, f.Name, f.Type} }

// Filter selects functions; zero fields select all.
type Filter struct {
	Integration string
	Name        string
	Type        compile.Type
	Event       string // of on-event functions
	Search      string // substring of the name, ignoring case
	Enabled     bool   // only enabled ones
	LastRuns    bool   // fill LastRun
}

// Scope says what a project is the whole truth about.
type Scope struct {
	Origin        string // default OriginRepo
	Integration   string // only this integration; "": all of the environment
	KeepOthers    bool   // functions that the project lacks stay: installing a single one
	RemoveRecords bool   // records of removed syncs' models are deleted in the background and their running runs end
}

// Change is what Install did.
type Change struct {
	Added, Updated, Removed, Unchanged []Ref
	Stale                              []Ref // do not compile any more: the version from before stays
	KeptRecords                        []Ref // removed syncs whose records were left alone
}

// Empty reports whether nothing is different from before.
func (c Change) Empty() bool {
	return len(c.Added)+len(c.Updated)+len(c.Removed)+len(c.Stale) == 0
}
