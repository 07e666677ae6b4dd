// Package mcpserver offers Patchbay to coding assistants over the Model Context Protocol: the actions of one connection,
// the management tools of a real server, and a workbench of its own.
package mcpserver

import (
	"io"
	"log/slog"
	"net/http"
	"time"

	"patchbay/app/event"
	"patchbay/app/functions"
	"patchbay/app/logs"
)

// Options are what a Server needs. Functions and Redactor are required.
type Options struct {
	Functions *functions.Service
	Redactor  *logs.Redactor // takes secrets out of everything that leaves
	Logs      *logs.Store    // nil: calls are not recorded
	Bus       *event.Bus     // told about questions to the user; may be nil
	Version   string         // shown to clients of Patchbay's own tools
	Now       func() time.Time
	Rand      io.Reader     // for the ids of questions; default crypto/rand
	Patience  time.Duration // how long a call waits for the user's consent; default 45 s
	Log       *slog.Logger
}

// Server answers MCP clients. Each request is answered by a server of the SDK made for it, so that it keeps no sessions. It
// is safe for concurrent use and owns no goroutine.
type Server struct {
	functions *functions.Service
	redactor  *logs.Redactor
	logs      *logs.Store
	consents  *Consents
	version   string
	log       *slog.Logger

	management []tool
	workbench  []tool
}

// New returns a server.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Server{functions: o.Functions, redactor: o.Redactor, logs: o.Logs, version: o.Version, log: o.Log,
		consents: newConsents(o), management: managementTools(), workbench: workbenchTools()}
}

// Consents are the questions that wait for the user.
func (s *Server) Consents() *Consents { return s.consents }

// Caller is who speaks, and the API as that caller may use it.
type Caller struct {
	EnvironmentID int64
	Name          string                  // for people, such as "claude-code/2.1 with an API key"; consent is given to it
	Keyless       bool                    // came through a door that needs no API key
	Holds         func(scope string) bool // whether the caller's key has the scope
	API           http.Handler            // every route, with the caller's own rights
	// Writes says what happens when a tool wants to change something.
	Writes Writes
}

// Writes is how a caller comes by the permission to change something.
type Writes string

// The ways. The zero value asks the user.
const (
	AskWrites    Writes = "ask"    // the question shows up in the app
	RefuseWrites Writes = "refuse" // nobody is there to ask
	AllowWrites  Writes = "allow"  // the user said so when starting the client
)

// WritesHeader is where the command line says how writes are permitted. It counts from callers that stand for the user only.
const WritesHeader = "Patchbay-Mcp-Writes"

// WritesOf reads the header; anything else than the known words asks.
func WritesOf(h http.Header) Writes {
	switch w := Writes(h.Get(WritesHeader)); w {
	case RefuseWrites, AllowWrites:
		return w
	}
	return AskWrites
}
