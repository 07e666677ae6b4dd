package connect_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// While nothing is due Fresh answers from memory: one read of the keychain, one token, any number of calls.
func TestFreshAnswersFromMemory(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	access, _ := w.imported("c", time.Hour)
	if got, err := w.fresh("c"); err != nil || got != access {
		t.Fatal(got, err)
	}
	used := w.ring.count()
	live, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{})
	w.must(err)
	again, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{})
	w.must(err)
	if live != again || w.ring.count() != used || len(w.provider.Requests()) != 0 {
		t.Error("the second call did not come from memory")
	}
	if live.App.ClientSecret != "client-secret" || live.Values["accessToken"] != access || live.Integration.UniqueKey != "acme" || live.Provider.Key != "acme" {
		t.Errorf("%+v", live)
	}
}

// Every write makes the next call read again.
func TestFreshSeesEveryWrite(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Hour)
	look := func() *connect.Live {
		live, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{})
		w.must(err)
		return live
	}
	look()
	w.must(w.SetMetadata(t.Context(), w.env, "acme", []string{"c"}, []byte(`{"a":1}`)))
	if string(look().Connection.Metadata) != `{"a":1}` {
		t.Error("metadata")
	}
	w.must(w.Patch(t.Context(), w.env, "acme", "c", connect.ConnectionUpdate{Tags: map[string]string{"team": "red"}}))
	if look().Connection.Tags["team"] != "red" {
		t.Error("tags")
	}
	_, err := w.UpdateIntegration(t.Context(), w.env, "acme", connect.IntegrationUpdate{Credentials: app("client", "changed-secret")})
	w.must(err)
	if look().App.ClientSecret != "changed-secret" {
		t.Error("client secret")
	}
	access, _ := w.imported("c", time.Hour)
	if look().Credentials.(auth.OAuth2).AccessToken.Reveal() != access {
		t.Error("import")
	}
	w.must(w.DeleteConnection(t.Context(), w.env, "acme", "c"))
	_, err = w.fresh("c")
	wantCode(t, err, "unknown_connection")
}

func TestFreshRenewsBeforeTheEnd(t *testing.T) {
	t.Parallel()
	for life, due := range map[time.Duration]bool{16 * time.Minute: false, 14 * time.Minute: true, -time.Minute: true, 0: false} {
		w := begin(t, authtest.Options{})
		w.integration("acme")
		access, _ := w.imported("c", life)
		got, err := w.fresh("c")
		if err != nil || (got != access) != due || !w.provider.Valid(got) {
			t.Errorf("life %v: %q, %v; want a new token: %v", life, got, err, due)
		}
	}
}

// A token that lives shorter than the buffer is not renewed on every call.
func TestShortLivedTokens(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{Lifetime: 4 * time.Minute})
	w.integration("acme")
	attempt, err := w.login(connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	first, err := w.fresh(attempt.ConnectionID)
	w.must(err)
	w.clock.Advance(2*time.Minute + 50*time.Second)
	if got, err := w.fresh(attempt.ConnectionID); err != nil || got != first {
		t.Errorf("renewed with 70 s left: %q, %v", got, err)
	}
	w.clock.Advance(15 * time.Second)
	second, err := w.fresh(attempt.ConnectionID)
	if err != nil || second == first {
		t.Errorf("not renewed with 55 s left: %v", err)
	}
	if got, _ := w.fresh(attempt.ConnectionID); got != second || w.provider.Count("refresh_token") != 1 {
		t.Errorf("%d renewals", w.provider.Count("refresh_token"))
	}
}

// Security OA-15: fifty calls at the moment of expiry make one renewal, and all of them work.
func TestFiftyCallsOneRenewal(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	old, _ := w.imported("c", time.Minute)
	w.provider.Hold()
	var group sync.WaitGroup
	tokens, failures := make([]string, 50), make([]error, 50)
	for i := range tokens {
		group.Go(func() { tokens[i], failures[i] = w.fresh("c") })
	}
	waitFor(t, func() bool { return len(w.provider.Requests()) > 0 })
	w.provider.Release()
	group.Wait()
	for i := range tokens {
		if failures[i] != nil || tokens[i] != tokens[0] || tokens[i] == old {
			t.Fatalf("call %d got %q, %v", i, tokens[i], failures[i])
		}
	}
	if n := w.provider.Count("refresh_token"); n != 1 {
		t.Errorf("%d renewals", n)
	}
	if problems := w.provider.Problems(); len(problems) != 0 {
		t.Error(problems)
	}
}

// waitFor waits for something that another goroutine does soon.
func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(10 * time.Second); !done(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatal("it never happened")
		}
	}
}

// A caller that leaves does not stop the renewal that others wait for.
func TestCallerLeaves(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.Hold()
	ctx, cancel := context.WithCancel(t.Context())
	left := make(chan error, 1)
	go func() {
		_, err := w.Fresh(ctx, w.env, "acme", "c", connect.FreshOptions{})
		left <- err
	}()
	waitFor(t, func() bool { return len(w.provider.Requests()) == 1 })
	cancel()
	wantCode(t, <-left, "cancelled")
	w.provider.Release()
	if token, err := w.fresh("c"); err != nil || !w.provider.Valid(token) || w.provider.Count("refresh_token") != 1 {
		t.Errorf("%q, %v, %d renewals", token, err, w.provider.Count("refresh_token"))
	}
}

func TestForce(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.integration("keyed")
	access, _ := w.imported("c", 0)
	live, err := w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{Force: true})
	if err != nil || live.Credentials.(auth.OAuth2).AccessToken.Reveal() == access || w.provider.Count("refresh_token") != 1 {
		t.Errorf("%v, %d renewals", err, w.provider.Count("refresh_token"))
	}
	w.must(w.importRaw("acme", "plain", map[string]any{"type": "OAUTH2", "access_token": "plain-token"}))
	if _, err := w.Fresh(t.Context(), w.env, "acme", "plain", connect.FreshOptions{Force: true}); err != nil {
		t.Errorf("forcing what has no refresh token: %v", err)
	}
	w.must(w.importRaw("keyed", "k", map[string]any{"type": "API_KEY", "apiKey": "some-key"}))
	if _, err := w.Fresh(t.Context(), w.env, "keyed", "k", connect.FreshOptions{Force: true}); err != nil {
		t.Errorf("forcing a key: %v", err)
	}
}

// Security OA-18 and providers-and-auth §6.3: the failure stands on the connection, nothing loops, a success clears it.
func TestFailedRenewal(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.Revoke()
	_, err := w.fresh("c")
	f := wantCode(t, err, "refresh_token_external_error")
	if !strings.Contains(f.Message, "no longer accepts") || f.Hint != "Reconnect the account." {
		t.Errorf("%q / %q", f.Message, f.Hint)
	}
	c := w.get("acme", "c")
	if c.AuthError == nil || c.AuthError.Code != f.Code || c.AuthError.LogID == "" || c.AuthError.Hint == "" || c.Refresh.Attempts != 1 || c.State(w.clock.Now()) != connect.StateError {
		t.Errorf("%+v, %+v", c.AuthError, c.Refresh)
	}
	w.must(w.logs.Flush(t.Context()))
	op, _, err := w.logs.Get(t.Context(), w.env, c.AuthError.LogID)
	if err != nil || op.State != "failed" || op.Connection != "c" {
		t.Errorf("log %+v, %v", op, err)
	}
	words := ""
	for range 5 {
		_, err = w.fresh("c")
		f := wantCode(t, err, "connection_refresh_backoff")
		if f.Kind != fault.FailedDependency || !strings.HasPrefix(f.Message, c.AuthError.Message) {
			t.Errorf("%+v", f)
		}
		if words != "" && f.Message != words {
			t.Errorf("the words are not true for long: %q, then %q", words, f.Message)
		}
		words = f.Message
		w.clock.Advance(2 * time.Second)
	}
	if n := w.provider.Count("refresh_token"); n != 1 {
		t.Errorf("%d renewals within the back-off", n)
	}
	w.clock.Advance(31 * time.Second)
	_, err = w.fresh("c")
	wantCode(t, err, "refresh_token_external_error")
	if c := w.get("acme", "c"); c.Refresh.Attempts != 1 {
		t.Errorf("two failures on one day count as %d", c.Refresh.Attempts)
	}
	if _, err := w.login(connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c", Reconnect: true}); err != nil {
		t.Fatal(err)
	}
	if c := w.get("acme", "c"); c.AuthError != nil || c.Refresh != (connect.RefreshState{}) {
		t.Errorf("after reconnecting: %+v, %+v", c.AuthError, c.Refresh)
	}
	if _, err := w.fresh("c"); err != nil {
		t.Error(err)
	}
}

func TestExhaustion(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.Revoke()
	for day := range 4 {
		_, err := w.fresh("c")
		wantCode(t, err, "refresh_token_external_error")
		if c := w.get("acme", "c"); c.Refresh.Attempts != day+1 || c.Refresh.Exhausted != (day == 3) {
			t.Errorf("day %d: %+v", day, c.Refresh)
		}
		w.clock.Advance(24 * time.Hour)
	}
	_, err := w.fresh("c")
	if f := wantCode(t, err, "connection_refresh_exhausted"); f.Kind != fault.FailedDependency {
		t.Errorf("%+v", f)
	}
	asked := w.provider.Count("refresh_token")
	_, err = w.Fresh(t.Context(), w.env, "acme", "c", connect.FreshOptions{Force: true})
	wantCode(t, err, "refresh_token_external_error")
	if w.provider.Count("refresh_token") != asked+1 {
		t.Error("force did not try")
	}
}

// A laptop without a network loses no connection over it, but does not hammer either.
func TestOfflineIsNoFailingDay(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.Close()
	for range 6 {
		if _, err := w.fresh("c"); err == nil || fault.From(err).Kind == fault.Internal {
			t.Fatalf("%v", err)
		}
		_, err := w.fresh("c")
		wantCode(t, err, "connection_refresh_backoff")
		w.clock.Advance(24 * time.Hour)
	}
	if c := w.get("acme", "c"); c.Refresh.Attempts != 0 || c.Refresh.Exhausted || c.AuthError == nil {
		t.Errorf("%+v", c.Refresh)
	}
}

// Security OA-23: a changed client secret counts at the next renewal.
func TestChangedClientSecret(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.ChangeSecret("second-secret")
	_, err := w.fresh("c")
	if f := wantCode(t, err, "refresh_token_external_error"); !strings.Contains(f.Message, "client id or secret") {
		t.Errorf("%q", f.Message)
	}
	_, err = w.UpdateIntegration(t.Context(), w.env, "acme", connect.IntegrationUpdate{Credentials: app("client", "second-secret")})
	w.must(err)
	w.clock.Advance(31 * time.Second)
	if _, err := w.fresh("c"); err != nil {
		t.Error(err)
	}
}

// A token that cannot be stored is handed to nobody, kept, and stored when that works again; meanwhile the provider is
// not asked a second time, because its first answer ended the old refresh token.
func TestTokenThatCannotBeStored(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	full := errors.New("database or disk is full")
	w.SetStep(func(name string) error {
		if name == "refresh.written" {
			return full
		}
		return nil
	})
	for range 3 {
		_, err := w.fresh("c")
		if f := wantCode(t, err, "credentials_not_saved"); f.Hint == "" {
			t.Errorf("%+v", f)
		}
	}
	if n := w.provider.Count("refresh_token"); n != 1 {
		t.Errorf("%d renewals", n)
	}
	if !strings.Contains(w.journal.String(), "could not be stored") {
		t.Error("nothing was said in the log")
	}
	full = nil
	token, err := w.fresh("c")
	if err != nil || !w.provider.Valid(token) || w.provider.Count("refresh_token") != 1 {
		t.Errorf("%q, %v, %d renewals", token, err, w.provider.Count("refresh_token"))
	}
}

// An account that is reconnected while an old token is being renewed keeps the new login's tokens.
func TestReconnectDuringRenewal(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.Hold()
	result := make(chan string, 1)
	go func() {
		token, err := w.fresh("c")
		if err != nil {
			token = err.Error()
		}
		result <- token
	}()
	waitFor(t, func() bool { return len(w.provider.Requests()) == 1 })
	access, _ := w.imported("c", time.Hour)
	w.provider.Release()
	if got := <-result; got != access {
		t.Errorf("got %q, want the newer token %q", got, access)
	}
	if got, err := w.fresh("c"); err != nil || got != access {
		t.Errorf("stored %q, %v", got, err)
	}
}

// A connection that is deleted while its token is being renewed leaves no key behind.
func TestDeleteDuringRenewal(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Minute)
	w.provider.Hold()
	result := make(chan error, 1)
	go func() {
		_, err := w.fresh("c")
		result <- err
	}()
	waitFor(t, func() bool { return len(w.provider.Requests()) == 1 })
	w.must(w.DeleteConnection(t.Context(), w.env, "acme", "c"))
	w.provider.Release()
	wantCode(t, <-result, "unknown_connection")
	if n := w.ring.owners("connection"); n != 0 {
		t.Errorf("%d keys left", n)
	}
}

func TestClientCredentialsAreRenewed(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("grant")
	c, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "grant", ConnectionID: "g", Credentials: map[string]string{"client_id": "client", "client_secret": "client-secret"}})
	w.must(err)
	if !c.Refreshable || c.ExpiresAt == nil {
		t.Errorf("%+v", c)
	}
	w.clock.Advance(50 * time.Minute)
	live, err := w.Fresh(t.Context(), w.env, "grant", "g", connect.FreshOptions{})
	if err != nil || w.provider.Count("client_credentials") != 2 || !w.provider.Valid(live.Values["accessToken"].(string)) {
		t.Errorf("%v, %d requests", err, w.provider.Count("client_credentials"))
	}
}

func TestLastFetched(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", 0)
	w.clock.Advance(time.Hour)
	for range 3 {
		_, err := w.fresh("c")
		w.must(err)
	}
	w.Sweep(t.Context())
	if c := w.get("acme", "c"); c.LastFetchedAt == nil || !c.LastFetchedAt.Equal(w.clock.Now()) {
		t.Errorf("last fetched %v", c.LastFetchedAt)
	}
}

// A Salesforce token that was imported is renewed once to learn its end, and from then on before it.
func TestTokensWithoutAnEnd(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{Silent: true, Lifetime: 100 * 365 * 24 * time.Hour})
	_, err := w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{Provider: "salesforce", UniqueKey: "acme", Credentials: app("client", "client-secret")})
	w.must(err)
	old, _ := w.imported("c", 0)
	for range 3 {
		if got, err := w.fresh("c"); err != nil || got == old {
			t.Fatalf("%q, %v", got, err)
		}
	}
	if w.provider.Count("refresh_token") != 1 || w.provider.Introspections() != 1 || w.get("acme", "c").ExpiresAt == nil {
		t.Errorf("%d renewals, %d questions", w.provider.Count("refresh_token"), w.provider.Introspections())
	}
}
