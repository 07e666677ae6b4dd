package auth_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/fault"
)

// Every wrong answer is told in a sentence with a remedy, and brings no credentials.
func TestTwoStepWrongAnswers(t *testing.T) {
	t.Parallel()
	answer := func(status int, kind, body string) http.HandlerFunc { return authtest.Answer(status, kind, body) }
	rows := []struct {
		name, key string
		answers   []http.HandlerFunc
		code      string
		kind      fault.Kind
		words     string
	}{
		{"not JSON", "toast", []http.HandlerFunc{answer(200, "text/plain", "hello there")}, auth.CodeTwoStepFetch, fault.Upstream, "no token answer"},
		{"empty", "toast", []http.HandlerFunc{answer(200, "application/json", "")}, auth.CodeTwoStepFetch, fault.Upstream, "an empty answer"},
		{"a web page", "toast", []http.HandlerFunc{answer(200, "text/html", "<html><title>Sign in</title></html>")}, auth.CodeTwoStepFetch, fault.Upstream, "Sign in"},
		{"a web page where the whole answer is the token", "avanan", []http.HandlerFunc{answer(200, "text/html", "<html></html>")}, auth.CodeTwoStepFetch, fault.Upstream, "a web page"},
		{"an object where the whole answer is the token", "avanan", []http.HandlerFunc{answer(200, "application/json", `{"error":"no such app"}`)}, auth.CodeTwoStepIncomplete, fault.Invalid, "no such app"},
		{"half a JSON text", "toast", []http.HandlerFunc{answer(200, "application/json", `{"token":{"accessTok`)}, auth.CodeTwoStepFetch, fault.Upstream, "no token answer"},
		{"a success with an error", "toast", []http.HandlerFunc{answer(200, "application/json", `{"error":"bad_login","message":"Wrong key p4ssw0rd"}`)}, auth.CodeTwoStepIncomplete, fault.Invalid, "Wrong key •••"},
		{"an error deep inside", "semble", []http.HandlerFunc{answer(200, "application/json", `{"data":{"signIn":null},"errors":[{"message":"Invalid login","path":["signIn"]}]}`)}, auth.CodeTwoStepIncomplete, fault.Invalid, "Invalid login"},
		{"no token at the path", "toast", []http.HandlerFunc{answer(200, "application/json", `{"token":{}}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "without a token"},
		{"an object as token", "toast", []http.HandlerFunc{answer(200, "application/json", `{"token":{"accessToken":{"a":1}}}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "without a token"},
		{"a token with a line break", "toast", []http.HandlerFunc{answer(200, "application/json", `{"token":{"accessToken":"a\nX-Evil: 1"}}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "no header may hold"},
		{"refused", "toast", []http.HandlerFunc{answer(401, "application/json", `{"message":"Unknown client"}`)}, auth.CodeTwoStepFetch, fault.Invalid, "Unknown client"},
		{"refused without words", "toast", []http.HandlerFunc{answer(403, "application/json", `{}`)}, auth.CodeTwoStepFetch, fault.Invalid, "status 403"},
		{"an OAuth error", "looker", []http.HandlerFunc{answer(400, "application/json", `{"error":"invalid_client"}`)}, auth.CodeTwoStepFetch, fault.Invalid, "client id or secret"},
		{"too often", "toast", []http.HandlerFunc{answer(429, "application/json", `{}`)}, auth.CodeTwoStepFetch, fault.Upstream, "fewer logins"},
		{"their fault", "toast", []http.HandlerFunc{answer(500, "text/html", "<h1>oops</h1>")}, auth.CodeTwoStepFetch, fault.Upstream, "status 500"},
		{"no content", "toast", []http.HandlerFunc{answer(204, "application/json", "")}, auth.CodeTwoStepInvalid, fault.Upstream, "status 204"},
		{"a redirect", "toast", []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example.com/", http.StatusTemporaryRedirect)
		}}, auth.CodeTwoStepFetch, fault.Upstream, "redirected"},
		{"huge", "toast", []http.HandlerFunc{func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"a":"`+strings.Repeat("x", 2<<20)+`"}`)
		}}, auth.CodeTwoStepFetch, fault.Upstream, "1 MB"},
		{"a negative life", "toast", []http.HandlerFunc{answer(200, "application/json", `{"token":{"accessToken":"x","expiresIn":-5}}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "“-5”"},
		{"an absurd life", "toast", []http.HandlerFunc{answer(200, "application/json", `{"token":{"accessToken":"x","expiresIn":1e300}}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "no sensible time"},
		{"a life in no unit", "toast", []http.HandlerFunc{answer(200, "application/json", `{"token":{"accessToken":"x","expiresIn":"soon"}}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "“soon”"},
		{"over already", "jamf-basic", []http.HandlerFunc{answer(200, "application/json", `{"token":"x","expires":"2020-01-01T00:00:00Z"}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "ended already"},
		{"an unreadable end", "jamf-basic", []http.HandlerFunc{answer(200, "application/json", `{"token":"x","expires":"tomorrow"}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "“tomorrow”"},
		{"no cookie", "sap-business-one", []http.HandlerFunc{answer(200, "application/json", `{"SessionId":"x"}`)}, auth.CodeTwoStepIncomplete, fault.Upstream, "session cookie"},
		{"XML that says no", "sage-intacct", []http.HandlerFunc{answer(200, "text/xml", `<response><operation><errormessage><error><errorno>XL03</errorno><description2>Sign-in information is incorrect</description2></error></errormessage></operation></response>`)},
			auth.CodeTwoStepIncomplete, fault.Invalid, "Sign-in information is incorrect"},
		{"no XML", "sage-intacct", []http.HandlerFunc{answer(200, "text/xml", `<response><oper`)}, auth.CodeTwoStepFetch, fault.Upstream, "status 200"},
		{"an address is missing for the second request", "docuware", []http.HandlerFunc{answer(200, "application/json", `{"message":"no such tenant"}`)}, auth.CodeTwoStepInvalid + "_step_1", fault.Upstream, "no such tenant"},
		{"the second request goes to plain http", "docuware", []http.HandlerFunc{answer(200, "application/json", `{"IdentityServiceUrl":"http://id.example.com"}`)}, "url_param_err", fault.Invalid, "https only"},
		{"the third request is refused", "docuware", []http.HandlerFunc{answer(200, "application/json", `{"IdentityServiceUrl":"https://id.example.com"}`),
			answer(200, "application/json", `{"token_endpoint":"https://id.example.com/token"}`), answer(400, "application/json", `{"error":"invalid_grant","error_description":"wrong password"}`)},
			auth.CodeTwoStepInvalid + "_step_2", fault.Invalid, "wrong password"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t, row.key, map[string]any{"subdomain": "ws", "domain": "d.example.com", "instance": "i", "companyDb": "db", "hostname": "h.example.com"},
				map[string]string{"clientId": "c", "clientSecret": "p4ssw0rd", "email": "e", "username": "u", "userName": "u", "password": "p4ssw0rd", "appId": "a", "secretKey": "k",
					"senderId": "s", "senderPassword": "p", "userId": "u", "companyId": "c", "userPassword": "p"}, nil)
			a.reply(row.answers...)
			got, err := a.client.Obtain(t.Context(), a.entry)
			f := fault.From(err)
			if !fault.HasCode(err, row.code) || !fault.IsKind(err, row.kind) || !strings.Contains(f.Message, row.words) || f.Hint == "" || got.Credentials != nil {
				t.Errorf("%v (%s), hint %q, credentials %v; want %s with %q", err, f.Code, f.Hint, got.Credentials, row.code, row.words)
			}
			if strings.Contains(f.Message+f.Hint, "p4ssw0rd") {
				t.Error("the password is told")
			}
			if len(a.hops) != len(row.answers) {
				t.Errorf("%d hops for the inspector, want %d", len(a.hops), len(row.answers))
			}
		})
	}
}

// A slow provider is given up with the caller, not after it.
func TestTwoStepSlowAnswer(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "toast", map[string]any{"subdomain": "ws"}, map[string]string{"clientId": "c", "clientSecret": "s"}, nil)
	ctx, stop := context.WithCancel(t.Context())
	a.reply(func(_ http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() })
	if _, err := a.client.Obtain(ctx, a.entry); err == nil || fault.From(err).Message == "" {
		t.Error(err)
	}
}
