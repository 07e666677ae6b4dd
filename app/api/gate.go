package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Addresses tells the gate what the loopback listener is called.
type Addresses struct {
	Port int // of the API listener, after the system chose one
}

// gate decides who may speak to the loopback listener at all, before routing and before any key is read:
// web pages that resolve their own name to 127.0.0.1, forms, scripts and images of foreign sites stay out
// (security.md §2.1).
type gate struct {
	addresses func() Addresses
	listed    func() []string // origins that the user allowed
}

// refusal is what every refused request gets: nothing in it says what is running here.
const refusal = `{"error":{"code":"forbidden","message":"This request is not allowed here. Send it to localhost or 127.0.0.1 with this port, from a program or from a page whose origin the settings allow."}}`

// admit reports whether the request may pass, and the foreign origin that may read the answer, if any.
func (g *gate) admit(r *http.Request) (origin string, ok bool) {
	if !g.ownHost(r.Host) || !strings.HasPrefix(r.RequestURI, "/") {
		return "", false
	}
	path := strings.ToLower(rawPath(r))
	origins := r.Header.Values("Origin")
	if len(origins) > 1 {
		return "", false
	}
	if len(origins) == 0 {
		return "", fromHere(r, path)
	}
	switch origin := origins[0]; {
	case origin == "http://"+r.Host:
		return "", true
	case origin == "null" || origin == "":
		return "", false
	case slices.Contains(g.listed(), origin):
		return origin, true
	case (forWebApps(path) || forPopup(r, path) || forConnectPage(r, path)) && loopbackOrigin(origin):
		return origin, true
	}
	return "", false
}

// ownHost accepts the three names of the listener, spelled exactly, with its port.
func (g *gate) ownHost(host string) bool {
	port := g.addresses().Port
	name, number, found := cutPort(host)
	if !found {
		return port == 80 && ownName(host)
	}
	return ownName(name) && number == strconv.Itoa(port)
}

func ownName(name string) bool { return name == "127.0.0.1" || name == "localhost" || name == "[::1]" }

func cutPort(host string) (name, port string, found bool) {
	i := strings.LastIndexByte(host, ':')
	if i < 0 || strings.HasSuffix(host, "]") {
		return host, "", false
	}
	return host[:i], host[i+1:], true
}

// fromHere judges a request without Origin by what browsers say about where it comes from. Programs that are
// not browsers say nothing and pass.
func fromHere(r *http.Request, path string) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	case "same-site": // another port of this machine
		if r.Method == http.MethodGet && forWebApps(path) {
			return true
		}
	}
	return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && opensFromElsewhere(path, r.Header.Get("Sec-Fetch-Dest"))
}

// opensFromElsewhere lists the pages that other sites send the browser to: providers to the callback, apps to a
// login or the Connect page, which they also embed. The start page may be linked, never framed.
func opensFromElsewhere(path, destination string) bool {
	switch {
	case path == "/oauth/callback", path == setupPath, strings.HasPrefix(path, "/oauth/connect/"), path == "/":
		return destination == "document"
	case path == "/connect-ui/":
		return destination == "document" || destination == "iframe"
	}
	return false
}

// forWebApps reports whether the front end of the user's own web app calls this path: those routes carry a
// Connect session token and accept pages from any port of this machine (design §7).
func forWebApps(path string) bool {
	switch strings.TrimSuffix(path, "/") {
	case "/connect/session", "/connect/telemetry":
		return true
	}
	for _, prefix := range []string{"/oauth/", "/oauth2/auth/", "/auth/", "/api-auth/", "/images/template-logos/"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

// forConnectPage reports whether this is a read that the official Connect page makes from its own port (http-api §4.5), or the
// browser's question before it. The routes take keys too, which no page may use: only a Connect session's token passes.
func forConnectPage(r *http.Request, path string) bool {
	path = strings.TrimSuffix(path, "/")
	provider, one := strings.CutPrefix(path, "/providers/")
	if path != "/integrations" && (!one || provider == "" || strings.Contains(provider, "/")) {
		return false
	}
	if asksFirst(r) {
		return r.Header.Get("Access-Control-Request-Method") == http.MethodGet
	}
	return r.Method == http.MethodGet && strings.HasPrefix(bearer(r.Header.Get("Authorization")), sessionPrefix)
}

// asksFirst reports whether a browser asks what a page of another origin may do.
func asksFirst(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
}

// plainOptions reports whether a program asks with OPTIONS, and no page of another origin. Under Patchbay's own addresses
// such a request goes on: clients of calendars and file stores begin with it, and their base URL is there.
func plainOptions(r *http.Request) bool {
	return r.Method == http.MethodOptions && !strings.HasPrefix(strings.ToLower(rawPath(r)), "/patchbay/")
}

func loopbackOrigin(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	switch u.Hostname() {
	case "localhost", "127.0.0.1", "::1":
		return true
	}
	return false
}

// The CORS answers of http-api §1.7, for the one origin that is allowed instead of for everyone.
const (
	corsHeaders = "Authorization, Content-Type, Accept, Origin, X-Requested-With, Nango-Activity-Log-Id, Nango-Is-Dry-Run, " +
		"Nango-Is-Sync, Provider-Config-Key, Connection-Id, Sentry-Trace, Baggage"
	corsExposed = "Authorization, Etag, Content-Type, Content-Length, X-Nango-Signature, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
	corsMethods = "GET,HEAD,PUT,PATCH,POST,DELETE"
)

func allowOrigin(h http.Header, origin string) {
	h.Add("Vary", "Origin")
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", corsExposed)
}

// preflight answers the question a browser asks before a foreign page's request.
func preflight(w http.ResponseWriter, r *http.Request, origin string) {
	h := w.Header()
	allowOrigin(h, origin)
	h.Set("Access-Control-Allow-Methods", corsMethods)
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	h.Set("Access-Control-Max-Age", "600")
	if strings.TrimSuffix(strings.ToLower(rawPath(r)), "/") == "/connect/telemetry" { // a beacon always sends credentials
		h.Set("Access-Control-Allow-Methods", http.MethodPost)
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-type")
		h.Set("Access-Control-Allow-Credentials", "true")
		h.Set("Access-Control-Max-Age", "36000")
	}
	if r.Header.Get("Access-Control-Request-Private-Network") == "true" {
		h.Set("Access-Control-Allow-Private-Network", "true")
	}
	w.WriteHeader(http.StatusNoContent)
}

func refuse(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(refusal)))
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write([]byte(refusal))
}
