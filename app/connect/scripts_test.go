package connect_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
)

// errands is a provider's script, and a lifecycle that notes the order in which both are called.
type errands struct {
	refusing
	said     []string
	facts    map[string]any
	fails    error
	deadline bool                      // Deleting was given a time limit
	config   map[string]any            // what the script saw
	during   func(ctx context.Context) // happens while the script runs; nil: nothing
}

func (e *errands) Connected(ctx context.Context, live *connect.Live, operation string) (map[string]any, error) {
	e.said = append(e.said, "script")
	e.config = live.Connection.Config
	if operation == "" || live.Credentials == nil {
		return nil, errors.New("the script was not told enough")
	}
	if e.during != nil {
		e.during(ctx)
	}
	return e.facts, e.fails
}

func (e *errands) Validate(ctx context.Context, c connect.Connection, operation connect.Operation) error {
	e.said = append(e.said, fmt.Sprint("validate ", c.Config["cloudId"]))
	return e.refusing.Validate(ctx, c, operation)
}

// goodbye is the script of connections that go.
type goodbye struct{ *errands }

func (g goodbye) Deleting(ctx context.Context, live *connect.Live, _ string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.said = append(g.said, "goodbye "+live.Connection.ConnectionID)
	_, g.deadline = ctx.Deadline()
	return g.fails
}

// The provider's script comes first; what it learns is stored, secrets sealed, before the user's functions look.
func TestScriptsCompleteAConnection(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("scripted")
	e := &errands{facts: map[string]any{"cloudId": "c1", "userToken": "canary-token", "site": nil, "second": map[string]any{"access_token": "canary-inside", "id": "id-in-the-open"}}}
	w.SetScripts(goodbye{e})
	w.SetLifecycle(e)
	in := connect.ConnectInput{IntegrationKey: "scripted", ConnectionID: "k", Params: map[string]string{"site": "s1"}, Credentials: map[string]string{"apiKey": "lower"}}
	made, err := w.ConnectDirect(t.Context(), w.env, in)
	w.must(err)
	if made.Config["cloudId"] != "c1" || !slices.Equal(e.said, []string{"script", "validate c1"}) || e.config["site"] != "s1" {
		t.Errorf("config %v, order %v, the script saw %v", made.Config, e.said, e.config)
	}
	stored := w.get("scripted", "k")
	if _, there := stored.Config["site"]; there || stored.Config["userToken"] == "canary-token" {
		t.Errorf("stored in the open: %v", stored.Config)
	}
	live, err := w.Fresh(t.Context(), w.env, "scripted", "k", connect.FreshOptions{})
	if err != nil || live.Connection.Config["userToken"] != "canary-token" {
		t.Errorf("%v, config %v", err, live)
	}
	if said := w.redactor.Text("canary-token canary-inside id-in-the-open"); strings.Contains(said, "canary") || !strings.Contains(said, "id-in-the-open") {
		t.Errorf("a log would say %s", said)
	}
}

// A script that fails takes nothing away: the connection stands, the operation says what is missing.
func TestAFailingScriptIsOnlyRecorded(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("scripted")
	e := &errands{facts: map[string]any{"cloudId": "half"}, fails: fault.New(fault.Upstream, "provider_script_failed", "Acme answered without an id.").WithHint("Look.")}
	w.SetScripts(goodbye{e})
	w.must(w.importRaw("scripted", "k", imports["keyed"]))
	if c := w.get("scripted", "k"); c.AuthError != nil || c.Config["cloudId"] != "half" {
		t.Errorf("%+v", c)
	}
	w.must(w.DeleteConnection(t.Context(), w.env, "scripted", "k"))
	if !slices.Contains(e.said, "goodbye k") || !e.deadline {
		t.Errorf("said %v, deadline %v", e.said, e.deadline)
	}
	_, err := w.Connection(t.Context(), w.env, "scripted", "k")
	wantCode(t, err, "unknown_connection")
	w.must(w.logs.Flush(t.Context()))
	list, _, err := w.logs.List(t.Context(), w.env, logs.Filter{})
	w.must(err)
	var failed []string
	for _, op := range list {
		if op.Error != nil && strings.Contains(op.Error.Message, "without an id") {
			failed = append(failed, op.Action)
		}
	}
	slices.Sort(failed)
	if !slices.Equal(failed, []string{"post_connection", "pre_deletion"}) {
		t.Errorf("failed operations: %v", failed)
	}
}

// While a script asks the provider, somebody else may store newer credentials: they stay, and the facts come to them.
func TestWhatAScriptLearnsKeepsNewerCredentials(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("scripted")
	e := &errands{facts: map[string]any{"cloudId": "c1"}}
	e.during = func(context.Context) {
		e.during = nil
		w.must(w.importRaw("scripted", "k", map[string]any{"type": "API_KEY", "apiKey": "newer"}))
	}
	w.SetScripts(goodbye{e})
	w.must(w.importRaw("scripted", "k", map[string]any{"type": "API_KEY", "apiKey": "older"}))
	live, err := w.Fresh(t.Context(), w.env, "scripted", "k", connect.FreshOptions{})
	if err != nil || live.Credentials.Fields()["apiKey"] != "newer" || live.Connection.Config["cloudId"] != "c1" {
		t.Errorf("%v %v", err, live.Connection.Config)
	}
}

// A token that is renewed while a script asks the provider is stored beside what the script learns: with rotating refresh
// tokens it is the only one that works.
func TestWhatAScriptLearnsKeepsARenewedToken(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.provider.Hold()
	renewed := make(chan string, 1)
	e := &errands{facts: map[string]any{"cloudId": "c1"}}
	e.during = func(context.Context) {
		go func() {
			token, err := w.fresh("c")
			if err != nil {
				token = err.Error()
			}
			renewed <- token
		}()
		waitFor(t, func() bool { return len(w.provider.Requests()) == 1 })
	}
	w.SetScripts(goodbye{e})
	w.imported("c", time.Minute)
	w.provider.Release()
	token := <-renewed
	stored, err := w.fresh("c")
	if !w.provider.Valid(token) || stored != token || err != nil || w.provider.Count("refresh_token") != 1 {
		t.Errorf("%q renewed, %q stored, %v, %d renewals", token, stored, err, w.provider.Count("refresh_token"))
	}
	if config := w.get("acme", "c").Config; config["cloudId"] != "c1" {
		t.Errorf("config: %v", config)
	}
}

// An integration that goes parts from each of its connections as if that one were deleted alone.
func TestDeletingAnIntegrationTellsEverybody(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("scripted")
	e := &errands{fails: errors.New("the provider is away")}
	w.SetScripts(goodbye{e})
	w.SetLifecycle(e)
	const many = 9
	var want []string
	for i := range many {
		id := fmt.Sprint("k", i)
		w.must(w.importRaw("scripted", id, imports["keyed"]))
		want = append(want, "goodbye "+id)
	}
	e.said, e.deleted = nil, nil
	w.must(w.DeleteIntegration(t.Context(), w.env, "scripted"))
	slices.Sort(e.said)
	if !slices.Equal(e.said, want) || len(e.deleted) != many {
		t.Errorf("the provider was told %v, functions %v", e.said, e.deleted)
	}
	if w.ring.owners("connection") != 0 {
		t.Error("keys are left")
	}
}
