package connect_test

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

func TestLogin(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{Redirect: callbackURL})
	w.integration("acme")
	hints := w.bus.Subscribe()
	defer hints.Close()
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme", WebSocketClientID: "ws-1"})
	w.must(err)
	if attempt.State != connect.Pending || attempt.ExpiresAt.Sub(attempt.CreatedAt) != 10*time.Minute || attempt.ID == "" || attempt.ConnectionID == "" {
		t.Fatalf("%+v", attempt)
	}
	back := w.browser(attempt)
	back.Set("realm", "R1")
	done, err := w.Complete(t.Context(), back)
	w.must(err)
	if done.State != connect.Succeeded || done.ConnectionID != attempt.ConnectionID || done.WebSocketClientID != "ws-1" || done.Error != nil {
		t.Errorf("%+v", done)
	}
	c := w.get("acme", done.ConnectionID)
	if string(c.Metadata) != "null" || c.Config["realm"] != "R1" || c.Config["scope"] != "read write" || !c.Refreshable || c.State(w.clock.Now()) != connect.StateOK {
		t.Errorf("%+v", c)
	}
	if problems := w.provider.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
	token, err := w.fresh(done.ConnectionID)
	if err != nil || !w.provider.Valid(token) {
		t.Errorf("token %q, %v", token, err)
	}
	topics := map[string]bool{}
	for len(hints.C) > 0 {
		topics[string((<-hints.C).Topic)] = true
	}
	if !topics["attempts"] || !topics["connections"] {
		t.Errorf("hints for %v", topics)
	}
}

// Security OA-01: only the right state value ends a login, once.
func TestStateIsUsedOnce(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	back := w.browser(attempt)
	state := back.Get("state")
	for _, wrong := range []url.Values{
		{"code": {"x"}}, {"state": {""}, "code": {"x"}}, {"state": {state + "x"}, "code": {"x"}}, {"state": {state[1:]}, "code": {"x"}},
		{"state": {state, state}, "code": {"x"}}, {"state": {strings.ToUpper(state)}, "code": {"x"}}, {},
	} {
		got, err := w.Complete(t.Context(), wrong)
		if f := wantCode(t, err, "state_err"); f.Kind != fault.NotFound || got.ID != "" {
			t.Errorf("%v: %+v, %v", wrong, got, f)
		}
	}
	if n := len(w.provider.Requests()); n != 0 {
		t.Fatalf("%d token requests for wrong states", n)
	}
	still, err := w.Attempt(t.Context(), attempt.ID)
	if err != nil || still.State != connect.Pending {
		t.Fatalf("a wrong state ended the attempt: %+v, %v", still, err)
	}
	if _, err := w.Complete(t.Context(), back); err != nil {
		t.Fatal(err)
	}
	_, err = w.Complete(t.Context(), back)
	wantCode(t, err, "state_err")
	if n := w.provider.Count("authorization_code"); n != 1 {
		t.Errorf("%d exchanges", n)
	}
}

// Security OA-08: of many answers at once the first wins and the rest are dropped.
func TestManyCallbacksAtOnce(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	back := w.browser(attempt)
	var group sync.WaitGroup
	var won atomic.Int32
	for range 100 {
		group.Go(func() {
			if _, err := w.Complete(t.Context(), back); err == nil {
				won.Add(1)
			}
		})
	}
	group.Wait()
	if won.Load() != 1 || w.provider.Count("authorization_code") != 1 {
		t.Errorf("%d winners, %d exchanges", won.Load(), w.provider.Count("authorization_code"))
	}
}

// Security OA-01: the attempt ends with the first right state, also when the code is wrong.
func TestWrongCodeEndsTheAttempt(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	back := w.browser(attempt)
	done, err := w.Complete(t.Context(), url.Values{"state": back["state"], "code": {"forged"}})
	wantCode(t, err, "token_err")
	if done.State != connect.Failed || done.Error == nil || done.Error.Hint == "" {
		t.Errorf("%+v", done)
	}
	_, err = w.Complete(t.Context(), back)
	wantCode(t, err, "state_err")
	list, err := w.Connections(t.Context(), w.env, connect.ConnectionFilter{})
	if err != nil || len(list) != 0 {
		t.Errorf("stored %v, %v", list, err)
	}
}

// Security OA-02: an answer nobody waits for is not found and changes nothing.
func TestCallbackWithoutLogin(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	for _, query := range []url.Values{{"state": {strings.Repeat("a", 43)}, "code": {"x"}}, {"code": {"x"}}, {"error": {"access_denied"}}} {
		attempt, err := w.Complete(t.Context(), query)
		if f := wantCode(t, err, "state_err"); f.Kind != fault.NotFound || attempt.ID != "" || f.Hint == "" {
			t.Errorf("%+v, %v", attempt, f)
		}
	}
	if len(w.provider.Requests()) != 0 {
		t.Error("the provider was asked")
	}
}

// Security OA-04: a login at another authorization server ends the pending ones, so that no answer of one can be taken
// for the other's; logins at the same server live side by side.
func TestMixUp(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.integration("other")
	a1, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	a2, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	if got, _ := w.Attempt(t.Context(), a1.ID); got.State != connect.Pending {
		t.Errorf("a second login at the same server ended the first: %s", got.State)
	}
	b, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "other"})
	w.must(err)
	for _, a := range []connect.Attempt{a1, a2} {
		got, err := w.Attempt(t.Context(), a.ID)
		if err != nil || got.State != connect.Cancelled || got.Error.Code != "superseded" {
			t.Errorf("%+v, %v", got, err)
		}
		_, err = w.Complete(t.Context(), w.browser(a))
		wantCode(t, err, "state_err")
	}
	if got, _ := w.Attempt(t.Context(), b.ID); got.State != connect.Pending {
		t.Errorf("the newer login is %s", got.State)
	}
	if len(w.provider.Requests()) != 0 {
		t.Error("a token request was made")
	}
}

// Security OA-04: an answer that names another integration's server as its issuer is refused (RFC 9207).
func TestForeignIssuer(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.integration("other")
	for issuer, allowed := range map[string]bool{"https://login.other.example": false, "https://login.other.example/realm/1": false,
		"https://accounts.elsewhere.example": true, w.provider.URL(): true} {
		attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
		w.must(err)
		back := w.browser(attempt)
		back.Set("iss", issuer)
		asked := len(w.provider.Requests())
		_, err = w.Complete(t.Context(), back)
		if (err == nil) != allowed {
			t.Errorf("%s: %v", issuer, err)
		}
		if !allowed && len(w.provider.Requests()) != asked {
			t.Errorf("%s: the code was sent all the same", issuer)
		}
	}
}

// Security OA-21: a login that nobody finishes ends by itself.
func TestAttemptExpires(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	back := w.browser(attempt)
	w.clock.Advance(10 * time.Minute)
	if got, _ := w.Attempt(t.Context(), attempt.ID); got.State != connect.Expired || got.Error == nil {
		t.Errorf("before the sweep: %+v", got)
	}
	_, err = w.Complete(t.Context(), back)
	wantCode(t, err, "state_err")
	w.Sweep(t.Context())
	if got, _ := w.Attempt(t.Context(), attempt.ID); got.State != connect.Expired {
		t.Errorf("after the sweep: %+v", got)
	}
	w.clock.Advance(time.Hour)
	w.Sweep(t.Context())
	_, err = w.Attempt(t.Context(), attempt.ID)
	wantCode(t, err, "not_found")
}

// Security OA-21: so does one that the user takes back, and its answer counts no more.
func TestCancel(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	back := w.browser(attempt)
	w.must(w.CancelAttempt(t.Context(), attempt.ID))
	w.must(w.CancelAttempt(t.Context(), attempt.ID))
	if got, _ := w.Attempt(t.Context(), attempt.ID); got.State != connect.Cancelled {
		t.Errorf("%+v", got)
	}
	_, err = w.Complete(t.Context(), back)
	wantCode(t, err, "state_err")
	wantCode(t, w.CancelAttempt(t.Context(), "no-such"), "not_found")
}

func TestDeletingTheIntegrationEndsItsLogins(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	w.must(w.DeleteIntegration(t.Context(), w.env, "acme"))
	if got, _ := w.Attempt(t.Context(), attempt.ID); got.State != connect.Cancelled {
		t.Errorf("%+v", got)
	}
}

// What the provider says to the browser becomes a cause and a remedy. Security OA-21: a denied login ends too.
func TestDeniedLogin(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	for parameters, want := range map[string][2]string{
		"error=access_denied&error_description=The+user+said+no":      {"declined", "approve"},
		"error=redirect_uri_mismatch":                                 {"does not know the redirect URL", callbackURL},
		"error=invalid_scope":                                         {"scopes", "Check the scopes"},
		"error=x&error_description=%3Cscript%3Ealert(1)%3C/script%3E": {"‹script›", "log"},
		"nothing=1": {"without a code", callbackURL},
	} {
		query, err := url.ParseQuery(parameters)
		w.must(err)
		w.provider.Deny(query)
		attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme"})
		f := wantCode(t, err, "callback_err")
		if attempt.State != connect.Failed || !strings.Contains(f.Message, want[0]) || !strings.Contains(f.Hint, want[1]) {
			t.Errorf("%s: %q / %q", parameters, f.Message, f.Hint)
		}
	}
	if len(w.provider.Requests()) != 0 {
		t.Error("a token request was made")
	}
}

// Everything that can be wrong is said before a browser opens.
func TestBeginFaults(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.integration("tenanted")
	w.integration("keyed")
	w.integration("steps")
	rows := []struct {
		name, code, word string
		in               connect.ConnectInput
	}{
		{"unknown integration", "unknown_provider_config", "nope", connect.ConnectInput{IntegrationKey: "nope"}},
		{"a key is typed, not granted", "invalid_auth_mode", "entering", connect.ConnectInput{IntegrationKey: "keyed"}},
		{"mode of the route", "invalid_auth_mode", "OAUTH2", connect.ConnectInput{IntegrationKey: "acme", AuthMode: "BASIC"}},
		{"another key is typed", "invalid_auth_mode", "entering", connect.ConnectInput{IntegrationKey: "steps"}},
		{"missing parameters", "url_param_err", "Workspace, Region", connect.ConnectInput{IntegrationKey: "tenanted"}},
		{"needed by the API only", "url_param_err", "Account", connect.ConnectInput{IntegrationKey: "tenanted", Params: map[string]string{"subdomain": "a", "region": "eu"}}},
		{"one missing", "url_param_err", "Region", connect.ConnectInput{IntegrationKey: "tenanted", Params: map[string]string{"subdomain": "a"}}},
		{"pattern", "invalid_body", "", connect.ConnectInput{IntegrationKey: "tenanted", Params: map[string]string{"subdomain": "evil.example/#", "region": "eu"}}},
		{"connection id", "invalid_body", "", connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "a\nb"}},
		{"reconnect of nothing", "invalid_connection", "gone", connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "gone", Reconnect: true}},
		{"own state", "invalid_body", "state", connect.ConnectInput{IntegrationKey: "acme", AuthorizationParams: map[string]string{"state": "x"}}},
	}
	for _, row := range rows {
		_, err := w.Begin(t.Context(), w.env, row.in)
		f := fault.From(err)
		if f == nil || f.Code != row.code || !strings.Contains(f.Message, row.word) || f.Message == "" && len(f.Issues) == 0 {
			t.Errorf("%s: %v (%+v)", row.name, err, f)
		}
	}
	if _, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "tenanted", Params: map[string]string{"subdomain": "a", "region": "eu", "account": "1"}}); err != nil {
		t.Errorf("complete parameters: %v", err)
	}
}

// A connection may bring its own client and refresh token (providers-and-auth §4.1.7).
func TestOverrides(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{ClientID: "own", ClientSecret: "own-secret"})
	w.integration("acme") // with another client
	attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme", Params: map[string]string{"oauth_scopes_override": "one,two"},
		Credentials: map[string]string{"oauth_client_id_override": "own", "oauth_client_secret_override": "own-secret", "oauth_refresh_token_override": "mine"}})
	w.must(err)
	if u, _ := url.Parse(attempt.AuthorizeURL); u.Query().Get("client_id") != "own" || u.Query().Get("scope") != "one two" {
		t.Errorf("address %s", attempt.AuthorizeURL)
	}
	credentials, err := w.Credentials(t.Context(), w.env, "acme", attempt.ConnectionID)
	w.must(err)
	oauth := credentials.(auth.OAuth2)
	if oauth.Override == nil || oauth.Override.ClientID != "own" || oauth.RefreshToken != "mine" || !strings.Contains(oauth.Raw.Reveal(), `"refresh_token":"mine"`) {
		t.Errorf("override %+v, refresh %q, raw %s", oauth.Override, oauth.RefreshToken.Reveal(), oauth.Raw.Reveal())
	}
	c := w.get("acme", attempt.ConnectionID)
	if c.Config["overrideTokenRefresh"] != true || c.Config["oauth_client_secret_override"] != nil {
		t.Errorf("config %v", c.Config)
	}
	if list, ok := c.Config["oauth_scopes_override"].([]any); !ok || len(list) != 2 {
		t.Errorf("scopes %v", c.Config["oauth_scopes_override"])
	}
}

// Security OA-20: a scope that was asked for and not granted is named in the log of the login, and what was granted is kept.
func TestAScopeThatWasNotGrantedIsNamed(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.provider.Script(authtest.Answer(200, "application/json", `{"access_token":"a","token_type":"bearer","scope":"read"}`))
	attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c"})
	w.must(err)
	w.must(w.logs.Flush(t.Context()))
	_, messages, err := w.logs.Get(t.Context(), w.env, attempt.OperationID)
	w.must(err)
	var said []string
	for _, m := range messages {
		if strings.Contains(m.Text, "did not grant") {
			said = append(said, m.Level+": "+m.Text)
		}
	}
	if want := []string{"warn: The provider did not grant the scope write. Calls that need it will fail."}; !slices.Equal(said, want) {
		t.Errorf("the log says %q", said)
	}
	live, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{})
	if w.must(err); live.Connection.Config["scope"] != "read" {
		t.Errorf("config %v", live.Connection.Config)
	}
	if got := w.get("acme", "c").NotGranted(); !slices.Equal(got, []string{"write"}) {
		t.Errorf("not granted: %v", got)
	}
	_, err = w.login(connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c"})
	w.must(err)
	if got := w.get("acme", "c").NotGranted(); got != nil {
		t.Errorf("not granted after a login that got everything: %v", got)
	}
}
