package api_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"patchbay/app/api"
)

// play sends a request of the playground in process: when it returns, the history is on disk.
func (st *stack) play(server *api.Server, body map[string]any) answer {
	st.t.Helper()
	body["provider_config_key"], body["connection_id"] = "bench", "c1"
	data, err := json.Marshal(body)
	must(st.t, err)
	rec := httptest.NewRecorder()
	server.Trusted().ServeHTTP(rec, httptest.NewRequestWithContext(st.t.Context(), "POST", "/patchbay/request", bytes.NewReader(data)))
	a := answer{rec.Code, rec.Header(), rec.Body.String()}
	if a.status != http.StatusOK {
		st.t.Fatalf("%d %s", a.status, a.body)
	}
	return a
}

// paths are those of the history, newest first, as a server tells it.
func paths(t *testing.T, server *api.Server) []string {
	t.Helper()
	a := serve(server.Trusted(), "GET", "/patchbay/history")
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	out := []string{}
	for _, item := range a.at(t, "data").([]any) {
		out = append(out, item.(map[string]any)["path"].(string))
	}
	return out
}

func TestThePlaygroundsHistorySurvivesARestartAndIsSealed(t *testing.T) {
	t.Parallel()
	st := keyed(t, "provider-key-123")
	c := canaries{"a typed header": "canary-header-v7x2", "a typed body": "canary-body-m4k9", "a path": "canary-path-w3"}
	st.play(st.server, map[string]any{"method": "POST", "path": "/echo?key=" + c["a path"], "headers": map[string]string{"X-Token": c["a typed header"]}, "body": c["a typed body"]})
	st.play(st.server, map[string]any{"method": "GET", "path": "/status/404"})
	restarted := api.New(st.options)
	if got := strings.Join(paths(t, restarted), " "); got != "/status/404 /echo?key="+c["a path"] {
		t.Errorf("after a restart: %s", got)
	}
	if a := serve(restarted.Trusted(), "GET", "/patchbay/history?limit=2"); !strings.Contains(a.body, c["a typed header"]) || !strings.Contains(a.body, c["a typed body"]) {
		t.Errorf("what was typed is lost: %s", a.body)
	}
	files := 0
	must(t, filepath.WalkDir(st.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if strings.HasPrefix(filepath.Base(path), "patchbay.db") {
			c.lookIn(t, filepath.Base(path), string(data))
		}
		return err
	}))
	if files < 2 {
		t.Errorf("%d files looked at", files)
	}
	if a := serve(restarted.Trusted(), "DELETE", "/patchbay/history"); a.status != http.StatusNoContent {
		t.Errorf("clearing: %d %s", a.status, a.body)
	}
	if got := append(paths(t, restarted), paths(t, api.New(st.options))...); len(got) != 0 {
		t.Errorf("after clearing: %v", got)
	}
}

func TestTheHistoryIsBounded(t *testing.T) {
	t.Parallel()
	st := keyed(t, "provider-key-123")
	large := strings.Repeat("é", 40<<10)
	st.play(st.server, map[string]any{"method": "POST", "path": "/status/200?large", "body": large})
	a := serve(st.server.Trusted(), "GET", "/patchbay/history")
	item := a.at(t, "data").([]any)[0].(map[string]any)
	if kept := item["body"].(string); item["body_truncated"] != true || len(kept) > 64<<10 || len(kept) < 60<<10 || !strings.HasPrefix(large, kept) {
		t.Errorf("a large body: %d bytes kept, truncated %v", len(kept), item["body_truncated"])
	}
	for n := range 205 {
		st.play(st.server, map[string]any{"method": "GET", "path": "/status/204?n=" + strconv.Itoa(n)})
	}
	for name, server := range map[string]*api.Server{"this server": st.server, "the next": api.New(st.options)} {
		got := paths(t, server)
		if len(got) != 200 || got[0] != "/status/204?n=204" || got[199] != "/status/204?n=5" {
			t.Errorf("%s: %d items, %s … %s", name, len(got), got[0], got[len(got)-1])
		}
	}
	var rows int
	must(t, st.options.DB.Reader().QueryRow("SELECT count(*) FROM playground_history").Scan(&rows))
	if rows != 200 {
		t.Errorf("%d rows", rows)
	}
}

// A new request is in the history at once, in front of what an earlier run left, though nobody has asked for that yet.
func TestTheHistoryJoinsWhatIsStored(t *testing.T) {
	t.Parallel()
	st := keyed(t, "provider-key-123")
	st.play(st.server, map[string]any{"method": "GET", "path": "/status/200"})
	next := api.New(st.options)
	st.play(next, map[string]any{"method": "GET", "path": "/status/201"})
	if got := strings.Join(paths(t, next), " "); got != "/status/201 /status/200" {
		t.Errorf("history: %s", got)
	}
}
