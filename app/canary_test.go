//go:build linux

package app_test

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"patchbay/app/auth/authtest"
	"patchbay/app/logs"
)

// canary makes a secret that is nowhere else in the world, with the characters that every encoding writes differently.
func canary(name string) string {
	return name + "+/=" + strings.ToLower(rand.Text()) + `"&<=`
}

// Secrets are found in no file, no log, no argument list, no environment and no answer, whatever goes wrong on the way.
func TestSecretsStayInside(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		vault   string
		prepare func(*testing.T, *account)
	}{
		{"passphrase", func(*testing.T, *account) {}},
		{"keychain", startKeyring},
	} {
		t.Run(row.vault, func(t *testing.T) {
			t.Parallel()
			newScene(t, row.vault, row.prepare).play()
		})
	}
}

// scene is one program with everything around it.
type scene struct {
	*hunt
	t        *testing.T
	account  *account
	program  *running
	key      string
	provider *authtest.Provider
	grants   *authtest.Provider // for client credentials
	api      *httptest.Server
	secret   map[string]string
	sampled  func() // ends the sampling
}

func newScene(t *testing.T, vault string, prepare func(*testing.T, *account)) *scene {
	s := &scene{hunt: newHunt(), t: t, account: newAccount(t), secret: map[string]string{}, key: uuid.NewString()}
	for _, name := range []string{"client secret", "api key", "query key", "password", "grant secret", "passphrase", "imported access", "imported refresh", "wrong key"} {
		s.secret[name] = s.add(name, canary(strings.ReplaceAll(name, " ", "")))
	}
	s.add("the key of the environment", s.key)
	var tokens, granted []string
	for n := range 60 { // codes, access and refresh tokens in the order of their use
		tokens = append(tokens, s.add("token "+strconv.Itoa(n), canary("token")))
		granted = append(granted, s.add("granted "+strconv.Itoa(n), canary("granted")))
	}
	s.provider = authtest.New(t, authtest.Options{ClientSecret: s.secret["client secret"], Secrets: tokens})
	s.grants = authtest.New(t, authtest.Options{ClientSecret: s.secret["grant secret"], Secrets: granted})
	stranger := httptest.NewServer(http.HandlerFunc(echo))
	s.api = httptest.NewServer(unfriendly(stranger.URL))
	t.Cleanup(func() { s.api.Close(); stranger.Close() })
	prepare(t, s.account)
	s.catalog()
	s.sampled = s.sample()
	cmd := s.account.command(t.Context(), []string{"PATCHBAY_SECRET_KEY=" + s.key, "PATCHBAY_PASSPHRASE=" + s.secret["passphrase"]}, "serve", "--json", "-v", "--vault", vault)
	s.program = start(t, cmd)
	if status := s.want(200, "GET", "/patchbay/status", ""); !strings.Contains(status, `"mode":"`+vault+`"`) {
		t.Errorf("this is not the %s vault: %s", vault, status)
	}
	return s
}

func (s *scene) play() {
	s.integrations()
	s.logins()
	s.directs()
	s.requests()
	s.renewals()
	s.commands()
	s.pages()
	s.folder(s.t, s.account.home) // while it runs: journals and sockets are there
	s.deletions()
	s.program.stop(s.t)
	s.sampled()
	s.in("standard error of serve", s.program.err.String())
	s.in("standard output of serve", s.program.out.String())
	s.folder(s.t, s.account.home)
	s.report(s.t)
}

// call makes one call; its answer must hold no secret.
func (s *scene) call(method, path, body string, header ...string) (int, string) {
	s.t.Helper()
	status, whole, answer := s.quietly(method, path, body, header...)
	s.in("answer of "+method+" "+strings.SplitN(path, "?", 2)[0], whole)
	return status, answer
}

// quietly makes one call whose answer may hold secrets: it reveals them by contract, or passes an upstream's on.
func (s *scene) quietly(method, path, body string, header ...string) (status int, whole, answer string) {
	s.t.Helper()
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	status, whole, answer, err := s.program.send(s.t.Context(), s.key, method, path, body, h)
	if err != nil && !strings.HasPrefix(path, "/proxy/breaks") {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	return status, whole, answer
}

// want is call with an expectation.
func (s *scene) want(status int, method, path, body string) string {
	s.t.Helper()
	got, answer := s.call(method, path, body)
	if got != status {
		s.t.Errorf("%s %s answers %d, want %d: %s", method, path, got, status, answer)
	}
	return answer
}

func (s *scene) integrations() {
	app := map[string]string{"type": "OAUTH2", "client_id": "client", "client_secret": s.secret["client secret"], "scopes": "a,b"}
	s.want(200, "POST", "/integrations", object("provider", "login", "unique_key", "login", "credentials", app))
	for _, name := range []string{"grant", "keyed", "checked", "queried", "refusing", "basic", "basic-checked"} {
		s.want(200, "POST", "/integrations", object("provider", name, "unique_key", name))
	}
	app["type"] = "OAUTH1 " + app["client_secret"] // refused, and the refusal must not repeat it
	s.want(400, "POST", "/integrations", object("provider", "login", "unique_key", "wrong", "credentials", app))
	s.want(400, "PATCH", "/integrations/login", object("credentials", app))
}

// login plays one login and returns the status of the callback.
func (s *scene) login(connection string) int {
	s.t.Helper()
	answer := s.want(200, "POST", "/patchbay/connect", object("integration", "login", "connection_id", connection))
	var begun struct {
		Attempt struct {
			ID  string `json:"id"`
			URL string `json:"authorize_url"`
		} `json:"attempt"`
	}
	if err := json.Unmarshal([]byte(answer), &begun); err != nil {
		s.t.Fatal(err)
	}
	query, err := s.provider.Login(begun.Attempt.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	status, _ := s.call("GET", "/oauth/callback?"+query.Encode(), "")
	s.call("GET", "/patchbay/attempts/"+begun.Attempt.ID, "")
	s.call("GET", "/oauth/callback?"+query.Encode(), "") // the same again
	for _, r := range s.provider.Requests() {
		if verifier := r.Form.Get("code_verifier"); verifier != "" {
			s.add("verifier "+verifier[:8], verifier)
		}
	}
	return status
}

// logins connects in the browser while the token address does everything wrong first.
func (s *scene) logins() {
	for _, misbehave := range []http.HandlerFunc{
		repeats(s.provider, 400, "application/json", `{"error":"invalid_client","error_description":%s}`),
		repeats(s.provider, 500, "text/html", `<h1>Oops</h1><pre>%s</pre>`),
		repeats(s.provider, 200, "application/json", `{"message":%s}`),
		repeats(s.provider, 200, "text/plain", `what is %s`),
		func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		s.provider.Script(misbehave)
		if status := s.login("failed"); status < 400 {
			s.t.Errorf("a login that cannot succeed ends with %d", status)
		}
	}
	s.provider.Deny(url.Values{"error": {"access_denied"}, "error_description": {"no " + s.secret["client secret"]}})
	s.login("denied")
	s.provider.Deny(nil)
	if status := s.login("jane"); status != 200 {
		s.t.Fatalf("the login ends with %d\n%s", status, s.program.err.String())
	}
}

// directs connects without a browser, first with what the provider refuses.
func (s *scene) directs() {
	connect := func(status int, integration string, credentials map[string]string) {
		s.t.Helper()
		s.want(status, "POST", "/patchbay/connect", object("integration", integration, "connection_id", "c", "credentials", credentials))
	}
	key, basic := map[string]string{"apiKey": s.secret["api key"]}, map[string]string{"username": "joe", "password": s.secret["password"]}
	grant := map[string]string{"client_id": "client", "client_secret": s.secret["grant secret"]}
	connect(400, "checked", map[string]string{"apiKey": s.secret["wrong key"]})
	connect(400, "basic-checked", map[string]string{"username": "joe", "password": s.secret["wrong key"]})
	s.grants.Script(repeats(s.grants, 400, "application/json", `{"error":"invalid_client","error_description":%s}`))
	connect(400, "grant", grant)
	connect(200, "grant", grant)
	connect(200, "keyed", key)
	connect(200, "basic", basic)
	connect(200, "queried", map[string]string{"apiKey": s.secret["query key"]})
	connect(200, "refusing", map[string]string{"apiKey": s.secret["query key"]})
	connect(400, "keyed", map[string]string{"apiKey": strings.Repeat(s.secret["wrong key"], 30)}) // too long
	tokens := map[string]string{"type": "OAUTH2", "access_token": s.secret["imported access"], "refresh_token": s.secret["imported refresh"]}
	status, _, answer := s.quietly("POST", "/connections", object("provider_config_key", "login", "connection_id", "imported", "credentials", tokens))
	if status != 201 { // the answer repeats the credentials, http-api §2.4.3
		s.t.Errorf("the import answers %d: %s", status, answer)
	}
	tokens["type"], tokens["expires_at"] = "OAUTH2", tokens["access_token"]
	s.want(400, "POST", "/connections", object("provider_config_key", "login", "connection_id", "imported", "credentials", tokens))
}

// requests calls through every door, well and badly. What the upstream repeats belongs to the caller; all that
// Patchbay itself says and keeps is searched.
func (s *scene) requests() {
	for _, integration := range []string{"login", "grant", "keyed", "basic", "queried", "refusing"} {
		connection := "c"
		if integration == "login" {
			connection = "jane"
		}
		for _, path := range []string{"/v1/me", "/v1?status=500", "/v1?status=401", "/elsewhere", "/breaks"} {
			s.quietly("GET", "/proxy"+path, "", "Provider-Config-Key", integration, "Connection-Id", connection)
			s.quietly("POST", "/patchbay/c/"+integration+"/"+connection+path, object("a", 1))
		}
		play := object("provider_config_key", integration, "connection_id", connection, "method", "POST", "path", "/v1/me?status=422", "body", "{}")
		s.quietly("POST", "/patchbay/request", play)
		// These fail before anything is sent, so that the answer is all Patchbay's.
		for _, base := range []string{"http://127.0.0.2:9", "http://169.254.169.254", "https://" + strings.TrimPrefix(s.api.URL, "http://"), "ftp://example.com"} {
			s.call("GET", "/proxy/x", "", "Provider-Config-Key", integration, "Connection-Id", connection, "Base-Url-Override", base)
		}
	}
	s.call("GET", "/proxy/v1/me", "", "Provider-Config-Key", "refusing", "Connection-Id", "c")
	s.call("POST", "/patchbay/request", object("provider_config_key", "refusing", "connection_id", "c", "method", "GET", "path", "/x"))
}

// renewals asks for new tokens, refused in every way at first.
func (s *scene) renewals() {
	const renew = "/patchbay/connections/%s/refresh?provider_config_key=%s"
	jane, grant := fmt.Sprintf(renew, "jane", "login"), fmt.Sprintf(renew, "c", "grant")
	s.want(200, "POST", jane, "")
	s.want(200, "POST", grant, "")
	for p, path := range map[*authtest.Provider]string{s.provider: jane, s.grants: grant} {
		p.Script(repeats(p, 503, "text/html", `<p>%s</p>`))
		s.call("POST", path, "")
		p.Script(repeats(p, 400, "application/json", `{"error":"invalid_grant","error_description":%s}`))
		s.call("POST", path, "")
		s.call("GET", strings.Replace(path, "/refresh", "", 1), "")
	}
	s.call("POST", fmt.Sprintf(renew, "imported", "login"), "") // its refresh token is not known there
	if status, _, _ := s.quietly("GET", "/connections/jane?provider_config_key=login&force_refresh=true", ""); status != 200 {
		s.t.Errorf("the connection with its credentials, by contract: %d", status)
	}
	s.quietly("POST", "/patchbay/connections/jane/reveal?provider_config_key=login", "")
}

// commands runs the command line; what it prints must hold no secret, but for `keys show`, whose purpose it is.
func (s *scene) commands() {
	run := func(input string, args ...string) {
		s.t.Helper()
		cmd := s.account.command(s.t.Context(), nil, append(args, "-v")...)
		cmd.Stdin = strings.NewReader(input)
		out, _ := cmd.CombinedOutput() // some are meant to fail
		if len(out) == 0 {
			s.t.Errorf("patchbay %v says nothing", args)
		}
		s.in("output of "+strings.Join(args[:min(2, len(args))], " "), string(out))
	}
	for _, more := range [][]string{{}, {"--json"}} {
		run("", append(more, "integrations", "list")...)
		run("", append(more, "integrations", "show", "login")...)
		run("", append(more, "connections", "list")...)
		for _, ref := range []string{"login/jane", "login/imported", "grant/c", "keyed/c", "basic/c", "queried/c"} {
			run("", append(more, "connections", "show", ref)...)
		}
		run("", append(more, "connections", "refresh", "login/jane")...)
		run("", append(more, "logs", "tail", "-n", "200")...)
		run("", append(more, "doctor")...)
		run(s.secret["wrong key"], append(more, "connect", "checked", "--connection-id", "cli", "--credential", "apiKey=-")...)
		run(s.secret["api key"], append(more, "connect", "keyed", "--connection-id", "cli", "--credential", "apiKey=-")...)
		run(s.secret["client secret"], append(more, "integrations", "update", "login", "--client-id", "client", "--client-secret", "-")...)
		run("", append(more, "request", "GET", "refusing/c", "/x")...)
		run("", append(more, "request", "GET", "keyed/c", "/x", "--base-url", "http://127.0.0.2:9")...)
	}
}

// pages reads everything that the pages read.
func (s *scene) pages() {
	paths := []string{"/health", "/integrations", "/integrations/login", "/connections", "/providers/login", "/patchbay/status", "/patchbay/doctor",
		"/patchbay/providers/login", "/patchbay/integrations", "/patchbay/connections", "/patchbay/history", "/patchbay/settings", "/patchbay/openapi.json",
		"/patchbay/connections/jane?provider_config_key=login", "/oauth/callback?state=none&code=none", "/connect-ui/"}
	for _, name := range []string{"login", "grant", "keyed", "basic"} {
		paths = append(paths, "/patchbay/integrations/"+name, "/patchbay/connections/c?provider_config_key="+name)
	}
	for _, path := range paths {
		s.call("GET", path, "")
	}
	s.call("POST", "/connect/sessions", object("end_user", map[string]string{"id": "u"}))
	operations, echoed := 0, false
	for cursor := ""; ; {
		var page struct {
			Data []struct{ ID string }
			Next string `json:"next_cursor"`
		}
		if err := json.Unmarshal([]byte(s.want(200, "GET", "/patchbay/operations?limit=100&cursor="+url.QueryEscape(cursor), "")), &page); err != nil {
			s.t.Fatal(err)
		}
		for _, operation := range page.Data {
			operations++
			detail := s.want(200, "GET", "/patchbay/operations/"+operation.ID, "")
			echoed = echoed || strings.Contains(detail, "you sent") && strings.Contains(detail, logs.Mask)
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if operations < 100 || !echoed {
		s.t.Errorf("%d operations are logged, one with what the API repeated, masked: %v", operations, echoed)
	}
}

// deletions deletes what holds secrets; the search of the files afterwards includes what is left of it.
func (s *scene) deletions() {
	s.want(200, "DELETE", "/connections/jane?provider_config_key=login", "")
	s.want(200, "DELETE", "/integrations/grant", "")
}
