package connect_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/vault"
)

// silence is a network without an answer.
type silence struct{}

func (silence) Do(*http.Request, outbound.Policy, func(outbound.Hop)) (*http.Response, error) {
	return nil, fault.New(fault.Upstream, outbound.CodeConnectionRefused, "Nothing answers.")
}

// backend plugs in the real outbox, with an address to send to that nobody answers at.
func (w *world) backend() *notify.Service {
	w.t.Helper()
	outbox := w.outbox()
	address := "https://backend.example/hook"
	_, err := outbox.UpdateSettings(context.Background(), w.env, notify.SettingsUpdate{PrimaryURL: &address})
	w.must(err)
	return outbox
}

func (w *world) outbox() *notify.Service {
	w.t.Helper()
	keys, err := vault.Open(context.Background(), vault.Options{Mode: vault.Keychain, Folder: w.dir, Keyring: w.keyring})
	w.must(err)
	outbox := notify.New(notify.Options{DB: w.db, Vault: keys, Settings: w.settings, Sender: silence{}, Logs: w.logs, Redactor: w.redactor, Now: w.clock.Now})
	w.SetNotifier(outbox)
	return outbox
}

// told is what the outbox holds, oldest first: the operation and success, or the type of the error, the end user and the
// tags; and whether it still waits for something to be certain.
func (w *world) told(outbox *notify.Service) []string {
	w.t.Helper()
	page, err := outbox.Notifications(context.Background(), w.env, notify.Filter{})
	w.must(err)
	var all []string
	for _, n := range page.Notifications {
		d, err := outbox.Notification(context.Background(), w.env, n.ID)
		w.must(err)
		var body struct {
			Operation, ConnectionID, AuthMode, Provider string
			Success                                     bool
			Error                                       struct{ Type string }
			EndUser                                     struct{ EndUserID string }
			Tags                                        map[string]string
		}
		w.must(json.Unmarshal([]byte(d.Body), &body))
		line := body.Operation + " " + body.AuthMode
		if !body.Success {
			line += " " + body.Error.Type
		}
		if body.EndUser.EndUserID != "" {
			line += " of " + body.EndUser.EndUserID
		}
		if body.Tags != nil {
			text, err := json.Marshal(body.Tags)
			w.must(err)
			line += " " + string(text)
		}
		if n.Simulated {
			line += " simulated"
		}
		if n.State == notify.Held {
			line += " held"
		}
		all = append([]string{line}, all...)
	}
	return all
}

func (w *world) wantTold(outbox *notify.Service, want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.told(outbox)); diff != "" {
		w.t.Errorf("the backend hears (-want +got):\n%s", diff)
	}
}

func TestTheBackendHearsOfConnections(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.integration("keyed")
	outbox := w.backend()
	w.must(w.importRaw("keyed", "k", imports["keyed"]))
	w.must(w.importRaw("keyed", "k", imports["keyed"]))
	w.must(w.DeleteConnection(t.Context(), w.env, "keyed", "k"))
	session, _, err := w.CreateSession(t.Context(), w.env, connect.SessionInput{EndUser: &connect.EndUser{ID: "user-1"}, AllowedIntegrations: []string{"acme"}})
	w.must(err)
	w.connect(connect.ConnectInput{IntegrationKey: "acme", Session: &session})
	w.must(w.DeleteIntegration(t.Context(), w.env, "acme"))
	w.wantTold(outbox, "creation API_KEY {}", "override API_KEY {}", "deletion API_KEY {}",
		`creation OAUTH2 of user-1 {"end_user_id":"user-1"}`, `deletion OAUTH2 {"end_user_id":"user-1"}`)
}

func TestTheBackendHearsOfLoginsThatFail(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.integration("keyed")
	outbox := w.backend()
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	back := w.browser(attempt)
	_, err = w.Complete(t.Context(), url.Values{"state": back["state"], "error": {"access_denied"}})
	if err == nil {
		t.Fatal("the login worked")
	}
	failed := errors.New("wrong key")
	hook := &refusing{unverified: failed}
	w.SetVerifier(hook)
	if _, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "keyed", Credentials: typed["keyed"]}); err == nil {
		t.Fatal("the key worked")
	}
	hook.unverified = nil
	w.must(w.importRaw("keyed", "k", imports["keyed"]))
	hook.unverified = failed
	if _, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "keyed", ConnectionID: "k", Reconnect: true, Credentials: typed["keyed"]}); err == nil {
		t.Fatal("the key worked")
	}
	w.integration("tenanted")
	if _, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "tenanted"}); err == nil {
		t.Fatal("a login without its parameters")
	}
	// What was refused before anything was tried is the caller's mistake, and no news to the backend.
	if _, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "keyed"}); err == nil {
		t.Fatal("a connection without a key")
	}
	w.wantTold(outbox, "creation OAUTH2 invalid_callback", "creation API_KEY server_error", "creation API_KEY {}", "creation API_KEY server_error {}",
		"creation OAUTH2 url_param_err")
}

// A connection that the user's own check refuses is told once, as a failure: the notice of its success was held back.
func TestTheBackendHearsOfAValidationThatFails(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	outbox := w.backend()
	hook := &refusing{}
	w.SetLifecycle(hook)
	w.must(w.importRaw("keyed", "k", imports["keyed"]))
	hook.invalid = errors.New("not this account")
	wantCode(t, w.importRaw("keyed", "new", imports["keyed"]), "connection_validation_failed")
	wantCode(t, w.importRaw("keyed", "k", imports["keyed"]), "connection_validation_failed")
	w.wantTold(outbox, "creation API_KEY {}", "creation API_KEY connection_validation_failed", "override API_KEY connection_validation_failed {}")
}

// A refusal in a Connect session names who asked for it, as a success does (http-api §10.2).
func TestTheBackendHearsWhoseValidationFails(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("keyed")
	outbox := w.backend()
	hook := &refusing{}
	w.SetLifecycle(hook)
	w.must(w.importRaw("keyed", "k", imports["keyed"]))
	session, _, err := w.CreateSession(t.Context(), w.env, connect.SessionInput{EndUser: &connect.EndUser{ID: "user-1"}})
	w.must(err)
	again, _, err := w.CreateReconnectSession(t.Context(), w.env, connect.ReconnectInput{IntegrationKey: "keyed", ConnectionID: "k",
		SessionInput: connect.SessionInput{EndUser: &connect.EndUser{ID: "user-1"}}})
	w.must(err)
	hook.invalid = errors.New("not this account")
	for _, s := range []*connect.Session{&session, &again} {
		_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "keyed", Credentials: typed["keyed"], Session: s})
		wantCode(t, err, "connection_validation_failed")
	}
	w.wantTold(outbox, "creation API_KEY {}", "creation API_KEY connection_validation_failed of user-1",
		`override API_KEY connection_validation_failed of user-1 {"end_user_id":"user-1"}`)
}

// Every renewal that really failed is told; one that is held back for thirty seconds is none, and one that works is no news.
func TestTheBackendHearsOfRenewalsThatFail(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Hour)
	outbox := w.backend()
	w.clock.Advance(2 * time.Hour)
	if _, err := w.fresh("c"); err != nil {
		t.Fatal(err)
	}
	w.provider.Revoke()
	w.clock.Advance(2 * time.Hour)
	for _, later := range []time.Duration{0, 10 * time.Second, 15 * time.Second, 10 * time.Second} {
		w.clock.Advance(later)
		if _, err := w.fresh("c"); err == nil {
			t.Fatal("a revoked token works")
		}
	}
	w.wantTold(outbox, "refresh OAUTH2 refresh_token_external_error {}", "refresh OAUTH2 refresh_token_external_error {}")
}

// Renewals that are forced one after the other are not told one after the other (http-api §10.2).
func TestTheBackendHearsOfForcedRenewalsOnceInThirtySeconds(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Hour)
	outbox := w.backend()
	w.provider.Revoke()
	for _, later := range []time.Duration{0, time.Second, 10 * time.Second, time.Minute} {
		w.clock.Advance(later)
		if _, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{Force: true}); err == nil {
			t.Fatal("a revoked token works")
		}
	}
	w.wantTold(outbox, "refresh OAUTH2 refresh_token_external_error {}", "refresh OAUTH2 refresh_token_external_error {}")
}

// What a simulated installation does to a connection is marked: what the backend hears, and the log. A real one is not.
func TestTheBackendHearsThatAnInstallationWasSimulated(t *testing.T) {
	t.Parallel()
	w, _ := fromVendor(t)
	outbox := w.backend()
	hook := &refusing{}
	w.SetLifecycle(hook)
	complete := func(ctx context.Context, in connect.Arrival) error {
		t.Helper()
		_, err := w.ConnectOutbound(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "vendor", Params: map[string]string{"actor": "anna"}})
		w.must(err)
		_, err = w.CompleteInstallation(ctx, w.env, "vendor", in)
		return err
	}
	simulated, unanswered := logs.Simulated(t.Context()), arrival("anna")
	unanswered.Config = map[string]string{"installation.uuid": " "} // no address has this
	w.must(complete(t.Context(), arrival("anna")))
	w.must(complete(simulated, arrival("anna")))
	hook.invalid = errors.New("not this account")
	wantCode(t, complete(simulated, arrival("anna")), "connection_validation_failed")
	if complete(simulated, unanswered) == nil {
		t.Error("an installation without an identifier works")
	}
	told := w.told(outbox)
	if len(told) != 4 || strings.Contains(told[0], "simulated") || slices.ContainsFunc(told[1:], func(line string) bool { return !strings.HasSuffix(line, " simulated") }) {
		t.Errorf("the backend hears %q", told)
	}
	w.must(w.logs.Flush(t.Context()))
	page, _, err := w.logs.List(t.Context(), w.env, logs.Filter{Search: "Complete the installation", Limit: 10})
	w.must(err)
	var sources []string
	for _, op := range page {
		sources = append(sources, op.Source)
	}
	if strings.Join(sources, " ") != "simulated simulated simulated system" {
		t.Errorf("the log says %v", sources)
	}
}

// Killed between storing a connection and validating it, the backend hears of it at the next start all the same; killed
// before, there is nothing to hear of.
func TestANoticeSurvivesACrash(t *testing.T) {
	t.Parallel()
	for step, want := range map[string][]string{"write.written": nil, "write.committed": {"creation API_KEY {}"}} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			w := crashWorld(t, authtest.Options{})
			outbox := w.backend()
			w.kill(t, "create", step)
			if want == nil {
				w.wantTold(outbox)
				return
			}
			w.wantTold(outbox, want[0]+" held")
			w.must(outbox.Start(t.Context()))
			outbox.Stop()
			if told := w.told(outbox); len(told) != 1 || told[0] != want[0] {
				t.Errorf("after the start the backend hears %v, want %v", told, want)
			}
		})
	}
}
