package connect_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// registry is a registration endpoint (RFC 7591) that counts its clients.
type registry struct {
	mu     sync.Mutex
	asked  []map[string]any
	answer func(w http.ResponseWriter, n int)
}

func (r *registry) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var body map[string]any
	if err := json.NewDecoder(q.Body).Decode(&body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.asked = append(r.asked, body)
	w.Header().Set("Content-Type", "application/json")
	r.answer(w, len(r.asked))
}

// servers makes a world with the MCP provider "tools", whose client registers itself.
func servers(t *testing.T, redirect *string, answer func(http.ResponseWriter, int)) (*world, *registry) {
	t.Helper()
	w := begin(t, authtest.Options{})
	reg := &registry{answer: answer}
	mux := http.NewServeMux()
	mux.Handle("POST /register", reg)
	mux.HandleFunc("POST /token", func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Type", "application/json")
		_, hasSecret := r.PostForm["client_secret"]
		_ = r.ParseForm()
		must := r.PostForm.Get("client_id") != "" && !hasSecret && (r.PostForm.Get("code_verifier") != "" || r.PostForm.Get("refresh_token") != "")
		if !must {
			out.WriteHeader(http.StatusBadRequest)
			_, _ = out.Write([]byte(`{"error":"invalid_request"}`))
			return
		}
		_, _ = out.Write([]byte(`{"access_token":"for ` + r.PostForm.Get("client_id") + `","refresh_token":"rt","expires_in":3600}`))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	w.close()
	index, problems, err := catalog.BuildIndex(fstest.MapFS{"tools.yaml": &fstest.MapFile{Data: []byte("display_name: Tools\ncategories: [mcp]\nauth_mode: MCP_OAUTH2\nclient_registration: dynamic\nregistration_url: " +
		server.URL + "/register\nauthorization_url: " + server.URL + "/authorize\nauthorization_params:\n  resource: https://tools.example/mcp\n  state: fixed\ntoken_url: " + server.URL + "/token\nproxy:\n  base_url: " + server.URL + "\n")}})
	if err != nil {
		t.Fatal(err, problems)
	}
	w.known, err = catalog.Open(index, "", nil)
	w.must(err)
	w.address = server.URL
	w.redirect = func(context.Context, connect.Integration, *catalog.Provider) (connect.Redirect, error) {
		return connect.Redirect{URL: *redirect}, nil
	}
	w.open()
	return w, reg
}

func numbered(w http.ResponseWriter, n int) {
	w.WriteHeader(http.StatusCreated)
	_, _ = w.Write([]byte(`{"client_id":"client-` + string(rune('0'+n)) + `"}`))
}

func (w *world) installTools() error {
	_, err := w.CreateIntegration(w.t.Context(), w.env, connect.IntegrationInput{Provider: "tools", UniqueKey: "tools"})
	return err
}

// loginTools goes the browser's way and returns the client that the login named.
func (w *world) loginTools(id string) (client string) {
	w.t.Helper()
	attempt, err := w.Begin(w.t.Context(), w.env, connect.ConnectInput{IntegrationKey: "tools", ConnectionID: id})
	w.must(err)
	query := queryOf(w.t, attempt.AuthorizeURL)
	if query.Get("state") == "fixed" || query.Get("resource") != "https://tools.example/mcp" || query.Get("code_challenge_method") != "S256" {
		w.t.Errorf("the browser goes to %s", attempt.AuthorizeURL)
	}
	client = query.Get("client_id")
	query.Set("code", "a-code")
	if _, err := w.Complete(w.t.Context(), query); err != nil {
		w.t.Fatal(err)
	}
	return client
}

func TestAClientRegistersItselfForEachRedirectAddressAndConnectionsKeepTheirs(t *testing.T) {
	t.Parallel()
	address := callbackURL
	w, reg := servers(t, &address, numbered)
	w.must(w.installTools())
	if len(reg.asked) != 1 || reg.asked[0]["token_endpoint_auth_method"] != "none" || reg.asked[0]["redirect_uris"].([]any)[0] != callbackURL || !strings.HasPrefix(reg.asked[0]["client_name"].(string), "Patchbay") {
		t.Fatalf("registrations %v", reg.asked)
	}
	if a, b := w.loginTools("first"), w.loginTools("second"); a != "client-1" || b != "client-1" || len(reg.asked) != 1 {
		t.Errorf("logins by %s and %s after %d registrations", a, b, len(reg.asked))
	}
	address = "https://localhost:3443/oauth/callback"
	if c := w.loginTools("third"); c != "client-2" || len(reg.asked) != 2 || reg.asked[1]["redirect_uris"].([]any)[0] != address {
		t.Errorf("a new address: login by %s, registrations %v", c, reg.asked)
	}
	for id, want := range map[string]string{"first": "for client-1", "third": "for client-2"} {
		live, err := w.Fresh(t.Context(), w.env, "tools", id, connect.FreshOptions{Force: true})
		if err != nil || live.Credentials.Fields()["access_token"] != want {
			t.Errorf("%s renewed: %v, %v", id, live, err)
		}
	}
}

func TestARegistrationThatFailsLeavesNoIntegration(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status     int
		body, hint string
	}{
		"redirect refused": {400, `{"error":"invalid_redirect_uri","error_description":"no loopback"}`, "may not accept the redirect URL"},
		"closed":           {403, `{"error":"access_denied"}`, "does not let programs register"},
		"gone":             {404, `not here`, "does not let programs register"},
		"no client":        {201, `{"client_name":"x"}`, "log"},
		"no JSON":          {200, `<html>`, ""},
		"down":             {503, `{"error":"temporarily_unavailable"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := callbackURL
			w, _ := servers(t, &address, func(out http.ResponseWriter, _ int) {
				out.WriteHeader(test.status)
				_, _ = out.Write([]byte(test.body))
			})
			err := w.installTools()
			f := fault.From(err)
			if err == nil || f.Code != "client_registration_err" || f.Hint == "" || !strings.Contains(f.Hint, test.hint) {
				t.Errorf("%v, hint %q", err, f.Hint)
			}
			if all, err := w.Integrations(t.Context(), w.env); err != nil || len(all) != 0 {
				t.Errorf("integrations %v, %v", all, err)
			}
		})
	}
}

func queryOf(t testing.TB, address string) url.Values {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}
