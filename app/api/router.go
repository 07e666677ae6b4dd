package api

import (
	"net/http"
	"net/url"
	"strings"
)

// Route is one line of the table: what can be asked, by whom, and what answers.
type Route struct {
	Method  string // "" for any method
	Pattern string // ":name" is one path segment; a last segment "*" is everything behind
	Auth    Auth
	Scope   string // what a restricted key must hold; empty: any key
	Summary string
	Do      operation
	Renames renames // how this route spells other packages' faults
	Legacy  bool    // errors carry payload:{}, as this route's clients know it
}

// own reports whether the route is Patchbay's, not the public API's; own errors keep their hint apart.
func (r *Route) own() bool { return strings.HasPrefix(r.Pattern, "/patchbay/") }

// router finds routes on the path as it came over the wire. http.ServeMux is no use here: it cleans paths,
// which breaks /proxy/https://host/x and everything percent-encoded.
type router struct {
	byHead map[string][]compiled // by first segment in lower case
}

type compiled struct {
	route *Route
	steps []string // lower case, or ":name", or "*"
}

func newRouter(table []Route) *router {
	rt := &router{byHead: map[string][]compiled{}}
	for i := range table {
		steps := strings.Split(strings.TrimPrefix(table[i].Pattern, "/"), "/")
		head := strings.ToLower(steps[0])
		rt.byHead[head] = append(rt.byHead[head], compiled{&table[i], steps})
	}
	return rt
}

// match is what find found.
type match struct {
	route  *Route
	params map[string]string
	rest   string // for "*": the remaining path without its leading slash, still encoded
}

// find returns the route for the method and path. A path is compared without regard to case or one trailing
// slash; parameters are decoded after the split, so an encoded slash stays inside its segment.
func (rt *router) find(method, path string) (match, bool) {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if last := len(segments) - 1; last > 0 && segments[last] == "" && !strings.HasSuffix(path, "//") {
		segments = segments[:last]
	}
	for _, c := range rt.byHead[strings.ToLower(segments[0])] {
		if c.route.Method != "" && c.route.Method != method && (method != http.MethodHead || c.route.Method != http.MethodGet) {
			continue
		}
		if params, ok := c.bind(segments); ok {
			return match{c.route, params, remainder(path, c.steps)}, true
		}
	}
	return match{}, false
}

func (c compiled) bind(segments []string) (map[string]string, bool) {
	open := c.steps[len(c.steps)-1] == "*"
	if len(segments) != len(c.steps) && (!open || len(segments) < len(c.steps)-1) {
		return nil, false
	}
	var params map[string]string
	for i, step := range c.steps {
		switch {
		case step == "*":
			return params, true
		case strings.HasPrefix(step, ":"):
			value, err := url.PathUnescape(segments[i])
			if err != nil || value == "" || strings.ContainsRune(value, 0) {
				return nil, false
			}
			if params == nil {
				params = make(map[string]string, 2)
			}
			params[step[1:]] = value
		case !strings.EqualFold(step, segments[i]):
			return nil, false
		}
	}
	return params, true
}

// remainder cuts the fixed part of the pattern off the raw path.
func remainder(path string, steps []string) string {
	if steps[len(steps)-1] != "*" {
		return ""
	}
	rest := strings.TrimPrefix(path, "/")
	for range len(steps) - 1 {
		_, behind, found := strings.Cut(rest, "/")
		if !found {
			return ""
		}
		rest = behind
	}
	return rest
}

// rawPath is the path as the client wrote it. In-process callers have no request line, so theirs is rebuilt.
func rawPath(r *http.Request) string {
	if strings.HasPrefix(r.RequestURI, "/") {
		path, _, _ := strings.Cut(r.RequestURI, "?")
		return path
	}
	return r.URL.EscapedPath()
}
