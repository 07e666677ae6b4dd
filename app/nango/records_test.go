package nango_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"patchbay/app/nango"
	"patchbay/app/records"
)

// stored lists a model's records as "id:title", deleted ones with a minus.
func (w *world) stored(model string) string {
	w.t.Helper()
	c, err := w.connect.Connection(context.Background(), w.env, "acme", "c1")
	w.must(err)
	page, err := w.records.List(context.Background(), records.Query{Target: records.Target{EnvironmentID: w.env, ConnectionID: c.ID, Model: model}, Limit: 5000})
	w.must(err)
	var all []string
	for _, text := range page.Records {
		var r struct {
			ID, Title string
			Meta      struct {
				DeletedAt *string `json:"deleted_at"`
			} `json:"_nango_metadata"`
		}
		w.must(json.Unmarshal(text, &r))
		mark := ""
		if r.Meta.DeletedAt != nil {
			mark = "-"
		}
		all = append(all, mark+r.ID+":"+r.Title)
	}
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(strings.TrimPrefix(a, "-"), strings.TrimPrefix(b, "-")) })
	return strings.Join(all, " ")
}

func job(n int64) func(*nango.Run) {
	return func(r *nango.Run) { r.Job = n }
}

func TestRecordsAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.run(syncing(t, `const list = [{ id: '1', title: 'a', _nango_metadata: { x: 1 } }, { id: '2', title: 'b' }, { id: '2', title: 'twice' }];
		const results = [await nango.batchSave(list, 'Issue'), await nango.batchSave([], 'Issue'), await nango.batchSave(undefined, 'nothing')];
		await nango.batchSend([{ id: '3', title: 'c' }], 'Issue');
		if (results.join() !== 'true,true,true' || '_nango_metadata' in list[0]) throw new Error(results.join());`), nil)
	if first.Failure != nil || first.Results["Issue"] != (nango.Counts{Added: 3}) || w.stored("Issue") != "1:a 2:b 3:c" {
		t.Fatalf("%+v %+v %s", first.Failure, first.Results, w.stored("Issue"))
	}
	for _, want := range []string{"Successfully batch saved 2 records (2 modified) for model Issue", "Found duplicate key '2' for model Issue. The record was ignored.", `"added_keys":["1","2"]`} {
		if !strings.Contains(first.lines(), want) {
			t.Errorf("%q is not on the timeline:\n%s", want, first.lines())
		}
	}
	second := w.run(syncing(t, `await nango.batchSave([{ id: '1', title: 'a' }, { id: '2', title: 'new' }], 'Issue');
		await nango.batchUpdate([{ id: '3', title: 'half' }, { id: '9', title: 'unknown' }], 'Issue');
		await nango.batchDelete([{ id: '1' }], 'Issue');`), job(2))
	if second.Failure != nil || second.Results["Issue"] != (nango.Counts{Updated: 2, Deleted: 1}) || w.stored("Issue") != "-1: 2:new 3:half" {
		t.Errorf("%+v %+v %s", second.Failure, second.Results, w.stored("Issue"))
	}
}

func TestReadingRecords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(syncing(t, `await nango.batchSave(Array.from({ length: 250 }, (_, n) => ({ id: String(n), title: 't' + n })), 'Issue');
		const found = await nango.getRecordsByIds(['7', 249, 'none'], 'Issue');
		const ids: string[] = [];
		for await (const record of nango.listRecords('Issue')) ids.push(record.id);
		throw new nango.ActionError({ keys: [...found.keys()], title: found.get(249).title, meta: Object.keys(found.get('7')._nango_metadata).length > 3, count: ids.length, unique: new Set(ids).size });`), nil)
	if got := string(r.Failure.Payload); got != `{"keys":["7",249],"title":"t249","meta":true,"count":250,"unique":250}` {
		t.Error(got)
	}
}

func TestLargeBatchesAreCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(syncing(t, `await nango.batchSave(Array.from({ length: 2500 }, (_, n) => ({ id: String(n) })), 'Issue');`), nil)
	if n := strings.Count(r.lines(), "Successfully batch saved"); n != 3 || r.Results["Issue"].Added != 2500 {
		t.Errorf("%d batches, %+v", n, r.Results)
	}
}

func TestRecordsThatCannotBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for call, want := range map[string]string{
		`nango.batchSave([{ id: '1' }], 'Other')`:                                     "The model 'Other' is not included in the declared sync models: Issue",
		`nango.batchSave([{ title: 'x' }], 'Issue')`:                                  "Failed to save records for model Issue: Missing id field in record",
		`(async () => { const end = nango.trackDeletesEnd; return end('Issue'); })()`: "No track deletes starting point found for model 'Issue'.",
		`nango.setMergingStrategy({ strategy: 'odd' }, 'Issue')`:                      "Unsupported merging strategy: odd",
		`nango.getRecordsByIds(['1'], 'Other')`:                                       "The model 'Other' is not included",
		`nango.listRecords('Other').next()`:                                           "The model 'Other' is not included",
	} {
		r := w.run(syncing(t, `await `+call+`;`), nil)
		if r.Failure == nil || !strings.Contains(r.Failure.Message, want) {
			t.Errorf("%s: %+v", call, r.Failure)
		}
	}
}

func TestDeletionsAreDetected(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const whole = `await nango.trackDeletesStart('Issue'); await nango.batchSave([{ id: 'a' }, { id: 'b' }, { id: 'c' }], 'Issue'); await nango.trackDeletesEnd('Issue');`
	if r := w.run(syncing(t, whole), job(1)); r.Failure != nil || w.stored("Issue") != "a: b: c:" {
		t.Fatalf("%+v %s", r.Failure, w.stored("Issue"))
	}
	// A run that fails in the middle leaves its start to the next one, so what it saved counts as seen.
	w.run(syncing(t, `await nango.trackDeletesStart('Issue'); await nango.batchSave([{ id: 'a' }], 'Issue');
		if (nango.isCLI === false) throw new Error('half way');
		await nango.trackDeletesEnd('Issue');`), job(2))
	r := w.run(syncing(t, `await nango.trackDeletesStart('Issue'); await nango.batchSave([{ id: 'b' }], 'Issue');
		throw new nango.ActionError(await nango.trackDeletesEnd('Issue'));`), job(3))
	if string(r.Failure.Payload) != `{"deletedKeys":["c"]}` || w.stored("Issue") != "a: b: -c:" || r.Results["Issue"].Deleted != 1 {
		t.Errorf("%s %s %+v", r.Failure.Payload, w.stored("Issue"), r.Results)
	}
	if w.checkpoints.at("sync:issues:base:trackDeletes:Issue") != "" {
		t.Error("the start was not forgotten")
	}
	old := w.run(syncing(t, `await nango.batchSave([{ id: 'b' }], 'Issue'); throw new nango.ActionError(await nango.deleteRecordsFromPreviousExecutions('Issue'));`), job(4))
	if string(old.Failure.Payload) != `{"deletedKeys":["a"]}` {
		t.Errorf("%s", old.Failure.Payload)
	}
}

func TestVariantsAndWebhooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := syncing(t, `await nango.batchSave([{ id: '1', title: nango.variant + nango.getVariant() }], 'Issue');`)
	w.run(f, func(r *nango.Run) { r.Variant = "eu" })
	hook := w.run(f, func(r *nango.Run) {
		r.Kind, r.Payload, r.Job = nango.KindWebhook, json.RawMessage(`{"id":"w","title":"hook"}`), 2
	})
	if hook.Failure != nil || w.stored("Issue::eu") != "1:eueu" || w.stored("Issue") != "w:hook" {
		t.Errorf("%+v %s | %s", hook.Failure, w.stored("Issue::eu"), w.stored("Issue"))
	}
}

func TestMergingStrategies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.run(syncing(t, `await nango.batchSave([{ id: '1', title: 'old' }, { id: '2', title: 'old' }], 'Issue');`), job(1))
	hook := syncing(t, "")
	w.api.answers(func(http.ResponseWriter, *http.Request) { // a webhook writes while the poll runs
		w.run(hook, func(r *nango.Run) {
			r.Kind, r.Payload, r.Job = nango.KindWebhook, json.RawMessage(`{"id":"1","title":"hook"}`), 3
		})
	})
	r := w.run(syncing(t, `await nango.setMergingStrategy({ strategy: 'ignore_if_modified_after' }, 'Issue');
		await nango.setMergingStrategy({ strategy: 'override' }, 'Issue');
		await nango.get({ endpoint: '/x' });
		await nango.batchSave([{ id: '1', title: 'poll' }, { id: '2', title: 'poll' }], 'Issue');`), job(2))
	if r.Failure != nil || w.stored("Issue") != "1:hook 2:poll" || !strings.Contains(r.lines(), "was set before; the second call changes nothing") {
		t.Errorf("%+v %s\n%s", r.Failure, w.stored("Issue"), r.lines())
	}
}

func TestRecordsOffTheirModelAreWarnings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(syncing(t, `await nango.batchSave(Array.from({ length: 50 }, (_, n) => ({ id: n + 1, title: n === 3 ? 5 : 'x' })), 'Issue');`), nil)
	var got []string
	for _, warning := range r.Warnings {
		got = append(got, fmt.Sprint(warning.Code, " ", warning.Path, " ", warning.Message))
	}
	want := "invalid_sync_record /id a record of Issue: got number, want string|invalid_sync_record /title a record of Issue: got number, want string"
	if r.Failure != nil || strings.Join(got, "|") != want {
		t.Errorf("%+v\n%s", r.Failure, strings.Join(got, "|"))
	}
}

// Batches that are saved side by side share one sample.
func TestRecordsSavedSideBySideAreCompared(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(syncing(t, `await Promise.all(Array.from({ length: 40 }, (_, batch) =>
		nango.batchSave(Array.from({ length: 12 }, (_, n) => ({ id: batch * 100 + n + 1, title: 'x' })), 'Issue')));`), nil)
	if r.Failure != nil || len(r.Warnings) != 1 || r.Warnings[0].Message != "a record of Issue: got number, want string" {
		t.Errorf("%+v\n%+v", r.Failure, r.Warnings)
	}
}
