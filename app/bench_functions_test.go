package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// benchProject is a functions folder for the fake API: a trivial action, one that parses 10,000 objects with zod, and a sync that
// maps and saves what the API answers.
func benchProject(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	for name, text := range map[string]string{
		".nango/.gitkeep": "",
		"index.ts":        "import './acme/actions/noop.js';\nimport './acme/actions/parse.js';\nimport './acme/syncs/fill.js';\n",
		"acme/actions/noop.ts": `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({ description: 'Nothing', version: '1.0.0', input: z.object({ name: z.string() }), output: z.object({ hi: z.string() }),
    exec: async (_nango, input) => ({ hi: input.name }) });
`,
		"acme/actions/parse.ts": `import { createAction } from 'nango';
import { z } from 'zod';
` + zodWork + `
export default createAction({ description: 'Parses', version: '1.0.0', input: z.object({}), output: z.object({ n: z.number() }),
    exec: async () => ({ n: work(z) }) });
`,
		"acme/syncs/fill.ts": `import { createSync } from 'nango';
import { z } from 'zod';
const Item = z.object({ id: z.string(), name: z.string(), note: z.string() });
export default createSync({ description: 'Maps and saves', version: '1.0.0', frequency: 'every day', autoStart: false, models: { Item },
    exec: async (nango) => {
        const response = await nango.get<{ id: number; title: string; text: string }[]>({ endpoint: '/large' });
        await nango.batchSave(response.data.map((one) => ({ id: String(one.id), name: one.title.toUpperCase(), note: one.text })), 'Item');
    } });
`,
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// zodWork is the same in a function and in Node.
const zodWork = `const work = (z) => {
    const shape = {};
    for (let i = 0; i < 10; i++) { shape['s' + i] = z.string(); shape['n' + i] = z.number().optional(); }
    const schema = z.object({ id: z.string(), ...shape });
    let n = 0;
    for (let i = 0; i < 10000; i++) {
        const one = { id: 'id-' + i };
        for (let k = 0; k < 10; k++) { one['s' + k] = 'text ' + k; one['n' + k] = k * i; }
        const { id, ...rest } = schema.parse(one);
        n += id.length + Object.keys(rest).length;
    }
    return n;
};`

func benchFunctions(b *testing.B, api string) (*child, string) {
	b.Helper()
	dir := benchProject(b)
	c := spawn(b, benchEnv(b, api), program(), "serve", "--json", "--project", dir)
	b.Cleanup(func() { c.stop(b) })
	connectAcme(b, c.url)
	return c, dir
}

// BenchmarkAction triggers a trivial action through HTTP, each run in a fresh runtime, beside an empty HTTP handler.
func BenchmarkAction(b *testing.B) {
	api := newFakeAPI()
	defer api.Close()
	patchbay, _ := benchFunctions(b, api.URL)
	empty := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) }))
	defer empty.Close()
	for _, clients := range []int{1, 8} {
		b.Run(fmt.Sprintf("%dclients/empty", clients), func(b *testing.B) { trigger(b, clients, empty.URL, "noop", nil) })
		b.Run(fmt.Sprintf("%dclients/patchbay", clients), func(b *testing.B) { trigger(b, clients, patchbay.url, "noop", patchbay) })
	}
}

// trigger shares b.N actions between clients and reports the median and the 99th percentile of one.
func trigger(b *testing.B, clients int, base, action string, server *child) {
	b.Helper()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	var group sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	work := make(chan struct{}, clients)
	b.ResetTimer()
	for range clients {
		group.Go(func() {
			for range work {
				begun := time.Now()
				act(b, client, base, action)
				mu.Lock()
				took = append(took, time.Since(begun))
				mu.Unlock()
			}
		})
	}
	for range b.N {
		work <- struct{}{}
	}
	close(work)
	group.Wait()
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "runs/s")
	if server != nil {
		b.ReportMetric(server.resident(), "MB")
	}
}

func act(b *testing.B, client *http.Client, base, action string) {
	req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, base+"/action/trigger", strings.NewReader(`{"action_name":"`+action+`","input":{"name":"x"}}`))
	if err != nil {
		b.Error(err)
		return
	}
	req.Header = http.Header{"Authorization": {"Bearer " + benchKey}, "Provider-Config-Key": {"acme"}, "Connection-Id": {"jane"}, "Content-Type": {"application/json"}}
	resp, err := client.Do(req)
	if err != nil {
		b.Error(err)
		return
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusOK {
		b.Errorf("%d %s", resp.StatusCode, text)
	}
}

// BenchmarkZod parses and maps 10,000 objects of 21 fields in an action, beside the same in Node with its own zod.
func BenchmarkZod(b *testing.B) {
	api := newFakeAPI()
	defer api.Close()
	patchbay, _ := benchFunctions(b, api.URL)
	b.Run("patchbay", func(b *testing.B) {
		for b.Loop() {
			act(b, http.DefaultClient, patchbay.url, "parse")
		}
	})
	b.Run("node", func(b *testing.B) {
		script := "import { z } from 'zod';\n" + zodWork + "\nconst t = performance.now(); work(z); console.log(performance.now() - t);"
		node(b, script)
	})
}

// node runs a module in Node over and over and reports the milliseconds that it prints: starting Node is not counted.
func node(b *testing.B, script string) {
	b.Helper()
	file, err := filepath.Abs(filepath.Join("..", "frontend", "bench-peer.mjs"))
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		b.Fatal(err)
	}
	defer os.Remove(file)
	total := 0.0
	for b.Loop() {
		out, err := exec.CommandContext(b.Context(), "node", file).Output()
		if err != nil {
			b.Fatal(err)
		}
		var ms float64
		if _, err := fmt.Sscan(string(out), &ms); err != nil {
			b.Fatal(err)
		}
		total += ms
	}
	b.ReportMetric(total/float64(b.N)*1e6, "ns/op")
}

// BenchmarkSync lets a sync map and save an answer of 100,000 objects and 50 MB: a first run and an unchanged one, beside Node
// parsing, mapping and writing the same as lines to a file.
func BenchmarkSync(b *testing.B) {
	large := largeAnswer()
	api := newFakeAPI()
	defer api.Close()
	inner := api.Config.Handler
	api.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/large" {
			inner.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(large)
	})
	patchbay, _ := benchFunctions(b, api.URL)
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			syncOnce(b, patchbay, `{"reset":true,"emptyCache":true}`)
		}
		b.ReportMetric(patchbay.resident(), "MB")
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			syncOnce(b, patchbay, `{}`)
		}
		b.ReportMetric(patchbay.resident(), "MB")
	})
	b.Run("node", func(b *testing.B) {
		input := filepath.Join(b.TempDir(), "large.json")
		if err := os.WriteFile(input, large, 0o600); err != nil {
			b.Fatal(err)
		}
		node(b, `import { readFileSync, writeFileSync } from 'node:fs';
const text = readFileSync(`+fmt.Sprintf("%q", input)+`); const t = performance.now();
const lines = JSON.parse(text).map((one) => JSON.stringify({ id: String(one.id), name: one.title.toUpperCase(), note: one.text }));
writeFileSync(`+fmt.Sprintf("%q", input+".out")+`, lines.join('\n')); console.log(performance.now() - t);`)
	})
}

func largeAnswer() []byte {
	var out bytes.Buffer
	out.WriteByte('[')
	for i := range 100_000 {
		if i > 0 {
			out.WriteByte(',')
		}
		fmt.Fprintf(&out, `{"id":%d,"title":"item number %d","text":%q,"unused":%q}`, i, i, strings.Repeat("lorem ", 20), strings.Repeat("ipsum ", 55))
	}
	out.WriteByte(']')
	return out.Bytes()
}

// syncOnce triggers the sync and waits for the end of that run.
func syncOnce(b *testing.B, c *child, opts string) {
	b.Helper()
	before := lastRun(b, c, "fill")
	post(b, c.url+"/sync/trigger", `{"syncs":["fill"],"provider_config_key":"acme","connection_id":"jane","opts":`+opts+`}`)
	for {
		switch now := lastRun(b, c, "fill"); {
		case now.ID == before.ID || now.State == "queued" || now.State == "running":
		case now.State != "succeeded":
			b.Fatalf("the sync %s", now.State)
		default:
			return
		}
	}
}

type benchRun struct {
	ID        string    `json:"id"`
	State     string    `json:"state"`
	StartedAt time.Time `json:"started_at"`
}

func lastRun(b *testing.B, c *child, function string) benchRun {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, c.url+"/patchbay/runs?limit=1&function="+function, http.NoBody)
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+benchKey)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	var page struct {
		Data []benchRun `json:"data"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil || len(page.Data) == 0 {
		return benchRun{}
	}
	return page.Data[0]
}

// BenchmarkSave writes a function's file and waits until its run on save has begun.
func BenchmarkSave(b *testing.B) {
	api := newFakeAPI()
	defer api.Close()
	patchbay, dir := benchFunctions(b, api.URL)
	patch(b, patchbay.url+"/patchbay/functions/acme/action/noop", `{"run_on_save":{"connection":"jane","input":{"name":"x"},"mode":"dryrun"}}`)
	file := filepath.Join(dir, "acme/actions/noop.ts")
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	total := time.Duration(0)
	for i := 0; b.Loop(); i++ {
		before := lastRun(b, patchbay, "noop")
		saved := time.Now()
		if err := os.WriteFile(file, append(text, fmt.Sprintf("// %d\n", i)...), 0o600); err != nil {
			b.Fatal(err)
		}
		now := before
		for now.ID == before.ID || now.StartedAt.IsZero() {
			now = lastRun(b, patchbay, "noop")
		}
		total += now.StartedAt.Sub(saved)
	}
	b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "save-to-run-ms")
}

func patch(b *testing.B, address, body string) {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), http.MethodPatch, address, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+benchKey)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		text, _ := io.ReadAll(resp.Body)
		b.Fatalf("%s: %d %s", address, resp.StatusCode, text)
	}
}
