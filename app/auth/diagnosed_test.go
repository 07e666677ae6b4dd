package auth_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
)

// explains holds a fault against the cause that people should see, with something that shows it and something to do.
func explains(t *testing.T, err error, cause diagnosis.Cause, message, remedy, evidence string) {
	t.Helper()
	found, ok := errors.AsType[*diagnosis.Finding](err)
	if !ok {
		t.Fatalf("%v has no diagnosis", err)
	}
	f, shown := fault.From(err), strings.Join(found.Evidence, " ")
	if found.Cause != cause || !strings.Contains(f.Message, message) || !strings.Contains(found.Remedy, remedy) || shown == "" || !strings.Contains(shown, evidence) {
		t.Errorf("cause %s (want %s)\nmessage  %s\nremedy   %s\nevidence %s", found.Cause, cause, f.Message, found.Remedy, shown)
	}
}

func location(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusTemporaryRedirect)
	}
}

// hangUp closes the connection after the given beginning of an answer.
func hangUp(beginning string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(connection, beginning)
		_ = connection.Close()
	}
}

func packed(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	_, _ = io.WriteString(w, "not gzip")
}

// Every way a token endpoint can misbehave has a cause, something that shows it, and a remedy.
func TestTokenAnswersAreDiagnosed(t *testing.T) {
	t.Parallel()
	answer := authtest.Answer
	for _, row := range []struct {
		name                      string
		answer                    http.HandlerFunc
		cause                     diagnosis.Cause
		message, remedy, evidence string
	}{
		{"a redirect to a stranger", location("https://stranger.example/steal?x=1"), diagnosis.WrongAddress, "redirected the request to https://stranger.example while", "do not trust", "It redirects to https://stranger.example."},
		{"huge", answer(200, "application/json", strings.Repeat("x", 2<<20)), diagnosis.NotJSON, "1 MB", "token address", "status 200"},
		{"broken off", hangUp("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), diagnosis.Network, "broke off", "proxy", "ended before"},
		{"packed", packed, diagnosis.NotJSON, "something compressed (gzip)", "operation's log", "something compressed"},
		{"null", answer(200, "application/json", "null"), diagnosis.NotJSON, "JSON that is no object", "token address", "JSON that is no object"},
		{"a list", answer(200, "application/json", `[{"access_token":"a"}]`), diagnosis.NotJSON, "JSON that is no object", "token address", "JSON that is no object"},
		{"too deep", answer(200, "application/json", strings.Repeat("[", 20000)+strings.Repeat("]", 20000)), diagnosis.NotJSON, "nested too deeply", "token address", "nested too deeply"},
		{"junk behind", answer(200, "application/json", `{"access_token":"a"}<!-- x -->`), diagnosis.NotJSON, "something else behind it", "token address", "something else behind"},
		{"a code that is a number", answer(200, "application/json", `{"error":{"code":401,"message":"Invalid client secret"}}`), diagnosis.InvalidClient, "Invalid client secret", "client id and secret", "client secret"},
		{"a list of errors", answer(400, "application/json", `{"errors":[{"title":"Bad","detail":"redirect_uri does not match"}]}`), diagnosis.RedirectMismatch, "does not match", "http://localhost:3003/oauth/callback", "redirect_uri"},
		{"401", answer(401, "application/json", `{"message":"Unauthorized"}`), diagnosis.InvalidClient, "Unauthorized", "client id and secret", "answered with status 401"},
		{"401 and nothing", answer(401, "", ""), diagnosis.InvalidClient, "status 401", "client id and secret", "sent in the body"},
		{"400 and a line", answer(400, "text/plain", "Bad Request"), diagnosis.BadRequest, "Bad Request", "parameters", "answered with status 400"},
		{"404", answer(404, "text/plain", "404 page not found"), diagnosis.WrongAddress, "page not found", "token_url", "answered with status 404"},
		{"their fault", answer(500, "text/html", "<h1>oops</h1>"), diagnosis.ProviderDown, "status 500", "try again", "a web page"},
		{"too often", answer(429, "text/html", "<h1>slow</h1>"), diagnosis.TooMany, "status 429", "Try again", "status 429"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := setup(t, authtest.Options{})
			b.Script(row.answer)
			_, err := b.exchange(t)
			explains(t, err, row.cause, row.message, row.remedy, row.evidence)
		})
	}
}

func TestASlowTokenAnswerIsOfTheNetwork(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.Script(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "{")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	ctx, stop := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer stop()
	_, err := b.client.Refresh(ctx, b.request, auth.OAuth2{RefreshToken: "r"})
	explains(t, err, diagnosis.Network, "took too long", "Try again", "did not come in time")
}

func TestAConnectionThatIsClosedHasARemedy(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.Script(hangUp(""))
	_, err := b.exchange(t)
	if f := fault.From(err); f.Code != "connection_reset" || !strings.Contains(f.Hint, "Try again") {
		t.Errorf("%v, hint %q", err, f.Hint)
	}
}

func TestARefusedTokenAddressIsDiagnosed(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.TokenURL.Default = "http://acme.example/token?key=k"
	_, err := b.client.Refresh(t.Context(), b.request, auth.OAuth2{RefreshToken: "r"})
	explains(t, err, diagnosis.WrongAddress, "https only", "token_url", "begins with http://acme.example. No request")
}

func TestAnOutageDoesNotSpeakOfTheAddress(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.Script(authtest.Answer(500, "text/html", "<h1>oops</h1>"))
	_, err := b.client.Refresh(t.Context(), b.request, auth.OAuth2{RefreshToken: "r"})
	explains(t, err, diagnosis.ProviderDown, "status 500", "The connection is kept", "status 500")
	if hint := fault.From(err).Hint; strings.Contains(hint, "address") {
		t.Errorf("hint %q", hint)
	}
}

func TestAByteOrderMarkIsNoMistake(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.Script(authtest.Answer(200, "application/json", "\ufeff"+`{"access_token":"a"}`))
	if got, err := b.exchange(t); err != nil || got.AccessToken != "a" {
		t.Error(got.AccessToken, err)
	}
}

// A code challenge went along: whoever misses it is not told by us that there was none.
func TestAProtectedLoginIsNotCalledUnprotected(t *testing.T) {
	t.Parallel()
	for disabled, evidence := range map[bool]string{false: "A PKCE code challenge was sent.", true: "No PKCE code challenge was sent."} {
		b := setup(t, authtest.Options{})
		b.entry.DisablePKCE = disabled
		_, err := b.client.Finish(t.Context(), auth.Return{TokenRequest: b.request, RedirectURI: "http://localhost:3003/oauth/callback", Verifier: verifier,
			Query: url.Values{"error": {"invalid_request"}, "error_description": {"code_challenge required"}}})
		message := "though one was sent"
		if disabled {
			message = "none was sent"
		}
		explains(t, err, diagnosis.PKCE, message, "overlay", evidence)
	}
}

// A login with typed credentials is diagnosed like the others.
func TestTwoStepAnswersAreDiagnosed(t *testing.T) {
	t.Parallel()
	answer := authtest.Answer
	for _, row := range []struct {
		name            string
		answer          http.HandlerFunc
		cause           diagnosis.Cause
		words, evidence string
	}{
		{"an error with 200", answer(200, "application/json", `{"error":"bad_login","message":"Wrong key"}`), diagnosis.Credentials, "Wrong key", "answered with status 200"},
		{"an absurd life", answer(200, "application/json", `{"token":{"accessToken":"x","expiresIn":1e300}}`), diagnosis.BadAnswer, "no sensible time", "Our clock says"},
		{"no token", answer(200, "application/json", `{"token":{}}`), diagnosis.NoToken, "without a token", "without an access token"},
		{"no login", answer(204, "", ""), diagnosis.BadAnswer, "status 204", "status 204"},
		{"a redirect", location("https://stranger.example/x"), diagnosis.WrongAddress, "https://stranger.example", "redirects to https://stranger.example"},
		{"a bare 401", answer(401, "", ""), diagnosis.Credentials, "does not accept the login", "status 401"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t, "toast", map[string]any{"subdomain": "ws"}, map[string]string{"clientId": "c", "clientSecret": "p4ssw0rd"}, nil)
			a.reply(row.answer)
			_, err := a.client.Obtain(t.Context(), a.entry)
			explains(t, err, row.cause, row.words, "", row.evidence)
		})
	}
}

func TestABadKeyIsToldByItsShape(t *testing.T) {
	t.Parallel()
	b := setup(t, authtest.Options{})
	b.entry.AuthMode, b.entry.Signature = catalog.JWT, &catalog.Signing{Protocol: "HMAC"}
	b.entry.SignedToken = &catalog.SignedToken{SigningKey: "${credentials.privateKey.secret}", Header: catalog.Params{{Name: "alg", Value: "HS256"}}, ExpiresInMS: 1000}
	_, err := b.client.Obtain(t.Context(), auth.Entry{TokenRequest: b.request, Values: map[string]string{"privateKey": "wrong"}})
	if f := fault.From(err); !strings.Contains(f.Hint, "an id, a colon and a secret") || strings.Contains(f.Message+f.Hint, "PEM") {
		t.Errorf("%v, hint %q", err, f.Hint)
	}
}
