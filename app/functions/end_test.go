package functions_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"patchbay/app/compile"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
	"patchbay/app/script"
	"patchbay/app/script/bundle"
	"patchbay/app/script/enginetest"
)

// sources are the functions of the end-to-end test.
var sources = map[string]string{
	"acme/actions/greet.ts": `import { createAction } from 'nango';
import * as z from 'zod';
export default createAction({
    description: 'Greets', version: '1.0.0', input: z.object({ name: z.string() }), output: z.object({ greeting: z.string() }),
    exec: async (nango, input) => {
        if (input.name === 'nobody') {
            throw new nango.ActionError({ code: 'E42', message: 'no such person' });
        }
        if (input.name === 'refused') {
            await nango.get({ endpoint: '/refuse' });
        }
        return { greeting: 'hello ' + input.name };
    }
});
`,
	"acme/actions/endless.ts": `import { createAction } from 'nango';
import * as z from 'zod';
export default createAction({ description: 'Never ends', input: z.void(), output: z.void(), exec: async () => { for (;;) {} } });
`,
	"acme/syncs/issues.ts": `import { createSync } from 'nango';
import * as z from 'zod';
const Issue = z.object({ id: z.string(), title: z.string() });
export default createSync({
    description: 'Fetches', version: '1.0.0', frequency: 'every hour', models: { Issue }, webhookSubscriptions: ['issue.created'],
    checkpoint: z.object({ page: z.number() }),
    exec: async (nango) => {
        const kept = await nango.getCheckpoint();
        const page = kept ? kept.page : 1;
        const response = await nango.get({ endpoint: '/issues', params: { page } });
        await nango.batchSave(response.data, 'Issue');
        await nango.saveCheckpoint({ page: page + 1 });
    },
    onWebhook: async (nango, payload) => {
        await nango.batchSave([payload.issue], 'Issue');
    }
});
`,
	"acme/on-events/hello.ts": `import { createOnEvent } from 'nango';
export default createOnEvent({
    event: 'validate-connection', description: 'Validates',
    exec: async (nango) => {
        if (nango.connectionId === 'bad') {
            throw new nango.ActionError({ message: 'This account may not.' });
        }
    }
});
`,
}

// realFunction bundles one of the sources.
func realFunction(t *testing.T, file string, f compile.Function) *compile.Function {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range sources {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	made, problems := bundle.Function(t.Context(), bundle.NewSource(folder), file)
	if made == nil || made.Program == nil {
		t.Fatalf("%s: %+v", file, problems)
	}
	f.Integration, f.File, f.Source, f.Server, f.Program, f.Hash = "acme", file, sources[file], made.Server, made.Program, made.Program.ID
	return &f
}

// real gives the world the real nango object, runner processes and a provider.
// Words mark the runner processes, so that they can be found.
func (w *world) real(t *testing.T, words ...string) {
	t.Helper()
	api := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/refuse" {
			rw.WriteHeader(http.StatusTeapot)
			_, _ = rw.Write([]byte(`{"error":"no"}`))
			return
		}
		page := r.URL.Query().Get("page")
		_, _ = rw.Write([]byte(`[{"id":"` + page + `","title":"page ` + page + `"}]`))
	}))
	t.Cleanup(api.Close)
	w.providerURL = api.URL
	w.close()
	w.open()
	pool := script.NewPool(script.Options{Command: append([]string{os.Args[0], enginetest.Command}, words...), Max: 3, Warm: 1})
	w.must(pool.Start(t.Context()))
	t.Cleanup(pool.Stop)
	out := outbound.New(outbound.Options{AllowHosts: func() []string { return []string{strings.TrimPrefix(api.URL, "http://")} }})
	t.Cleanup(out.Close)
	requests := proxy.New(proxy.Options{Connect: w.connect, Outbound: out, Logs: w.logs})
	w.SetExecutor(nango.New(nango.Services{Connect: w.connect, Proxy: requests, Outbound: out, Records: w.records, Catalog: w.catalog, Settings: w.settings,
		Logs: w.logs, Checkpoints: w.Checkpoints(), Functions: w.Calls(), Pool: pool}))
	w.start()
	w.install(
		realFunction(t, "acme/actions/greet.ts", compile.Function{Name: "greet", Type: compile.Action}),
		realFunction(t, "acme/actions/endless.ts", compile.Function{Name: "endless", Type: compile.Action}),
		realFunction(t, "acme/syncs/issues.ts", compile.Function{Name: "issues", Type: compile.Sync, Models: []string{"Issue"}, HasWebhook: true,
			WebhookSubscriptions: []string{"issue.created"}}),
		realFunction(t, "acme/on-events/hello.ts", compile.Function{Name: "hello", Type: compile.OnEvent, Event: functions.EventValidate}),
	)
}

// With nothing faked: an action, a sync with checkpoint and records, a webhook function, an on-event function, and a
// cancelled endless loop.
func TestEndToEnd(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.real(t)
	t.Run("action", func(t *testing.T) {
		if out, err := w.trigger("greet", `{"name":"x"}`); err != nil || string(out) != `{"greeting":"hello x"}` {
			t.Errorf("%s %v", out, err)
		}
		_, err := w.trigger("greet", `{"name":"nobody"}`)
		detail := wantCode(t, err, "action_script_runtime_error").Detail.(functions.ActionError)
		if string(detail.Payload) != `{"code":"E42","message":"no such person"}` {
			t.Errorf("%s", detail.Payload)
		}
		_, err = w.trigger("greet", `{"name":"refused"}`)
		detail = wantCode(t, err, "script_http_error").Detail.(functions.ActionError)
		var upstream struct {
			Status int             `json:"status"`
			Body   json.RawMessage `json:"body"`
		}
		w.must(json.Unmarshal(detail.Upstream, &upstream))
		if detail.Status != 424 || upstream.Status != 418 || string(upstream.Body) != `{"error":"no"}` {
			t.Errorf("%+v", upstream)
		}
		id := w.enqueue("greet", `{"name":"later"}`, 0)
		w.ended(id)
		if out, err := w.ActionResult(t.Context(), w.env, id); err != nil || string(out) != `{"greeting":"hello later"}` {
			t.Errorf("%s %v", out, err)
		}
	})
	t.Run("sync", func(t *testing.T) {
		for page := range 2 {
			r, err := w.RunSync(t.Context(), w.syncOf("issues"))
			if err != nil || r.State != functions.Succeeded || r.Results["Issue"].Added != 1 {
				t.Fatalf("page %d: %+v %+v %v", page, r, r.Error, err)
			}
		}
		s := w.state(w.instance("issues", "base"))
		if string(s.Checkpoint) != `{"page":3}` || w.live(w.target("").ConnectionID)["Issue"] != 2 || string(s.LastRun.CheckpointTo) != `{"page":3}` {
			t.Errorf("%+v, %v", s, w.live(w.target("").ConnectionID))
		}
	})
	t.Run("webhook", func(t *testing.T) {
		runs, err := w.RunWebhook(t.Context(), functions.WebhookInput{EnvironmentID: w.env, Integration: "acme", Connection: "c", Subscription: "issue.created",
			Payload: json.RawMessage(`{"issue":{"id":"9","title":"hooked"}}`)})
		if err != nil || len(runs) != 1 || runs[0].State != functions.Succeeded || runs[0].Results["Issue"].Added != 1 {
			t.Errorf("%+v %v", runs, err)
		}
	})
	t.Run("on-event", func(t *testing.T) {
		if f := wantCode(t, w.connectNew("bad"), "connection_validation_failed"); f.Message != "This account may not." {
			t.Errorf("%q", f.Message)
		}
		w.must(w.connectNew("good"))
	})
	t.Run("cancel", func(t *testing.T) {
		ended := make(chan error)
		go func() { _, err := w.trigger("endless", `{}`); ended <- err }()
		w.until("the endless run", func() bool { r := w.last(); return r.Function == "endless" && r.State == functions.Running })
		w.must(w.Cancel(t.Context(), w.env, w.last().ID))
		wantCode(t, <-ended, "script_aborted")
		if r := w.last(); r.State != functions.Cancelled {
			t.Errorf("%s", r.State)
		}
	})
}
