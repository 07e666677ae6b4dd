package outbound_test

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"patchbay/app/outbound"
)

var quiet = log.New(io.Discard, "", 0)

// secretValue is what must never arrive anywhere but at the first origin.
const secretValue = "canary-secret-27182818"

// stranger records whatever arrives at it.
type stranger struct {
	*httptest.Server
	mu  sync.Mutex
	all strings.Builder
	ref []string
	hit int
}

func newStranger(t *testing.T) *stranger {
	t.Helper()
	s := &stranger{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.hit++
		fmt.Fprint(&s.all, r.URL.String(), r.Header, string(body))
		s.ref = append(s.ref, r.Referer())
	}))
	t.Cleanup(s.Close)
	return s
}

// loaded is a request that carries the secret in every way there is.
func loaded(t *testing.T, method, address, body string) *http.Request {
	req := request(t, method, address+"?api_key="+secretValue, body)
	req.Header = http.Header{"Authorization": {"Bearer " + secretValue}, "X-Api-Key": {secretValue}, "X-Shopify-Access-Token": {secretValue},
		"Cookie": {"sid=" + secretValue}, "Proxy-Authorization": {"Basic " + secretValue}, "Accept": {"application/json"}}
	return req
}

// Security PX-01 and PX-02.
func TestRedirectToAnotherOriginCarriesNoCredential(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodHead} {
			for _, place := range []string{"other host", "other port", "subdomain", "address of the same host", "echoed query"} {
				t.Run(fmt.Sprint(status, method, place), func(t *testing.T) {
					t.Parallel()
					checkRedirect(t, status, method, place)
				})
			}
		}
	}
}

func checkRedirect(t *testing.T, status int, method, place string) {
	target := newStranger(t)
	_, port, _ := net.SplitHostPort(target.Listener.Addr().String())
	location := map[string]string{"other host": "http://evil.test:" + port + "/x", "other port": target.URL + "/x", "subdomain": "http://sub.api.test:" + port + "/x",
		"address of the same host": target.URL + "/x", "echoed query": "http://evil.test:" + port + "/x?a=1&api_key=" + secretValue}[place]
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", location)
		w.WriteHeader(status)
	}))
	t.Cleanup(origin.Close)
	_, originPort, _ := net.SplitHostPort(origin.Listener.Addr().String())
	client := newClient(t, outbound.Options{Lookup: answers(map[string]string{"api.test": "127.0.0.1", "sub.api.test": "127.0.0.1", "evil.test": "127.0.0.1"})}, "127.0.0.1")
	body := ""
	if method == http.MethodPost {
		body = "client_secret=" + secretValue
	}
	var hops []outbound.Hop
	res, err := client.Do(loaded(t, method, "http://api.test:"+originPort+"/start", body),
		outbound.Policy{Redirects: outbound.Follow, Secrets: func() []string { return []string{secretValue} }}, func(h outbound.Hop) { hops = append(hops, h) })
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if strings.Contains(target.all.String(), secretValue) {
		t.Errorf("the secret arrived: %s", target.all.String())
	}
	if slices.ContainsFunc(target.ref, func(r string) bool { return r != "" }) {
		t.Errorf("Referer sent: %q", target.ref)
	}
	if method == http.MethodPost {
		if res.StatusCode != status || target.hit != 0 {
			t.Errorf("a request with a body was repeated: status %d, %d hits", res.StatusCode, target.hit)
		}
		return
	}
	if target.hit != 1 || len(hops) != 2 || !slices.Contains(hops[1].Dropped, "Authorization") || !slices.Contains(hops[1].Dropped, "X-Api-Key") {
		t.Errorf("hits %d, hops %+v", target.hit, hops)
	}
	if place == "echoed query" && !slices.Contains(hops[1].Dropped, "query api_key") {
		t.Errorf("dropped = %v", hops[1].Dropped)
	}
}

func TestRedirectWithTheSecretInItsPathIsNotFollowed(t *testing.T) {
	t.Parallel()
	target := newStranger(t)
	origin := httptest.NewServer(http.RedirectHandler(target.URL+"/bot"+secretValue+"/getMe", http.StatusFound))
	t.Cleanup(origin.Close)
	client := newClient(t, outbound.Options{}, "127.0.0.1")
	res, err := client.Do(loaded(t, http.MethodGet, origin.URL, ""), outbound.Policy{Redirects: outbound.Follow, Secrets: func() []string { return []string{secretValue} }}, nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusFound || target.hit != 0 {
		t.Errorf("status %d, hits %d", res.StatusCode, target.hit)
	}
}

func TestRedirectAtTheSameOriginKeepsHeaders(t *testing.T) {
	t.Parallel()
	var key string
	mux := http.NewServeMux()
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/b", http.StatusFound) })
	mux.HandleFunc("/b", func(_ http.ResponseWriter, r *http.Request) { key = r.Header.Get("X-Api-Key") + r.Referer() })
	origin := httptest.NewServer(mux)
	t.Cleanup(origin.Close)
	client := newClient(t, outbound.Options{}, "127.0.0.1")
	res, err := client.Do(loaded(t, http.MethodGet, origin.URL+"/a", ""), outbound.Policy{Redirects: outbound.Follow}, nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if key != secretValue {
		t.Errorf("at the same origin arrived %q", key)
	}
}

func TestKeepHeadersSendsThemOnAndRepeatsBodies(t *testing.T) {
	t.Parallel()
	target := newStranger(t)
	origin := httptest.NewServer(http.RedirectHandler(target.URL+"/x", http.StatusTemporaryRedirect))
	t.Cleanup(origin.Close)
	client := newClient(t, outbound.Options{}, "127.0.0.1")
	res, err := client.Do(loaded(t, http.MethodPost, origin.URL, "hello"), outbound.Policy{Redirects: outbound.Follow, KeepHeaders: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if got := target.all.String(); !strings.Contains(got, "Bearer "+secretValue) || !strings.HasSuffix(got, "hello") {
		t.Errorf("arrived: %s", got)
	}
}

// Security PX-02: even where a provider needs its headers on redirects, none goes out in the clear.
func TestKeepHeadersEndsAtPlainHTTP(t *testing.T) {
	t.Parallel()
	target := newStranger(t)
	origin := httptest.NewTLSServer(http.RedirectHandler(target.URL+"/x", http.StatusFound))
	t.Cleanup(origin.Close)
	client := newClient(t, outbound.Options{RootCAs: origin.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}, "127.0.0.1")
	res, err := client.Do(loaded(t, http.MethodGet, origin.URL, ""), outbound.Policy{Redirects: outbound.Follow, KeepHeaders: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if target.hit != 1 || strings.Contains(target.all.String(), secretValue) {
		t.Errorf("hits %d: %s", target.hit, target.all.String())
	}
}

func TestRedirectsEndAfterFiveAndAtRefusedPlaces(t *testing.T) {
	t.Parallel()
	var hits int
	loop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits++
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	t.Cleanup(loop.Close)
	inward := httptest.NewServer(http.RedirectHandler("http://169.254.169.254/latest/meta-data/", http.StatusFound))
	t.Cleanup(inward.Close)
	client := newClient(t, outbound.Options{}, "127.0.0.1")
	follow := outbound.Policy{Redirects: outbound.Follow}
	if _, err := client.Do(request(t, http.MethodGet, loop.URL, ""), follow, nil); err == nil || codeOf(err) != outbound.CodeTooManyRedirects || hits != 6 {
		t.Errorf("loop: %v after %d requests", err, hits)
	}
	var last outbound.Hop
	_, err := client.Do(request(t, http.MethodGet, inward.URL, ""), follow, func(h outbound.Hop) { last = h })
	if err == nil || codeOf(err) != outbound.CodeRedirectNotAllowed || !strings.Contains(err.Error(), "redirected to 169.254.169.254, and Patchbay did not follow") ||
		!strings.Contains(err.Error(), "169.254.169.254:80 to the allowed hosts") {
		t.Errorf("inward: %v", err)
	}
	if last.Err == nil || codeOf(last.Err) != outbound.CodeRedirectNotAllowed {
		t.Errorf("the refused hop is reported as %v", last.Err)
	}
	res, err := client.Do(request(t, http.MethodGet, loop.URL, ""), outbound.Policy{}, nil)
	if err != nil || res.StatusCode != http.StatusFound {
		t.Fatalf("refusing: %v", err)
	}
	res.Body.Close()
}
