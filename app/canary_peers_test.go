//go:build linux

package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"patchbay/app/auth/authtest"
)

// unfriendly is an API that repeats what it was sent, in any status, and sends callers to a stranger.
func unfriendly(stranger string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", echo)
	mux.HandleFunc("/elsewhere", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", stranger+"/collect?"+r.URL.RawQuery)
		w.Header().Set("Set-Cookie", "session="+r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/breaks", func(w http.ResponseWriter, r *http.Request) {
		echo(w, r)
		panic(http.ErrAbortHandler)
	})
	return mux
}

// echo answers with the request, its headers also as headers; ?status= chooses the status.
func echo(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // a broken upload is answered all the same
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Echo", r.Header.Get("Authorization"))
	status, err := strconv.Atoi(r.URL.Query().Get("status"))
	if err != nil {
		status = http.StatusOK
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": "you sent " + fmt.Sprint(r.Header), "url": r.URL.String(), "body": string(body)}})
}

// catalog adds the providers of the scene.
func (s *scene) catalog() {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	closed.Close()
	login := "auth_mode: OAUTH2\nauthorization_url: " + s.provider.URL() + "/authorize\ntoken_url: " + s.provider.URL() + "/token\nproxy:\n  base_url: "
	s.account.provider(s.t, "login", login+s.api.URL+"\n")
	grant := "auth_mode: OAUTH2_CC\ntoken_url: " + s.grants.URL() + "/token\ntoken_params:\n  grant_type: client_credentials\nproxy:\n  base_url: "
	s.account.provider(s.t, "grant", grant+s.api.URL+"\n")
	key := "auth_mode: API_KEY\ncredentials:\n  apiKey:\n    title: Key\nproxy:\n"
	header := "  headers:\n    x-custom: ${apiKey}\n"
	query := "  query:\n    k: ${apiKey}\n"
	s.account.provider(s.t, "keyed", key+"  base_url: "+s.api.URL+"\n"+header)
	s.account.provider(s.t, "checked", key+"  base_url: "+s.api.URL+"\n"+header+"  verification:\n    endpoints: ['/me?status=401']\n")
	s.account.provider(s.t, "queried", key+"  base_url: "+s.api.URL+"\n"+query)
	s.account.provider(s.t, "refusing", key+"  base_url: http://"+closed.Addr().String()+"\n"+query)
	basic := "auth_mode: BASIC\nproxy:\n  base_url: " + s.api.URL + "\n  headers:\n    authorization: Basic ${base64(${username}:${password})}\n"
	s.account.provider(s.t, "basic", basic)
	s.account.provider(s.t, "basic-checked", basic+"  verification:\n    endpoints: ['/me?status=403']\n")
}

// repeats answers with all that the provider was sent, as JSON text where the pattern is JSON.
func repeats(p *authtest.Provider, status int, contentType, pattern string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		all := p.Requests()
		last := all[len(all)-1]
		said := fmt.Sprint(last.Header, " ", last.Body, " ", last.Form)
		if contentType == "application/json" {
			quoted, err := json.Marshal(said)
			if err != nil {
				panic(err)
			}
			said = string(quoted)
		}
		authtest.Answer(status, contentType, fmt.Sprintf(pattern, said))(w, r)
	}
}

// sample watches the arguments and environments of all processes until the returned function is called, which searches
// all that was seen. Environments count once a program could take its secrets out: passphrase and key come in that way.
func (s *scene) sample() (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	seen, done := map[string]string{}, make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(3 * time.Millisecond)
		defer tick.Stop()
		for {
			s.processes(seen)
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}()
	return func() {
		cancel()
		<-done
		for text, place := range seen {
			s.in(place, text)
		}
	}
}

func (s *scene) processes(seen map[string]string) {
	names, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return
	}
	for _, name := range names {
		arguments, _ := os.ReadFile(name) // it may have ended already
		seen[string(arguments)] = "arguments"
		environment, _ := os.ReadFile(filepath.Dir(name) + "/environ") // others' cannot be read
		if bytes.Contains(environment, []byte(s.account.home)) && !bytes.Contains(environment, []byte("PATCHBAY_PASSPHRASE=")) {
			seen[string(environment)] = "environment"
		}
	}
}
