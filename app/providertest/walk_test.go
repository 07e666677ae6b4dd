package providertest_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"patchbay/app/providertest"
)

var only = flag.String("only", "", "comma-separated providers or auth modes to walk through; empty: all")

// TestEveryProvider walks each provider of the catalog through its life: set up, authorize, call, refresh, delete. The race
// detector makes that five times as slow and finds the same in a part of them, so it gets a part; `make test` runs both.
func TestEveryProvider(t *testing.T) {
	t.Parallel()
	table, err := providertest.Table()
	must(t, err)
	var results ledger
	queue := make(chan *providertest.Facts)
	var workers sync.WaitGroup
	for range 2 * runtime.NumCPU() {
		st := newStack(t)
		workers.Go(func() {
			for facts := range queue {
				results.add(facts, st.walk(facts))
			}
		})
	}
	chosen := strings.Split(*only, ",")
	if *only == "" && withRaceDetector {
		table = someOf(table)
	}
	for _, facts := range table {
		if *only == "" || slices.Contains(chosen, facts.Key) || slices.Contains(chosen, facts.AuthMode) {
			queue <- facts
		}
	}
	close(queue)
	workers.Wait()
	results.report(t)
}

// someOf takes the first of each mode, among them the whole of a rare one, every eighth beyond, and each provider that has a
// special client or script.
func someOf(table []*providertest.Facts) []*providertest.Facts {
	const first, then = 6, 8
	seen := map[string]int{}
	return slices.DeleteFunc(slices.Clone(table), func(f *providertest.Facts) bool {
		seen[f.AuthMode]++
		n := seen[f.AuthMode]
		return n > first && n%then != 0 && f.PostConnection == "" && !slices.Contains(representatives, f.Key)
	})
}

// TestEverySetting walks the providers whose integrations can be set up in more than one way, once for each other way.
func TestEverySetting(t *testing.T) {
	t.Parallel()
	st := newStack(t)
	walked := 0
	for _, facts := range factsByKey(t) {
		for _, other := range facts.Settings() {
			walked++
			if problems := st.walk(other); len(problems) > 0 {
				t.Errorf("%s, %s:\n  %s", other.Key, other.Setting, strings.Join(problems, "\n  "))
			}
		}
	}
	if walked != 4 {
		t.Errorf("%d settings were walked", walked)
	}
}

// ledger collects how the providers did.
type ledger struct {
	mu       sync.Mutex
	total    map[string]int
	passed   map[string]int
	problems map[string][]string
}

func (l *ledger) add(f *providertest.Facts, problems []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.total == nil {
		l.total, l.passed, l.problems = map[string]int{}, map[string]int{}, map[string][]string{}
	}
	l.total[f.AuthMode]++
	if len(problems) == 0 {
		l.passed[f.AuthMode]++
		return
	}
	l.problems[f.Key] = problems
}

// report prints the table and fails the test for every provider that did not come through.
func (l *ledger) report(t *testing.T) {
	t.Helper()
	var rows strings.Builder
	all, good := 0, 0
	for _, mode := range slices.Sorted(keysOf(l.total)) {
		fmt.Fprintf(&rows, "%-20s %4d of %4d\n", mode, l.passed[mode], l.total[mode])
		all, good = all+l.total[mode], good+l.passed[mode]
	}
	t.Logf("providers by auth mode:\n%s%-20s %4d of %4d", rows.String(), "all", good, all)
	for _, key := range slices.Sorted(keysOf(l.problems)) {
		t.Errorf("%s:\n  %s", key, strings.Join(l.problems[key], "\n  "))
	}
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// A walk is one provider's way through one stack. It stops at the first step that fails.
type walk struct {
	*stack
	play     *providertest.Play
	id       string // of the connection
	problems []string
}

func (st *stack) walk(facts *providertest.Facts) []string {
	play, ok := providertest.NewPlay(facts, st.url+"/oauth/callback", st.clock.now)
	if !ok {
		return []string{"no play for the mode " + facts.AuthMode}
	}
	w := &walk{stack: st, play: play}
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"set up", w.setUp}, {"authorize", w.authorize}, {"look", w.look}, {"GET", func() { w.call(http.MethodGet) }}, {"POST", func() { w.call(http.MethodPost) }},
		{"refresh", w.refresh}, {"delete", w.remove},
	} {
		before := len(w.problems)
		step.do()
		w.problems = append(w.problems, st.vendor.Settle()...)
		for i := before; i < len(w.problems); i++ {
			w.problems[i] = step.name + ": " + w.problems[i]
		}
		if len(w.problems) > 0 {
			w.sweep()
			return w.problems
		}
	}
	return nil
}

func (w *walk) fail(format string, arguments ...any) {
	w.problems = append(w.problems, fmt.Sprintf(format, arguments...))
}

// expect asks Patchbay and wants a status.
func (w *walk) expect(status int, method, path string, body any, header map[string]string) (answer, bool) {
	a, err := w.ask(method, path, body, header)
	if err != nil {
		w.fail("%s %s: %v", method, path, err)
		return a, false
	}
	if a.status != status {
		w.fail("%s %.120s answered %d, want %d: %.600s", method, path, a.status, status, plain(a.body))
		return a, false
	}
	return a, true
}

var markup = regexp.MustCompile(`(?s)<style.*?</style>|<script.*?</script>|<[^>]*>|\s+`)

// plain takes the markup out of a page.
func plain(page []byte) string { return markup.ReplaceAllString(string(page), " ") }

func (w *walk) setUp() {
	w.vendor.Expect(w.play.Setup()...)
	w.expect(http.StatusOK, http.MethodPost, "/integrations", w.play.IntegrationBody(), nil)
}

// authorize connects an account through a Connect session, as a web page does.
func (w *walk) authorize() {
	token, ok := w.session()
	if !ok {
		return
	}
	query := url.Values{"connect_session_token": {token}}
	for name, value := range w.play.Params() {
		query.Set("params["+name+"]", value)
	}
	start := w.play.Start()
	w.vendor.Expect(start.Steps...)
	hook, waits := w.play.Hook()
	if !start.Redirect && !waits {
		w.vendor.Expect(w.play.After()...)
	}
	defer w.vendor.Await(5 * time.Second)
	path := start.Route + "/" + w.play.Integration + "?" + query.Encode()
	if start.Redirect {
		w.browse(path)
		return
	}
	if a, ok := w.expect(http.StatusOK, http.MethodPost, path, start.Body, nil); ok {
		w.id, _ = a.object()["connectionId"].(string)
	}
	if waits && len(w.problems) == 0 {
		w.install(hook)
	}
}

// install plays the vendor that tells of an installation, and waits until the connection is complete.
func (w *walk) install(hook providertest.Hook) {
	w.vendor.Expect(hook.Steps...)
	w.vendor.Expect(w.play.After()...)
	hints := w.bus.Subscribe()
	defer hints.Close()
	if _, ok := w.expect(http.StatusOK, http.MethodPost, "/webhook/dev/"+w.play.Integration, hook.Body, hook.Header); !ok {
		return
	}
	limit := time.After(time.Minute)
	for {
		a, ok := w.expect(http.StatusOK, http.MethodGet, "/patchbay/webhooks?limit=1&integration="+w.play.Integration, nil, nil)
		var inbox struct {
			Data []struct{ State string }
		}
		if err := json.Unmarshal(a.body, &inbox); !ok || err != nil || len(inbox.Data) != 1 {
			w.fail("the inbox: %s, %v", a.body, err)
			return
		}
		switch inbox.Data[0].State {
		case "done":
			return
		case "queued", "running":
		default:
			w.fail("the webhook ended so: %s", a.body)
			return
		}
		select {
		case <-hints.C:
		case <-limit:
			w.fail("the webhook is still %s", inbox.Data[0].State)
			return
		}
	}
}

// browse plays the browser of a login with a redirect.
func (w *walk) browse(path string) {
	gone, ok := w.expect(http.StatusFound, http.MethodGet, path, nil, nil)
	if !ok {
		return
	}
	login := w.play.Login(gone.header.Get("Location"))
	w.problems = append(w.problems, login.Problems...)
	if login.Callback == "" {
		return
	}
	w.vendor.Expect(login.Steps...)
	w.vendor.Expect(w.play.After()...)
	if _, ok := w.expect(http.StatusOK, http.MethodGet, login.Callback, nil, nil); !ok {
		return
	}
	list, ok := w.expect(http.StatusOK, http.MethodGet, "/connections?integrationId="+w.play.Integration, nil, nil)
	if !ok {
		return
	}
	var found struct {
		Connections []struct {
			ID string `json:"connection_id"`
		}
	}
	if err := json.Unmarshal(list.body, &found); err != nil || len(found.Connections) != 1 {
		w.fail("connections after the login: %s", list.body)
		return
	}
	w.id = found.Connections[0].ID
}

func (w *walk) address(more string) string {
	return "/connections/" + url.PathEscape(w.id) + "?provider_config_key=" + w.play.Integration + more
}

// look reads the connection as an app does and holds it against what the vendor gave out.
func (w *walk) look() { w.read("&refresh_token=true") }

func (w *walk) read(more string) {
	a, ok := w.expect(http.StatusOK, http.MethodGet, w.address(more), nil, nil)
	if !ok {
		return
	}
	credentials, _ := a.object()["credentials"].(map[string]any)
	for name, want := range w.play.Stored() {
		if have := credentials[name]; fmt.Sprint(have) != fmt.Sprint(want) {
			w.fail("credential %s is %q, want %q", name, have, want)
		}
	}
	config, _ := a.object()["connection_config"].(map[string]any)
	for name, want := range w.play.Config() {
		if have := config[name]; want != "" && fmt.Sprint(have) != want {
			w.fail("connection config %s is %q, want %q", name, have, want)
		}
	}
}

// call sends a request through the proxy; the vendor sees whether everything is where it belongs.
func (w *walk) call(method string) {
	c := w.play.Call(method)
	w.vendor.Expect(c.Step)
	c.Header["Provider-Config-Key"], c.Header["Connection-Id"] = w.play.Integration, w.id
	a, ok := w.expect(http.StatusOK, c.Method, "/proxy"+c.Endpoint, c.Body, c.Header)
	if ok && string(a.body) != string(c.Step.Answer.Body) {
		w.fail("the caller got %s, the vendor said %s", a.body, c.Step.Answer.Body)
	}
}

// refresh forces new credentials and calls with them.
func (w *walk) refresh() {
	w.clock.advance(time.Minute)
	steps, can := w.play.Refresh()
	w.vendor.Expect(steps...)
	w.read("&refresh_token=true&force_refresh=true")
	if can && len(w.problems) == 0 {
		w.call(http.MethodGet)
	}
}

func (w *walk) remove() {
	w.vendor.Expect(w.play.Before()...)
	if _, ok := w.expect(http.StatusOK, http.MethodDelete, w.address(""), nil, nil); !ok {
		return
	}
	w.expect(http.StatusNotFound, http.MethodGet, w.address(""), nil, nil)
	w.sweep()
}

// sweep deletes the integration, with whatever is left of it.
func (w *walk) sweep() {
	a, err := w.ask(http.MethodDelete, "/integrations/"+w.play.Integration, nil, nil)
	if err != nil || a.status != http.StatusOK && a.status != http.StatusNotFound {
		w.fail("the integration stays: %d %s %v", a.status, a.body, err)
	}
}

// A provider that nobody walks through is a provider that nobody tried.
func TestTheTableAndTheCatalogNameTheSameProviders(t *testing.T) {
	t.Parallel()
	byKey := factsByKey(t)
	known, err := openCatalog()
	must(t, err)
	for _, summary := range known.All() {
		if byKey[summary.Key] == nil {
			t.Errorf("%s has no line in facts.jsonl: write down there what its documentation says of login and calls", summary.Key)
		}
		delete(byKey, summary.Key)
	}
	for key := range byKey {
		t.Errorf("%s is not in the catalog any more: take its line out of facts.jsonl", key)
	}
}
