package nango

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/tidwall/gjson"
)

// The codes of values off their schema. A server lets them pass; a strict dry run stops at them.
const (
	codeInput  = "invalid_action_input"
	codeOutput = "invalid_action_output"
	codeRecord = "invalid_sync_record"
)

// Of the records that code saves, this many of each batch and of each run are compared with their model, so that a run
// is never slower for it than a little.
const (
	sampledOfBatch = 10
	sampledOfRun   = 200
)

func (e *execution) strict() bool { return e.dry != nil && e.dry.options.Validate }

// checkInput compares an action's input with its model before a strict run. Otherwise that happens beside the run.
func (e *execution) checkInput() *Failure {
	if !e.strict() || e.r.Kind != KindAction {
		return nil
	}
	return e.invalid(codeInput, e.models.check(e.r.Function.Input, e.r.Input, true))
}

// checkOutput looks at an action's result when it is there.
func (e *execution) checkOutput(output json.RawMessage) *Failure {
	if e.r.Kind != KindAction {
		return nil
	}
	if len(output) > maxOutput {
		message := fmt.Sprintf("Output size is too large: %d bytes. Maximum allowed size is %d bytes (2MB)", len(output), maxOutput)
		payload, err := json.Marshal(map[string]string{"name": "Error", "message": message})
		if err != nil {
			payload = json.RawMessage(`{}`)
		}
		return &Failure{Type: typeInternal, Status: http.StatusInternalServerError, Message: message, Payload: payload, Whose: WhoseCode}
	}
	model := ""
	if len(e.r.Function.Models) > 0 {
		model = e.r.Function.Models[0]
	}
	found := e.models.check(model, output, e.strict())
	if e.strict() {
		return e.invalid(codeOutput, found)
	}
	e.warn(coded(codeOutput, "the output", found)...)
	return nil
}

// invalid is the failure of a strict run.
func (e *execution) invalid(code string, found []Warning) *Failure {
	if len(found) == 0 {
		return nil
	}
	detail, err := json.Marshal(map[string]any{"validation": found})
	if err != nil {
		detail = nil
	}
	return &Failure{Type: code, Status: http.StatusBadRequest, Message: sentences[code] + " " + warningText(found[0]), Payload: detail, Additional: detail, Whose: WhoseCode}
}

var sentences = map[string]string{codeInput: "The input does not fit the action's model.", codeOutput: "The output does not fit the action's model."}

// coded makes findings warnings of a run.
func coded(code, what string, found []Warning) []Warning {
	for n := range found {
		found[n].Code = code
		found[n].Message = what + ": " + found[n].Message
	}
	return found
}

func warningText(w Warning) string {
	if w.Path == "" {
		return w.Message
	}
	return w.Path + ": " + w.Message
}

// checkRecords compares records with their model: all of them in a strict run, which fails, and otherwise some of them
// beside the run.
func (e *execution) checkRecords(model string, list []byte) error {
	if !e.strict() {
		e.checker.offer(model, list)
		return nil
	}
	var refused error
	index := 0
	gjson.ParseBytes(list).ForEach(func(_, record gjson.Result) bool {
		found := e.models.check(model, json.RawMessage(record.Raw), true)
		if len(found) > 0 {
			refused = reject("Error", codeRecord, fmt.Sprintf("Record %d of model %s does not fit: %s", index, model, warningText(found[0])),
				rejectionData{Kind: "sdk", Payload: map[string]any{"validation": found}})
		}
		index++
		return refused == nil
	})
	return refused
}

// sample is a value waiting to be compared.
type sample struct {
	code, what, model string
	value             json.RawMessage
}

// checker compares values with their models beside a run.
type checker struct {
	work    chan sample
	done    chan struct{}
	found   []Warning
	sampled atomic.Int64 // counted by calls that run side by side
}

// start begins with the action's input.
func (c *checker) start(e *execution) {
	if e.strict() || e.models.root == nil {
		return
	}
	c.work, c.done = make(chan sample, 64), make(chan struct{})
	go c.run(e)
	if e.r.Kind == KindAction && e.r.Function.Input != "" {
		input := e.r.Input
		if len(input) == 0 {
			input = json.RawMessage("{}")
		}
		c.work <- sample{codeInput, "the input", e.r.Function.Input, input}
	}
}

func (c *checker) run(e *execution) {
	defer close(c.done)
	seen := map[string]bool{}
	for s := range c.work {
		for _, w := range coded(s.code, s.what, e.models.check(s.model, s.value, false)) {
			key := s.model + w.Path + w.Message
			if s.code == codeRecord {
				key = s.model + strings.TrimLeft(w.Path, "/0123456789") + w.Message // the same mistake in every record is one
			}
			if !seen[key] && len(c.found) < maxWarnings {
				seen[key] = true
				c.found = append(c.found, w)
			}
		}
	}
}

// offer hands over some records of a batch, when there is room.
func (c *checker) offer(model string, list []byte) {
	if c.work == nil || c.sampled.Load() >= sampledOfRun {
		return
	}
	n := 0
	gjson.ParseBytes(list).ForEach(func(_, record gjson.Result) bool {
		if c.sampled.Add(1) > sampledOfRun {
			return false
		}
		select {
		case c.work <- sample{codeRecord, "a record of " + model, model, json.RawMessage(strings.Clone(record.Raw))}:
		default: // busy: the run goes first
		}
		n++
		return n < sampledOfBatch
	})
}

// stop waits for what is left and returns what was found.
func (c *checker) stop() []Warning {
	if c.work == nil {
		return nil
	}
	close(c.work)
	<-c.done
	return c.found
}
