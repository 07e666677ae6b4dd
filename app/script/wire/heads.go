package wire

import (
	"encoding/json"
	"time"
)

// Program is the head of Upload.
type Program struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Job is the head of Run. Programs are named by ID and have been uploaded before.
type Job struct {
	Prelude  string        `json:"prelude"`
	Program  string        `json:"program,omitempty"`
	Input    bool          `json:"input,omitempty"` // Data holds one
	Deadline time.Duration `json:"deadline,omitempty"`
	Memory   int64         `json:"memory"`
	Output   int64         `json:"output"`
}

// Method is the head of Call and Notify.
type Method struct {
	Name string `json:"name"`
}

// Question is the head of Ask.
type Question struct {
	Kind string `json:"kind"`
}

// Answer is the head of Reply and Reading. With an Error, Data holds the rejection's data.
type Answer struct {
	Error *Error `json:"error,omitempty"`
}

// Error is why a call or a question was refused.
type Error struct {
	Name    string `json:"name,omitempty"`
	Message string `json:"message"`
	Code    string `json:"code,omitempty"`
}

// Outcome is the head of Result and Failure.
type Outcome struct {
	Duration  time.Duration `json:"duration"`
	Peak      int64         `json:"peak"`
	Hints     []Hint        `json:"hints,omitempty"`
	Undefined bool          `json:"undefined,omitempty"` // the result has no JSON form
	Failure   *Ending       `json:"failure,omitempty"`
	Last      bool          `json:"last,omitempty"` // the runner ends: it cannot stop what the job started
}

// Hint is script.Hint on the wire.
type Hint struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Ending is script.Failure on the wire, but for its data.
type Ending struct {
	Kind    string `json:"kind"`
	Name    string `json:"name,omitempty"`
	Message string `json:"message"`
	Code    string `json:"code,omitempty"`
	Stack   string `json:"stack,omitempty"`
	Raw     string `json:"raw,omitempty"`
	Data    bool   `json:"data,omitempty"` // the frame's Data holds the error's
}

// Pack turns a head into its bytes. Heads are plain structs, which always have a JSON form.
func Pack(head any) []byte {
	b, err := json.Marshal(head)
	if err != nil {
		panic("wire: a head without JSON form: " + err.Error())
	}
	return b
}

// Unpack reads a head. An empty one is the zero value. Depth is bounded by encoding/json (10,000 levels).
func Unpack[T any](b []byte) (T, error) {
	var head T
	if len(b) == 0 {
		return head, nil
	}
	err := json.Unmarshal(b, &head)
	return head, err
}
