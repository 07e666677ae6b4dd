package nango

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/records"
	"patchbay/app/script"
)

type batchArgs struct {
	Model string `json:"model"`
}

// batch is one kind of writing.
type batch struct {
	method string // as code calls it
	past   string // for the timeline
	write  func(*records.Service, context.Context, records.Write) (records.Summary, error)
}

var (
	saving   = batch{"batchSave", "saved", (*records.Service).Save}
	updating = batch{"batchUpdate", "updated", (*records.Service).Update}
	deleting = batch{"batchDelete", "deleted", (*records.Service).Delete}
)

func (e *execution) save(ctx context.Context, a batchArgs, list []byte) (any, error) {
	return nil, e.batch(ctx, saving, a.Model, list)
}

func (e *execution) update(ctx context.Context, a batchArgs, list []byte) (any, error) {
	return nil, e.batch(ctx, updating, a.Model, list)
}

func (e *execution) remove(ctx context.Context, a batchArgs, list []byte) (any, error) {
	return nil, e.batch(ctx, deleting, a.Model, list)
}

// batch writes one list as code sent it. The bytes are not touched on the way: their hash tells changes.
func (e *execution) batch(ctx context.Context, b batch, model string, list []byte) error {
	if b.method == "batchSave" {
		if err := e.checkRecords(model, list); err != nil {
			return err
		}
	}
	if e.dry != nil {
		return e.dry.batch(e, b, model, list)
	}
	e.mu.Lock()
	merging := e.merging[model]
	e.mu.Unlock()
	summary, err := b.write(e.o.s.Records, ctx, records.Write{Target: e.target(model), RunID: e.r.ID, Job: e.r.Job, Records: list,
		Merging: merging, TrackSeen: e.tracks})
	if err != nil {
		f := fault.From(err)
		e.entry(logs.KindRecords, "error", f.Message, map[string]any{"model": model, "method": b.method})
		return fault.New(f.Kind, f.Code, "Failed to "+verb(b.method)+" records for model "+model+": "+f.Message).WithHint(f.Hint).WithCause(err)
	}
	e.count(model, summary)
	e.tellBatch(b, model, summary)
	return nil
}

func verb(method string) string {
	return map[string]string{"batchSave": "save", "batchUpdate": "update", "batchDelete": "delete"}[method]
}

func (e *execution) target(model string) records.Target {
	return records.Target{EnvironmentID: e.r.EnvironmentID, ConnectionID: e.r.Connection.ID, Model: e.stored(model)}
}

func (e *execution) count(model string, s records.Summary) {
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.results[model]
	c.Added, c.Updated, c.Deleted = c.Added+s.Added, c.Updated+s.Updated, c.Deleted+s.Deleted
	e.results[model] = c
}

// tellBatch puts a batch on the timeline, with the ids that it changed.
func (e *execution) tellBatch(b batch, model string, s records.Summary) {
	for n, key := range s.Duplicates {
		if n == 10 {
			e.entry(logs.KindRecords, "error", fmt.Sprintf("Found %d more duplicate keys for model %s.", len(s.Duplicates)-n, model), nil)
			break
		}
		e.entry(logs.KindRecords, "error", fmt.Sprintf("Found duplicate key '%s' for model %s. The record was ignored.", key, model), nil)
	}
	changed := s.Added + s.Updated + s.Deleted
	e.entry(logs.KindRecords, "info", fmt.Sprintf("Successfully batch %s %d records (%d modified) for model %s", b.past, changed+s.Unchanged, changed, model),
		map[string]any{"model": model, "stored": e.stored(model), "method": b.method, "added": s.Added, "updated": s.Updated, "deleted": s.Deleted,
			"unchanged": s.Unchanged, "added_keys": s.AddedKeys, "updated_keys": s.UpdatedKeys, "deleted_keys": s.DeletedKeys})
}

type idsArgs struct {
	Model string   `json:"model"`
	IDs   []string `json:"ids"`
}

// recordsByIDs gives the records that exist, deleted ones too; a dry run reads the real ones.
func (e *execution) recordsByIDs(ctx context.Context, a idsArgs, _ []byte) (any, error) {
	found, err := e.o.s.Records.ByIDs(ctx, e.target(a.Model), a.IDs)
	if err != nil {
		return nil, err
	}
	return script.Reply{Body: list(found)}, nil
}

type listArgs struct {
	Model  string `json:"model"`
	Cursor string `json:"cursor"`
	Limit  int    `json:"limit"`
}

func (e *execution) listRecords(ctx context.Context, a listArgs, _ []byte) (any, error) {
	page, err := e.o.s.Records.List(ctx, records.Query{Target: e.target(a.Model), Cursor: a.Cursor, Limit: a.Limit})
	if err != nil {
		return nil, err
	}
	head, err := marshal(map[string]any{"next": page.NextCursor})
	return script.Reply{Head: head, Body: list(page.Records)}, err
}

// list joins JSON texts to an array.
func list(items []json.RawMessage) []byte {
	var out bytes.Buffer
	out.WriteByte('[')
	for n, item := range items {
		if n > 0 {
			out.WriteByte(',')
		}
		out.Write(item)
	}
	out.WriteByte(']')
	return out.Bytes()
}

type mergingArgs struct {
	Model    string `json:"model"`
	Strategy string `json:"strategy"`
	Again    bool   `json:"again"`
}

// setMerging decides once for a model what happens to records that others wrote meanwhile.
func (e *execution) setMerging(ctx context.Context, a mergingArgs, _ []byte) (any, error) {
	if a.Again {
		e.note("warn", "The merging strategy of "+a.Model+" was set before; the second call changes nothing.", nil)
		return nil, nil
	}
	if a.Strategy == "override" || e.dry != nil {
		return nil, nil
	}
	merging, err := e.o.s.Records.StartMerging(ctx, e.target(a.Model))
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.merging[a.Model] = merging
	return nil, nil
}
