// Package builder drafts functions with a language model of the user's own: it asks, compiles, checks types, runs the draft dry,
// and hands back what is wrong until it passes. Nothing is written into the folder before the user accepts it.
package builder

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"sync"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/compile"
	"patchbay/app/connect"
	"patchbay/app/functions"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Folder is the open functions folder.
type Folder interface {
	// In reports whether the open folder belongs to the environment.
	In(env int64) bool
	// Project is what the folder compiled to; nil before.
	Project() *compile.Project
	// Use writes files and adds entry to index.ts; another file of the same name is the fault file_exists.
	Use(files map[string]string, entry string) ([]string, error)
}

// Options are what a Service needs. AnswerLimit, Now and Rand have defaults.
type Options struct {
	DB           *sqlite.DB
	Vault        *vault.Vault
	Settings     *settings.Service
	Catalog      *catalog.Catalog
	Connect      *connect.Service
	Functions    *functions.Service
	Compiler     *compile.Compiler
	Folder       Folder
	Outbound     *outbound.Client
	Logs         *logs.Store
	Redactor     *logs.Redactor
	Declarations map[string]string                            // what functions may import: path in a project to text
	Example      func(schema json.RawMessage) json.RawMessage // a value that fits a JSON schema
	AnswerLimit  time.Duration                                // for one whole answer of the model; default ten minutes
	Now          func() time.Time                             // default time.Now
	Rand         io.Reader                                    // default crypto/rand
}

// defaultAnswerLimit is patient: a model on this machine may write ten words a second.
const defaultAnswerLimit = 10 * time.Minute

// Service drafts functions. Sessions are kept in memory: after a restart nobody knows them.
type Service struct {
	Options

	ctx  context.Context
	stop context.CancelFunc
	wait sync.WaitGroup

	mu       sync.Mutex
	stopped  bool
	sessions []*session // the oldest first
}

// New returns a service; Stop ends what it began.
func New(o Options) *Service {
	if o.AnswerLimit == 0 {
		o.AnswerLimit = defaultAnswerLimit
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	s := &Service{Options: o}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// Stop ends the sessions that run and waits for them. It may be called twice.
func (s *Service) Stop() {
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	s.stop()
	s.wait.Wait()
}
