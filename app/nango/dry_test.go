package nango_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/nango"
)

func dry(o nango.DryRun) func(*nango.Run) {
	return func(r *nango.Run) { r.Dry = &o }
}

func TestADryRunKeepsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	r := w.run(syncing(t, `const before = await nango.getCheckpoint();
		await nango.saveCheckpoint({ page: before.page + 1 });
		await nango.trackDeletesStart('Issue');
		await nango.batchSave([{ id: '1', title: 'a' }, { id: '2' }, { id: '1', title: 'last' }], 'Issue');
		await nango.batchUpdate([{ id: '2' }], 'Issue');
		await nango.batchDelete([{ id: '3' }], 'Issue');
		const seen = [nango.isCLI, nango.lastSyncDate.toISOString(), (await nango.getMetadata()).mine, await nango.tryAcquireLock({ key: 'k', ttlMs: 1 }),
			await nango.trackDeletesEnd('Issue'), nango.logger.level];
		await nango.startSync('acme', ['issues']);
		await nango.log(JSON.stringify(seen), { level: 'debug' });`),
		dry(nango.DryRun{Metadata: json.RawMessage(`{"mine":true}`), Checkpoint: json.RawMessage(`{"page":4}`), LastSyncDate: &at}))
	if r.Failure != nil {
		t.Fatalf("%+v", r.Failure)
	}
	if want := `[true,"2026-01-02T03:04:05.000Z",true,true,{"deletedKeys":[]},"debug"]`; !strings.Contains(r.lines(), want) {
		t.Errorf("code saw something else:\n%s", r.lines())
	}
	if string(r.CheckpointFrom) != `{"page":4}` || string(r.CheckpointTo) != `{"page":5}` || len(w.checkpoints.rows) != 0 {
		t.Errorf("checkpoint from %s to %s, stored %v", r.CheckpointFrom, r.CheckpointTo, w.checkpoints.rows)
	}
	if w.stored("Issue") != "" || string(r.Dry.Saved["Issue"]) != `[{"id":"1","title":"last"},{"id":"2"}]` || string(r.Dry.Deleted["Issue"]) != `[{"id":"3"}]` ||
		r.Dry.Counts["Issue"] != (nango.Counts{Added: 2, Updated: 1, Deleted: 1}) {
		t.Errorf("stored %q, result %s %s %+v", w.stored("Issue"), r.Dry.Saved, r.Dry.Deleted, r.Dry.Counts)
	}
	if len(w.functions.calls) != 0 || !strings.Contains(r.lines(), "would start the schedules of issues") {
		t.Errorf("calls %v\n%s", w.functions.calls, r.lines())
	}
}

// A dry run begins with nothing that a function could not have saved.
func TestTheFirstCheckpointKeepsTheLimits(t *testing.T) {
	t.Parallel()
	many, most := map[string]int{}, map[string]int{}
	for n := range 17 {
		many[strings.Repeat("k", n+1)] = n
		if n < 16 {
			most[strings.Repeat("k", n+1)] = n
		}
	}
	text := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	for value, want := range map[string]string{
		``: "", `null`: "", `{}`: "", `{"page":2,"since":"x","done":false}`: "", text(most): "",
		text(map[string]string{strings.Repeat("k", 255): strings.Repeat("é", 4000)}): "",
		`[1]`: "it is not an object", `"x"`: "it is not an object", `{"a"`: "it is not an object",
		`{"n":[1]}`: `"n" must be a text`, `{"n":{"a":1}}`: `"n" must be a text`, `{"n":null}`: `"n" must be a text`,
		text(many): "17 keys",
		text(map[string]string{"n": strings.Repeat("x", 4001)}): `"n" is longer than 4000`,
		text(map[string]string{"n": strings.Repeat("😀", 2001)}): `"n" is longer than 4000`,
		text(map[string]int{strings.Repeat("k", 256): 1}):       "a key is longer than 255",
	} {
		err := nango.CheckCheckpoint(json.RawMessage(value))
		if want == "" && err != nil || want != "" && (!fault.HasCode(err, "invalid_checkpoint") || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.60s: %v, want %q", value, err, want)
		}
	}
}

func TestWhatADryRunReallyWrites(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(action(t, `await nango.updateMetadata({ n: 1 }); return await nango.triggerAction('acme', 'c1', 'other', {});`), dry(nango.DryRun{}))
	if string(r.Output) != `{"did":"it"}` || !strings.Contains(r.lines(), "This was a real write") || !strings.Contains(r.lines(), "a dry run calls actions too") {
		t.Errorf("%s\n%s", r.Output, r.lines())
	}
}

func TestNestedDryRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inner := syncing(t, `await nango.batchSave([{ id: 'n' }], 'Issue');`)
	w.services.Sync = func(_ context.Context, _ int64, _, name string) (*compile.Function, error) {
		if name != "issues" {
			t.Errorf("asked for %s", name)
		}
		return inner, nil
	}
	w.Object = nango.New(w.services)
	r := w.run(action(t, `await nango.triggerSync('acme', 'c1', 'issues'); return 1;`), dry(nango.DryRun{}))
	if r.Failure != nil || w.stored("Issue") != "" || !strings.Contains(r.lines(), "would batch save 1 records for model Issue") || !strings.Contains(r.lines(), "The dry run of the sync issues ended well.") {
		t.Errorf("%+v\n%s", r.Failure, r.lines())
	}
}

func TestStrictDryRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	record := w.run(syncing(t, `await nango.batchSave([{ id: '1' }, { id: 2 }], 'Issue');`), dry(nango.DryRun{Validate: true}))
	if f := record.Failure; f == nil || f.Type != "invalid_sync_record" || f.Whose != "code" || !strings.Contains(f.Message, "Record 1 of model Issue does not fit: /id: got number, want string") {
		t.Errorf("%+v", f)
	}
	f := action(t, `return { n: 'x' };`)
	f.Input, f.Models = "In", []string{"Out"}
	f.JSONSchema = json.RawMessage(`{"definitions":{"In":{"type":"object","properties":{"a":{"type":"string","format":"e164"}},"required":["a"]},"Out":{"type":"object","properties":{"n":{"type":"number"}}}}}`)
	input := func(text string, o *nango.DryRun) func(*nango.Run) {
		return func(r *nango.Run) { r.Input, r.Dry = json.RawMessage(text), o }
	}
	for name, c := range map[string]struct {
		change func(*nango.Run)
		want   string
	}{
		"a format of its own": {input(`{"a":"x"}`, &nango.DryRun{Validate: true}), `invalid_action_input: unknown format "e164"`},
	} {
		r := w.run(f, c.change)
		if r.Failure == nil || !strings.Contains(r.Failure.Type+": "+r.Failure.Message, strings.TrimPrefix(c.want, "invalid_action_input: ")) {
			t.Errorf("%s: %+v", name, r.Failure)
		}
	}
	f.JSONSchema, f.Hash = json.RawMessage(strings.Replace(string(f.JSONSchema), `,"format":"e164"`, "", 1)), f.Hash+"2"
	if r := w.run(f, input(`{}`, &nango.DryRun{Validate: true})); r.Failure == nil || r.Failure.Type != "invalid_action_input" {
		t.Errorf("input: %+v", r.Failure)
	}
	if r := w.run(f, input(`{"a":"x"}`, &nango.DryRun{Validate: true})); r.Failure == nil || r.Failure.Type != "invalid_action_output" {
		t.Errorf("output: %+v", r.Failure)
	}
	loose := w.run(f, input(`{"a":1}`, nil))
	if loose.Failure != nil || string(loose.Output) != `{"n":"x"}` || len(loose.Warnings) != 2 {
		t.Errorf("a real run is held up: %+v %+v", loose.Failure, loose.Warnings)
	}
	f.JSONSchema = json.RawMessage(strings.Replace(string(f.JSONSchema), `"a":{"type":"string"`, `"a":{"type":"string","pattern":"^(?!\\.)[a-z]+@[a-z.]+$"`, 1))
	f.Hash += "3"
	loose = w.run(f, input(`{"a":"nobody"}`, nil))
	if len(loose.Warnings) != 2 || loose.Warnings[1].Code != "invalid_action_input" && loose.Warnings[0].Code != "invalid_action_input" {
		t.Errorf("an input off a pattern of JavaScript: %+v", loose.Warnings)
	}
	if r := w.run(f, input(`{"a":"ada@example.com"}`, &nango.DryRun{Validate: true})); r.Failure == nil || r.Failure.Type != "invalid_action_output" {
		t.Errorf("a right input is refused: %+v", r.Failure)
	}
}

func TestFixturesOfDryRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(action(t, `const c = await nango.getConnection(); await nango.getMetadata();
		const { data } = await nango.get({ endpoint: '/things?x=1', params: { b: 2 }, headers: { 'X-Custom': 'v' } });
		return { data, sub: c.connection_config.subdomain };`), func(r *nango.Run) { r.Dry, r.Input = &nango.DryRun{Record: true}, json.RawMessage(`{"in":1}`) })
	var fixture struct {
		Input, Output json.RawMessage
		Nango         struct {
			GetConnection struct {
				Config map[string]string `json:"connection_config"`
			} `json:"getConnection"`
			GetMetadata map[string]any `json:"getMetadata"`
		}
		API map[string]map[string]struct {
			Response any
			Status   int
			Hash     string
			Request  struct{ Params, Headers map[string]string }
		} `json:"api"`
	}
	if r.Failure != nil || json.Unmarshal([]byte(r.Dry.Fixture), &fixture) != nil {
		t.Fatalf("%+v %s", r.Failure, r.Dry.Fixture)
	}
	got := fixture.API["get"]["/things"]
	if got.Status != 200 || got.Request.Params["x"] != "1" || got.Request.Params["b"] != "2" || got.Request.Headers["X-Custom"] != "v" || len(got.Hash) != 40 {
		t.Errorf("%s", r.Dry.Fixture)
	}
	if fixture.Nango.GetConnection.Config["subdomain"] != "shop" || fixture.Nango.GetConnection.Config["signing_secret"] != "•••" || fixture.Nango.GetMetadata["folder"] != "inbox" {
		t.Errorf("%s", r.Dry.Fixture)
	}
}

// A dry run that may only read is refused everything else, and failed by it even when its code carries on.
func TestADryRunThatMayOnlyReadFailsWhenItWrites(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ code, refused string }{
		"reads":     {`await nango.get({ endpoint: '/a' });`, ""},
		"posts":     {`await nango.get({ endpoint: '/a' }); await nango.post({ endpoint: '/b', data: {} });`, "send POST /b"},
		"goes on":   {`try { await nango.delete({ endpoint: '/c' }); } catch {}`, "send DELETE /c"},
		"elsewhere": {`await nango.get({ endpoint: '/a', baseUrlOverride: 'https://elsewhere.test' });`, "send GET /a to https://elsewhere.test"},
		"overrides": {`await nango.get({ endpoint: '/a', headers: { 'X-HTTP-Method-Override': 'DELETE' } });`, "with the header x-http-method-override: DELETE"},
		"reads so":  {`await nango.get({ endpoint: '/a', headers: { 'X-Version': '2' } });`, ""},
		"hands on":  {`await nango.get({ endpoint: '/a', forwardHeadersOnRedirect: true });`, "and its credentials on"},
		"fetches":   {`await nango.uncontrolledFetch({ url: new URL('https://elsewhere.test/x') });`, "fetch GET https://elsewhere.test/x"},
		"metadata":  {`await nango.updateMetadata({ a: 1 });`, "change the connection's metadata"},
		"acts":      {`await nango.triggerAction('acme', 'c1', 'make-issue', {});`, "run the action make-issue"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.run(syncing(t, c.code), dry(nango.DryRun{ReadOnly: true}))
			switch {
			case c.refused == "" && r.Failure != nil:
				t.Errorf("a run that reads failed: %+v", r.Failure)
			case c.refused != "" && (r.Failure == nil || r.Failure.Type != nango.TypeWriteRefused || !strings.Contains(r.Failure.Message, c.refused)):
				t.Errorf("the failure is %+v, which does not refuse to %s", r.Failure, c.refused)
			}
			if len(w.functions.calls) != 0 {
				t.Errorf("called %v", w.functions.calls)
			}
		})
	}
}
