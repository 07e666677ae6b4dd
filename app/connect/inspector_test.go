package connect_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/logs"
)

// diagnosed reads an operation's diagnosis and its hops from the log.
func (w *world) diagnosed(id string) (diagnosis.Finding, []logs.Message) {
	w.t.Helper()
	_, lines, err := w.logs.Get(w.t.Context(), w.env, id)
	w.must(err)
	var found diagnosis.Finding
	var hops []logs.Message
	for _, line := range lines {
		if line.Kind == logs.KindDiagnosis {
			w.must(json.Unmarshal(line.Meta, &found))
		}
		if line.Exchange != nil {
			hops = append(hops, line)
		}
	}
	return found, hops
}

func TestAFailedLoginKeepsItsHopsAndDiagnosis(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{ClientSecret: "another-secret"})
	w.integration("acme")
	attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme"})
	wantCode(t, err, "token_err")
	w.must(w.logs.Flush(t.Context()))
	w.close()
	w.open() // a restart: the attempt is forgotten, what happened is not
	found, hops := w.diagnosed(attempt.OperationID)
	if found.Cause != diagnosis.InvalidClient || !strings.Contains(strings.Join(found.Evidence, " "), "were sent in the") {
		t.Errorf("%+v", found)
	}
	if len(hops) != 1 || hops[0].Exchange.Status != 401 || hops[0].Exchange.ResponseBody == "" || hops[0].Exchange.Timing.Total <= 0 {
		t.Fatalf("%+v", hops)
	}
	if text, _ := json.Marshal(hops); strings.Contains(string(text), "client-secret") {
		t.Error("the log holds the client secret")
	}
}

func TestALoginThatNeverCameBackIsExplained(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	w.clock.Advance(10 * time.Minute)
	w.Sweep(t.Context())
	if found, _ := w.diagnosed(attempt.OperationID); found.Cause != diagnosis.NeverReturned || !strings.Contains(found.Remedy, callbackURL) {
		t.Errorf("%+v", found)
	}
}

func TestAFailedRenewalIsExplained(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.Revoke()
	_, err := w.fresh("c")
	wantCode(t, err, "refresh_token_external_error")
	failure := w.get("acme", "c").AuthError
	if found, hops := w.diagnosed(failure.LogID); found.Cause != diagnosis.TokenEnded || len(hops) != 1 {
		t.Errorf("%+v, %d hops", found, len(hops))
	}
}

func TestAFailedDirectConnectNamesItsOperation(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("grant")
	_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "grant", Credentials: map[string]string{"client_id": "client", "client_secret": "wrong"}})
	detail, _ := fault.From(err).Detail.(map[string]any)
	id, _ := detail["operation_id"].(string)
	if found, hops := w.diagnosed(id); found.Cause != diagnosis.InvalidClient || len(hops) != 1 {
		t.Errorf("%+v, %d hops", found, len(hops))
	}
}

// browserStep is what the log keeps of one way of the browser.
type browserStep struct {
	Browser struct {
		Direction, Address string
		Parameters         []struct{ Name, Value string }
	}
}

func (b browserStep) values() map[string]string {
	out := map[string]string{}
	for _, p := range b.Browser.Parameters {
		out[p.Name] = p.Value
	}
	return out
}

// browserSteps reads them from the log.
func (w *world) browserSteps(id string) (steps []browserStep, text string) {
	w.t.Helper()
	w.must(w.logs.Flush(w.t.Context()))
	_, lines, err := w.logs.Get(w.t.Context(), w.env, id)
	w.must(err)
	for _, line := range lines {
		var step browserStep
		if line.Meta == nil {
			continue
		}
		w.must(json.Unmarshal(line.Meta, &step))
		if step.Browser.Address != "" {
			steps, text = append(steps, step), text+string(line.Meta)
		}
	}
	return steps, text
}

func TestTheWaysOfTheBrowserAreKept(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c"})
	w.must(err)
	steps, text := w.browserSteps(attempt.OperationID)
	if len(steps) != 2 {
		t.Fatalf("steps %+v", steps)
	}
	out, back := steps[0], steps[1]
	asked, _ := url.Parse(attempt.AuthorizeURL)
	if out.Browser.Direction != "out" || !strings.HasSuffix(out.Browser.Address, asked.Path) || !strings.HasPrefix(attempt.AuthorizeURL, out.Browser.Address+"?") {
		t.Errorf("address %+v", out.Browser)
	}
	for name, values := range asked.Query() {
		want := values[0]
		if name == "state" {
			want = logs.Mask
		}
		if got := out.values()[name]; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := back.values(); back.Browser.Direction != "back" || back.Browser.Address != callbackURL || got["code"] != logs.Mask || got["state"] != logs.Mask {
		t.Errorf("back %+v", back.Browser)
	}
	if strings.Contains(text, asked.Query().Get("state")) {
		t.Error("the log holds the state value")
	}
}

func TestARefusalInTheCallbackIsKeptAsItCame(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	asked, _ := url.Parse(attempt.AuthorizeURL)
	_, err = w.Complete(t.Context(), url.Values{"state": {asked.Query().Get("state")}, "error": {"access_denied"}, "error_description": {"No, thanks."}, "code": {"abc"}})
	if err == nil {
		t.Fatal("no error")
	}
	steps, _ := w.browserSteps(attempt.OperationID)
	if got := steps[len(steps)-1].values(); got["error"] != "access_denied" || got["error_description"] != "No, thanks." || got["code"] != logs.Mask {
		t.Errorf("back %v", got)
	}
}
