package api

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/proxy"
)

// proxyRequest is ANY /proxy/*: the connection is named by headers, and only Nango-Proxy-* headers travel on
// (http-api §9).
func (s *Server) proxyRequest(c *call) error {
	req, err := proxyHeaders(c.r.Header)
	if err != nil {
		return err
	}
	req.Source = proxy.SourceAPI
	if c.source == logs.SourceCLI || c.source == logs.SourceMCP {
		req.Source = c.source
	}
	req.ContentType = c.r.Header.Get("Content-Type")
	return s.relay(c, req)
}

// pathRequest is the path style: the connection is in the address and all headers travel on, except the key's.
func (s *Server) pathRequest(c *call) error {
	header := c.r.Header.Clone()
	dropOwnHeaders(header, c.r)
	return s.relay(c, &proxy.Request{Source: proxy.SourcePath, IntegrationKey: c.params["integration"], ConnectionID: c.params["connectionId"],
		Header: header})
}

// relay sends the request and streams the answer. Our own policy comes last: an answer is data here, never a page
// of this origin.
func (s *Server) relay(c *call, req *proxy.Request) error {
	req.EnvironmentID, req.Method, req.Endpoint = c.env.ID, c.r.Method, c.endpoint()
	req.Body, req.ContentLength = c.r.Body, c.r.ContentLength
	if c.r.ContentLength == 0 {
		req.Body = nil
	}
	res, err := s.proxy.Do(c.ctx(), req)
	if err != nil {
		return err
	}
	for name := range res.Header {
		if ownHeader(name) {
			res.Header.Del(name)
		}
	}
	if err := res.Relay(c.w); err != nil {
		panic(http.ErrAbortHandler) // an answer that broke off must not look complete
	}
	return nil
}

// ownHeader reports whether an upstream's header would change how a browser treats this origin, or speak for Patchbay.
func ownHeader(name string) bool {
	switch name {
	case "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy", "Clear-Site-Data",
		"Strict-Transport-Security", "Service-Worker-Allowed", "Alt-Svc", "Vary", RefusedHeader:
		return true
	}
	return strings.HasPrefix(name, "Access-Control-")
}

// endpoint is what follows the door's prefix, as it came over the wire.
func (c *call) endpoint() string {
	endpoint := "/" + c.rest
	if strings.HasPrefix(c.rest, "https://") || strings.HasPrefix(c.rest, "http://") {
		endpoint = c.rest
	}
	if query := c.r.URL.RawQuery; query != "" {
		endpoint += "?" + query
	}
	return endpoint
}

// dropOwnHeaders removes what was meant for Patchbay: the header that carried the key, and what browsers add.
func dropOwnHeaders(h http.Header, r *http.Request) {
	switch _, _, basic := r.BasicAuth(); {
	case publicKeyForm.MatchString(r.Header.Get("X-Api-Key")):
		h.Del("X-Api-Key")
	case publicKeyForm.MatchString(r.Header.Get("Api-Key")):
		h.Del("Api-Key")
	case basic, r.Header.Get("Authorization") != "":
		h.Del("Authorization")
	}
	for name := range h {
		if strings.HasPrefix(name, "Sec-") || strings.HasPrefix(name, "Nango-") || strings.HasPrefix(name, "Access-Control-Request-") {
			h.Del(name)
		}
	}
	for _, name := range []string{"Origin", "Referer", "Cookie", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"} {
		h.Del(name)
	}
}

const forwardPrefix = "Nango-Proxy-"

var retryOnForm = regexp.MustCompile(`^\d+(,\d+)*$`)

// proxyHeaders reads and checks the headers of http-api §9.1.
func proxyHeaders(h http.Header) (*proxy.Request, error) {
	req := &proxy.Request{IntegrationKey: h.Get("Provider-Config-Key"), ConnectionID: h.Get("Connection-Id"),
		BaseURLOverride: h.Get("Base-Url-Override"), Header: http.Header{}}
	var issues []fault.Issue
	for _, name := range []string{"provider-config-key", "connection-id"} {
		if h.Get(name) == "" {
			issues = append(issues, wrongType("string", missing{}, []string{name})...)
		}
	}
	if text := h.Get("Retries"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			issues = append(issues, wrongType("number", notANumber{}, []string{"retries"})...)
		}
		req.Retries = n
	}
	if !absoluteURL(req.BaseURLOverride) {
		issues = append(issues, issue("invalid_union", "Invalid input", []string{"base-url-override"}))
	}
	issues = append(issues, boolHeaders(h, req)...)
	issues = append(issues, retryOn(h, req)...)
	if len(h.Get("Nango-Activity-Log-Id")) > 255 {
		issues = append(issues, issue("too_big", "Too big: expected string to have <=255 characters", []string{"nango-activity-log-id"}))
	}
	if len(issues) > 0 {
		return nil, fault.New(fault.Invalid, "invalid_headers", "The headers do not say which connection to use, or how.").WithIssues(issues...)
	}
	req.OperationID = h.Get("Nango-Activity-Log-Id")
	for name, values := range h {
		if len(name) > len(forwardPrefix) && strings.EqualFold(name[:len(forwardPrefix)], forwardPrefix) {
			req.Header[http.CanonicalHeaderKey(name[len(forwardPrefix):])] = values
		}
	}
	req.KeepAuthorization = req.Header.Get("Authorization") != ""
	return req, nil
}

// absoluteURL accepts an http address or nothing: the SDK sends the header empty.
func absoluteURL(text string) bool {
	if text == "" {
		return true
	}
	u, err := url.Parse(text)
	return err == nil && u.Scheme != "" && u.Host != ""
}

func boolHeaders(h http.Header, req *proxy.Request) []fault.Issue {
	var issues []fault.Issue
	for _, name := range []string{"decompress", "forward-headers-on-redirect", "nango-is-sync", "nango-is-dry-run"} {
		switch text := h.Get(name); text {
		case "":
		case "true", "false":
			if name == "forward-headers-on-redirect" {
				forward := text == "true"
				req.ForwardHeadersOnRedirect = &forward
			}
		default:
			issues = append(issues, issue("invalid_value", `Invalid option: expected one of "true"|"false"`, []string{name}))
		}
	}
	return issues
}

func retryOn(h http.Header, req *proxy.Request) []fault.Issue {
	text := h.Get("Retry-On")
	if text == "" {
		return nil
	}
	if !retryOnForm.MatchString(text) {
		return []fault.Issue{issue("invalid_format", "Invalid string: must match pattern /"+retryOnForm.String()+"/", []string{"retry-on"})}
	}
	for status := range strings.SplitSeq(text, ",") {
		if n, err := strconv.Atoi(status); err == nil {
			req.RetryOn = append(req.RetryOn, n)
		}
	}
	return nil
}
