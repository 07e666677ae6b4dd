package outbound

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// portable are the headers that say nothing about who is asking. Only they go to another origin.
var portable = []string{"Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "If-Match", "If-Modified-Since",
	"If-None-Match", "If-Range", "If-Unmodified-Since", "Pragma", "Range", "User-Agent"}

// redirected builds the request that an answer asks for. follow is false when the answer is to be returned as it is.
func redirected(req *http.Request, res *http.Response, p Policy) (next *http.Request, dropped []string, follow bool) {
	if p.Redirects != Follow || !isRedirect(res.StatusCode) {
		return nil, nil, false
	}
	location := res.Header.Get("Location")
	if location == "" {
		return nil, nil, false
	}
	target, err := req.URL.Parse(location)
	if err != nil || checkURL(target) != nil {
		return nil, nil, false
	}
	target.User, target.Fragment, target.RawFragment = nil, "", ""
	keep := p.KeepHeaders && !(req.URL.Scheme == "https" && target.Scheme == "http")
	next, ok := repeat(req, res.StatusCode, target, keep)
	if !ok {
		return nil, nil, false
	}
	if sameOrigin(req.URL, target) || keep {
		return next, nil, true
	}
	dropped = dropHeaders(next.Header)
	more, clean := dropSecrets(target, p.Secrets)
	return next, append(dropped, more...), clean
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// repeat copies the request for another address. A request with a body is repeated only on the explicit wish to
// keep everything, and then as RFC 9110 §15.4 says.
func repeat(req *http.Request, status int, target *url.URL, keep bool) (*http.Request, bool) {
	hasBody := req.Body != nil && req.Body != http.NoBody
	if hasBody && !keep {
		return nil, false
	}
	next := req.Clone(req.Context())
	next.URL, next.Host = target, ""
	sameMethod := status == http.StatusTemporaryRedirect || status == http.StatusPermanentRedirect
	switch {
	case !hasBody:
		if status == http.StatusSeeOther && req.Method != http.MethodHead {
			next.Method = http.MethodGet
		}
	case sameMethod && req.GetBody == nil:
		return nil, false
	case sameMethod:
		body, err := req.GetBody()
		if err != nil {
			return nil, false
		}
		next.Body = body
		return next, true
	default:
		next.Method = http.MethodGet
	}
	next.Body, next.GetBody, next.ContentLength, next.TransferEncoding = nil, nil, 0, nil
	for _, name := range []string{"Content-Type", "Content-Length", "Content-Encoding", "Content-Md5", "Digest", "Content-Digest"} {
		if hasBody {
			next.Header.Del(name)
		}
	}
	return next, true
}

// dropHeaders removes everything that is not portable and returns the names of what it removed.
func dropHeaders(h http.Header) []string {
	var dropped []string
	for name := range h {
		if !slices.Contains(portable, name) {
			dropped = append(dropped, name)
			delete(h, name)
		}
	}
	slices.Sort(dropped)
	return dropped
}

// dropSecrets takes query parameters that hold a secret out of a redirect's address. It reports false when one
// remains elsewhere in it: such a redirect is not followed.
func dropSecrets(target *url.URL, secrets func() []string) (dropped []string, clean bool) {
	if secrets == nil {
		return nil, true
	}
	values := slices.DeleteFunc(secrets(), func(v string) bool { return len(v) < 4 })
	holds := func(text string) bool {
		plain, err := url.QueryUnescape(text)
		return slices.ContainsFunc(values, func(v string) bool {
			return strings.Contains(text, v) || err == nil && strings.Contains(plain, v)
		})
	}
	var kept []string
	for pair := range strings.SplitSeq(target.RawQuery, "&") {
		if holds(pair) {
			name, _, _ := strings.Cut(pair, "=")
			dropped = append(dropped, "query "+name)
			continue
		}
		kept = append(kept, pair)
	}
	target.RawQuery = strings.Join(kept, "&")
	return dropped, !holds(target.EscapedPath()) && !holds(target.Path) && !holds(target.Host)
}
