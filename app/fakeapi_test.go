package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

// The credentials that the fake API knows.
const (
	goodKey    = "canary-key-5f1c"
	goodClient = "canary-secret-9a7e"
)

// fakeAPI is an API with an OAuth server: GET /me and ANY /echo want a good key or a token it gave out itself.
type fakeAPI struct {
	*httptest.Server
}

func newFakeAPI() *fakeAPI {
	f := &fakeAPI{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /authorize", f.authorize)
	mux.HandleFunc("POST /token", f.token)
	mux.HandleFunc("/", f.answer)
	f.Server = httptest.NewServer(mux)
	return f
}

func (f *fakeAPI) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back := url.Values{"state": q["state"], "code": {"code-" + q.Get("code_challenge")}}
	if q.Get("scope") == "forbidden" {
		back = url.Values{"state": q["state"], "error": {"access_denied"}, "error_description": {"The user said no."}}
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (f *fakeAPI) token(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	if id != "client" || secret != goodClient {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"error":"invalid_client"}`)
		return
	}
	_, _ = io.WriteString(w, `{"access_token":"`+goodKey+`","token_type":"bearer","expires_in":3600,"refresh_token":"canary-refresh-77"}`)
}

func (f *fakeAPI) answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.Header.Get("Authorization") != "Bearer "+goodKey {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"message":"Bad credentials"}`)
		return
	}
	body, _ := io.ReadAll(r.Body)
	seen := map[string]any{"method": r.Method, "path": r.URL.RequestURI(), "body": string(body), "x": r.Header.Get("X-Note")}
	if strings.HasPrefix(r.URL.Path, "/missing") {
		w.WriteHeader(http.StatusNotFound)
	}
	_ = json.NewEncoder(w).Encode(seen)
}
