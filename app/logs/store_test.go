package logs_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/sqlite"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type place struct {
	*logs.Store
	db   *sqlite.DB
	path string
	now  time.Time
}

func open(t *testing.T, o logs.Options) *place {
	t.Helper()
	p := &place{path: filepath.Join(t.TempDir(), "logs.db"), now: time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)}
	p.reopen(t, o)
	return p
}

func (p *place) reopen(t *testing.T, o logs.Options) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: p.path, Migrations: sqlite.Migrations("logs")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	o.DB = db
	if o.Now == nil {
		o.Now = func() time.Time { return p.now }
	}
	store, err := logs.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	p.Store, p.db = store, db
}

func TestAnOperationIsReadBackAsItWasReported(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{})
	rec := p.Begin(logs.Operation{EnvironmentID: 1, Kind: "proxy", Action: "get", Source: "api", Title: "GET /v1", Integration: "acme", Connection: "c1", Method: "GET"})
	op, messages, err := p.Get(t.Context(), 1, rec.ID())
	if err != nil || op.State != logs.Running || len(messages) != 0 || !op.FinishedAt.IsZero() {
		t.Fatalf("running: %+v, %v, %v", op, messages, err)
	}
	want := logs.Exchange{Attempt: 1, Method: "GET", URL: "https://api.test/v1", RequestHeaders: map[string][]string{"Accept": {"*/*"}},
		ResponseHeaders: map[string][]string{"Content-Type": {"application/json"}}, ResponseBody: `{"a":"ü"}`, ResponseSize: 10, Status: 429,
		Timing: logs.Timing{Connect: 1500 * time.Microsecond, Total: 2 * time.Millisecond}, RemoteAddr: "1.2.3.4:443", RetryReason: "status 429", RetryAfter: 3 * time.Second}
	rec.Exchange(want)
	rec.Log("info", "hello")
	p.now = p.now.Add(time.Second)
	rec.Finish(fault.New(fault.Upstream, "provider_error", "It said no.").WithHint("Ask again."), func(op *logs.Operation) { op.Status, op.Attempts = 429, 1 })
	rec.Log("info", "too late")
	op, messages, err = p.Get(t.Context(), 1, rec.ID())
	if err != nil {
		t.Fatal(err)
	}
	if op.State != logs.Failed || op.Status != 429 || op.FinishedAt.Sub(op.StartedAt) != time.Second || *op.Error != (logs.Failure{Code: "provider_error", Message: "It said no.", Hint: "Ask again."}) {
		t.Errorf("operation = %+v", op)
	}
	if len(messages) != 2 || messages[1].Text != "hello" || messages[0].Level != "warn" || messages[0].OperationID != rec.ID() {
		t.Fatalf("messages = %+v", messages)
	}
	if got := *messages[0].Exchange; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("exchange = %+v, want %+v", got, want)
	}
	if _, _, err := p.Get(t.Context(), 2, rec.ID()); !fault.IsKind(err, fault.NotFound) {
		t.Errorf("another environment sees it: %v", err)
	}
}

func TestListPagesFiltersAndSearches(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{})
	var ids []string
	for i := range 7 {
		rec := p.Begin(logs.Operation{EnvironmentID: 1, Kind: []string{"proxy", "auth"}[i%2], Title: fmt.Sprint("op ", i), Integration: fmt.Sprint("i", i%3), Connection: "c", Source: "api"})
		if i == 3 {
			rec.Exchange(logs.Exchange{ResponseBody: "a needle_100% here"})
			rec.Finish(errors.New("broken"), nil)
		}
		ids = append(ids, rec.ID())
	}
	p.Begin(logs.Operation{EnvironmentID: 2, Kind: "proxy", Title: "other environment"})
	var got []string
	cursor := ""
	for pages := 0; ; pages++ {
		list, next, err := p.List(t.Context(), 1, logs.Filter{Limit: 3, Before: cursor})
		if err != nil || pages > 3 {
			t.Fatalf("page %d: %v", pages, err)
		}
		for _, op := range list {
			got = append(got, op.ID)
		}
		if cursor = next; next == "" {
			break
		}
	}
	if len(got) != 7 || got[0] != ids[6] || got[6] != ids[0] {
		t.Errorf("order = %v, made as %v", got, ids)
	}
	for _, c := range []struct {
		filter logs.Filter
		want   int
	}{
		{logs.Filter{Kind: "auth"}, 3}, {logs.Filter{Integration: "i0"}, 3}, {logs.Filter{State: logs.Failed}, 1}, {logs.Filter{Source: "cli"}, 0},
		{logs.Filter{Search: "op 5"}, 1}, {logs.Filter{Search: "needle_100%"}, 1}, {logs.Filter{Search: "needle%100"}, 0}, {logs.Filter{Search: "NEEDLE", Connection: "c"}, 1},
	} {
		list, _, err := p.List(t.Context(), 1, c.filter)
		if err != nil || len(list) != c.want {
			t.Errorf("%+v: %d operations, %v; want %d", c.filter, len(list), err, c.want)
		}
	}
	if _, _, err := p.List(t.Context(), 1, logs.Filter{Before: "' OR 1=1"}); !fault.HasCode(err, "invalid_cursor") {
		t.Errorf("bad cursor: %v", err)
	}
}

func TestNoCanaryReachesTheDisk(t *testing.T) {
	t.Parallel()
	const canary, unknown = "canary-secret-27182818", "canary-unregistered-16180339"
	redactor := logs.NewRedactor()
	redactor.Add(canary)
	p := open(t, logs.Options{Redactor: redactor})
	rec := p.Begin(logs.Operation{EnvironmentID: 1, Kind: "proxy", Title: "GET /bot" + canary})
	rec.Exchange(logs.Exchange{URL: "https://api.test/bot" + canary + "?token=" + unknown, Error: "bad " + canary, RetryReason: canary,
		RequestHeaders: map[string][]string{"Authorization": {"Bearer " + unknown}, "X-Other": {canary}}, ResponseHeaders: map[string][]string{"Set-Cookie": {unknown}, "X-Echo": {canary}},
		RequestBody: `{"password":"` + unknown + `","a":"` + canary + `"}`, ResponseBody: strings.Repeat("x", logs.BodyLimit-10) + canary})
	rec.Log("debug", "with "+canary)
	rec.Finish(fault.New(fault.Upstream, "x", "it said "+canary).WithHint(canary), func(op *logs.Operation) { op.URL = "https://api.test/?key=" + canary })
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.db.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Dir(p.path))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(p.path), entry.Name()))
		if err != nil {
			continue // a folder
		}
		for _, piece := range []string{canary, unknown, canary[:12]} {
			if strings.Contains(string(data), piece) {
				t.Errorf("%s holds %q", entry.Name(), piece)
			}
		}
	}
}

func TestBinaryBodiesAreSummarised(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{})
	rec := p.Begin(logs.Operation{EnvironmentID: 1})
	rec.Exchange(logs.Exchange{ResponseHeaders: map[string][]string{"Content-Type": {"image/png"}}, ResponseBody: "\x89PNG", ResponseSize: 12345,
		RequestHeaders: map[string][]string{"Content-Type": {"application/json"}}, RequestBody: strings.Repeat("ü", logs.BodyLimit)})
	_, messages, err := p.Get(t.Context(), 1, rec.ID())
	if err != nil {
		t.Fatal(err)
	}
	e := messages[0].Exchange
	if e.ResponseBody != "(12345 bytes of image/png)" {
		t.Errorf("response body %q", e.ResponseBody)
	}
	if n := len(e.RequestBody); n > logs.BodyLimit || n < logs.BodyLimit-4 || strings.Trim(e.RequestBody, "ü") != "" {
		t.Errorf("request body has %d bytes", n)
	}
}

func TestRetention(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{Retention: logs.Retention{Age: 24 * time.Hour, Count: 3, MaxBytes: 1 << 30}})
	add := func(title string) {
		rec := p.Begin(logs.Operation{EnvironmentID: 1, Title: title})
		rec.Log("info", title)
		rec.Finish(nil, nil)
	}
	add("ancient")
	p.now = p.now.Add(48 * time.Hour)
	add("a")
	add("b")
	sweepByRestart(t, p)
	if got := titles(t, p); got != "b a" {
		t.Errorf("by age: %s", got)
	}
	for _, title := range []string{"c", "d", "e"} {
		add(title)
	}
	sweepByRestart(t, p)
	if got := titles(t, p); got != "e d c" {
		t.Errorf("by count: %s", got)
	}
	var lines int
	if err := p.db.Reader().QueryRow(`SELECT count(*) FROM messages`).Scan(&lines); err != nil || lines != 3 {
		t.Errorf("%d lines left, %v", lines, err)
	}
}

func TestRetentionBySize(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{Retention: logs.Retention{MaxBytes: 1 << 20}})
	for i := range 60 {
		rec := p.Begin(logs.Operation{EnvironmentID: 1, Title: fmt.Sprint(i)})
		rec.Exchange(logs.Exchange{ResponseBody: strings.Repeat("x", 50_000)})
		rec.Finish(nil, nil)
	}
	sweepByRestart(t, p)
	list, _, err := p.List(t.Context(), 1, logs.Filter{Limit: 100})
	if err != nil || len(list) == 0 || len(list) > 20 || list[0].Title != "59" {
		t.Errorf("%d left, %v", len(list), err)
	}
}

// sweepByRestart runs the writer for a moment: it sweeps when it starts.
func sweepByRestart(t *testing.T, p *place) {
	t.Helper()
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.Start(t.Context())
	p.Stop()
}

func titles(t *testing.T, p *place) string {
	t.Helper()
	list, _, err := p.List(t.Context(), 1, logs.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, op := range list {
		out = append(out, op.Title)
	}
	return strings.Join(out, " ")
}

func TestStopWritesWhatWaits(t *testing.T) {
	t.Parallel()
	bus := event.NewBus()
	hints := bus.Subscribe()
	defer hints.Close()
	p := open(t, logs.Options{Bus: bus})
	p.Start(t.Context())
	for range 20 {
		p.Begin(logs.Operation{EnvironmentID: 1, Kind: "proxy"}).Finish(nil, nil)
	}
	p.Stop()
	if n := len(hints.C); n == 0 || n > 2 {
		t.Errorf("%d hints for one burst", n)
	}
	if hint := <-hints.C; hint.Topic != event.Operations {
		t.Errorf("hint %v", hint)
	}
	var rows int
	if err := p.db.Reader().QueryRow(`SELECT count(*) FROM operations WHERE state = 'success'`).Scan(&rows); err != nil || rows != 20 {
		t.Errorf("%d rows, %v", rows, err)
	}
}

func TestWhatDoesNotFitIsDroppedAndCounted(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{MaxPending: 1000})
	first := p.Begin(logs.Operation{EnvironmentID: 1, Title: "first"})
	first.Exchange(logs.Exchange{URL: "https://api.test/", ResponseBody: strings.Repeat("x", 5000)})
	first.Log("info", strings.Repeat("y", 900))
	second := p.Begin(logs.Operation{EnvironmentID: 1, Title: "second"})
	second.Finish(nil, nil)
	_, messages, err := p.Get(t.Context(), 1, first.ID())
	if err != nil || len(messages) != 2 || messages[0].Exchange.ResponseBody != "" || !strings.Contains(messages[0].Text, "not kept") {
		t.Errorf("messages = %+v, %v", messages, err)
	}
	for i := range 9000 {
		p.Begin(logs.Operation{EnvironmentID: 1, Title: fmt.Sprint(i)})
	}
	if p.Dropped() == 0 {
		t.Error("nothing counted as dropped")
	}
	list, _, err := p.List(t.Context(), 1, logs.Filter{Kind: "admin", Search: "not recorded"})
	if err != nil || len(list) != 1 || list[0].Title != fmt.Sprintf("%d operations were not recorded", p.Dropped()) || list[0].State != logs.Failed {
		t.Errorf("the log does not tell: %+v, %v", list, err)
	}
}

func TestOperationsThatACrashLeftRunningAreClosed(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{})
	id := p.Begin(logs.Operation{EnvironmentID: 1}).ID()
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.db.Close()
	p.reopen(t, logs.Options{})
	op, _, err := p.Get(t.Context(), 1, id)
	if err != nil || op.State != logs.Failed || op.Error.Code != "interrupted" {
		t.Errorf("%+v, %v", op, err)
	}
}

func TestClearLeavesWhatRuns(t *testing.T) {
	t.Parallel()
	p := open(t, logs.Options{})
	p.Begin(logs.Operation{EnvironmentID: 1, Title: "running"})
	p.Begin(logs.Operation{EnvironmentID: 1, Title: "done"}).Finish(nil, nil)
	p.Begin(logs.Operation{EnvironmentID: 2, Title: "other"}).Finish(nil, nil)
	if err := p.Clear(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, p); got != "running" {
		t.Errorf("left: %s", got)
	}
	if list, _, _ := p.List(t.Context(), 2, logs.Filter{}); len(list) != 1 {
		t.Error("another environment was cleared")
	}
}

func TestANilStoreRecordsNothing(t *testing.T) {
	t.Parallel()
	var none *logs.Store
	rec := none.Begin(logs.Operation{})
	rec.Exchange(logs.Exchange{})
	rec.Log("info", "x")
	rec.Finish(nil, nil)
	if _, ok := none.Attach(1, "x"); ok || none.Redactor() != nil || rec.ID() != "" {
		t.Error("a nil store kept something")
	}
}

func BenchmarkStore(b *testing.B) {
	db, err := sqlite.Open(b.Context(), sqlite.Options{Path: filepath.Join(b.TempDir(), "logs.db"), Migrations: sqlite.Migrations("logs")})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	store, err := logs.Open(b.Context(), logs.Options{DB: db})
	if err != nil {
		b.Fatal(err)
	}
	headers := map[string][]string{"Content-Type": {"application/json"}, "Date": {"Mon, 01 Jan 2025 00:00:00 GMT"}, "X-Request-Id": {"abcdef"}, "Authorization": {"Bearer abc"}}
	n := 0
	for b.Loop() {
		rec := store.Begin(logs.Operation{EnvironmentID: 1, Kind: "proxy", Action: "get", Title: "GET /v1/things"})
		rec.Exchange(logs.Exchange{Attempt: 1, Method: "GET", URL: "https://api.test/v1/things?limit=10", RequestHeaders: headers, ResponseHeaders: headers,
			ResponseBody: strings.Repeat("x", 200), ResponseSize: 200, Status: 200})
		rec.Finish(nil, nil)
		if n++; n%1000 == 0 {
			if err := store.Flush(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := store.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
}
