package nango

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"sync"

	"github.com/tidwall/gjson"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/text"
)

// shownRecords is how many records of each model a dry run's result holds.
const shownRecords = 100

// dryRun stands in for what a dry run must not touch: records and checkpoints.
type dryRun struct {
	options DryRun
	depth   int // of dry runs inside dry runs

	mu          sync.Mutex
	saved       map[string][]json.RawMessage
	deleted     map[string][]json.RawMessage
	counts      map[string]Counts
	checkpoints map[Key]Checkpoint
	first       bool   // the given checkpoint has been handed out or replaced
	refused     string // what a run that may only read wanted to do first
}

func newDryRun(o DryRun) *dryRun {
	return &dryRun{options: o, saved: map[string][]json.RawMessage{}, deleted: map[string][]json.RawMessage{}, counts: map[string]Counts{},
		checkpoints: map[Key]Checkpoint{}}
}

// Get returns the checkpoint that the run began with or saved.
func (d *dryRun) Get(_ context.Context, k Key) (*Checkpoint, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c, ok := d.checkpoints[k]; ok {
		return &c, nil
	}
	if d.first || len(d.options.Checkpoint) == 0 || string(d.options.Checkpoint) == "null" {
		return nil, nil //nolint:nilnil // none
	}
	d.first = true
	c := Checkpoint{Value: d.options.Checkpoint, Version: 1}
	d.checkpoints[k] = c
	return &c, nil
}

// Save keeps a checkpoint until the run ends.
func (d *dryRun) Save(_ context.Context, k Key, value json.RawMessage, version int64) (int64, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.first = true
	d.checkpoints[k] = Checkpoint{Value: value, Version: version + 1}
	return version + 1, nil
}

// Clear forgets it.
func (d *dryRun) Clear(_ context.Context, k Key) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.first = true
	delete(d.checkpoints, k)
	return nil
}

// batch collects records. Of those with the same id in one call the last one stays.
func (d *dryRun) batch(e *execution, b batch, model string, list []byte) error {
	if !gjson.ValidBytes(list) || !gjson.ParseBytes(list).IsArray() {
		return fault.New(fault.Invalid, "invalid_records", "What the function saved is not a list of records.")
	}
	items, err := unrepeated(list)
	if err != nil {
		e.entry(logs.KindRecords, "error", fault.From(err).Message, map[string]any{"model": model, "method": b.method})
		return err
	}
	stored := e.stored(model)
	d.collect(b, stored, items)
	e.recordBatch(b, stored, list)
	e.entry(logs.KindRecords, "info", fmt.Sprintf("The dry run would batch %s %d records for model %s", verb(b.method), len(items), model),
		map[string]any{"model": model, "stored": stored, "method": b.method, "count": len(items), "dry": true})
	return nil
}

func (d *dryRun) collect(b batch, stored string, items []json.RawMessage) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.counts[stored]
	into := d.saved
	switch b.method {
	case "batchSave":
		c.Added += len(items)
	case "batchUpdate":
		c.Updated += len(items)
		into = nil
	case "batchDelete":
		c.Deleted += len(items)
		into = d.deleted
	}
	d.counts[stored] = c
	if into != nil {
		room := max(0, shownRecords-len(into[stored]))
		into[stored] = append(into[stored], items[:min(room, len(items))]...)
	}
}

// unrepeated splits a list into its records, the last of each id.
func unrepeated(list []byte) ([]json.RawMessage, error) {
	var items []json.RawMessage
	place := map[string]int{}
	var refused error
	gjson.ParseBytes(list).ForEach(func(_, record gjson.Result) bool {
		if record.Type == gjson.Null {
			return false // as in the original, the rest of the batch is lost
		}
		id := record.Get("id")
		if id.String() == "" || id.Type == gjson.Null || id.Type == gjson.False || id.Raw == "0" {
			refused = fault.New(fault.Invalid, "missing_record_id", "Missing id field in record: "+text.Cut(record.Raw, 200))
			return false
		}
		raw := json.RawMessage(append([]byte{}, record.Raw...))
		if n, ok := place[id.String()]; ok {
			items[n] = raw
			return true
		}
		place[id.String()] = len(items)
		items = append(items, raw)
		return true
	})
	return items, refused
}

// recordBatch keeps a batch for the fixture, which knows no updates.
func (e *execution) recordBatch(b batch, stored string, list []byte) {
	if e.recording == nil {
		return
	}
	var err error
	switch b.method {
	case "batchSave":
		err = e.recording.Saved(stored, list)
	case "batchDelete":
		err = e.recording.Deleted(stored, list)
	}
	if err != nil {
		e.note("warn", "A batch could not be recorded for the fixture.", nil)
	}
}

func (d *dryRun) result() *DryResult {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := &DryResult{Saved: map[string]json.RawMessage{}, Deleted: map[string]json.RawMessage{}, Counts: maps.Clone(d.counts)}
	for model, items := range d.saved {
		out.Saved[model] = list(items)
	}
	for model, items := range d.deleted {
		out.Deleted[model] = list(items)
	}
	return out
}

// fact remembers that code asked for something that its test has to give.
func (e *execution) fact(args json.RawMessage) {
	var a struct {
		Name string `json:"name"`
	}
	if json.Unmarshal(args, &a) != nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.asked[a.Name] = true
}

// fixture writes what the run asked and gave as a fixture; the lock is held.
func (e *execution) fixture(output json.RawMessage) string {
	r := e.recording
	err := error(nil)
	keep := func(next error) {
		if err == nil {
			err = next
		}
	}
	if e.r.Kind == KindAction {
		keep(r.Input(e.r.Input))
		keep(r.Output(output))
	}
	if e.connection != nil && e.asked["connection"] {
		keep(r.Connection(connectionFact(objectOf(*e.connection))))
	}
	switch metadata := e.dry.options.Metadata; {
	case metadata != nil:
		keep(r.Metadata(metadata))
	case e.connection != nil && e.asked["metadata"]:
		keep(r.Metadata(orEmpty(e.connection.Metadata)))
	}
	text, failed := r.JSON()
	keep(failed)
	if err != nil {
		e.note("error", "The fixture could not be written.", nil)
		return ""
	}
	return string(text)
}

// connectionFact is what a test's getConnection gives: what the real one gave, without credentials.
func connectionFact(c connectionObject) json.RawMessage {
	text, err := json.Marshal(map[string]any{"connection_id": c.ConnectionID, "provider_config_key": c.ProviderConfigKey, "provider": c.Provider,
		"connection_config": dropRefreshTokens(c.ConnectionConfig)})
	if err != nil {
		return json.RawMessage(`{}`)
	}
	return text
}

func orEmpty(value json.RawMessage) json.RawMessage {
	if len(value) == 0 || string(value) == "null" {
		return json.RawMessage(`{}`)
	}
	return value
}
