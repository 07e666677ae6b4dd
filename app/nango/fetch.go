package nango

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/script"
)

// maxFetchHops is how many redirects uncontrolledFetch follows.
const maxFetchHops = 5

type fetchArgs struct {
	URL     string      `json:"url"`
	Method  string      `json:"method"`
	Headers [][2]string `json:"headers"`
	HasBody bool        `json:"hasBody"`
}

type fetchHead struct {
	Status     int      `json:"status"`
	StatusText string   `json:"statusText"`
	Headers    [][2]any `json:"headers"`
	URL        string   `json:"url"`
	Redirected bool     `json:"redirected"`
	Refused    any      `json:"refused,omitempty"` // payload of the ActionError
}

// refusedFetch is why a fetch may not be made.
type refusedFetch struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// hop is the next request of a fetch.
type hop struct {
	method string
	url    *url.URL
	header http.Header
	body   []byte
}

// fetch sends a request without credentials of any connection. Redirects are followed here: only so much is sent to
// another origin as the function's own rules say.
func (e *execution) fetch(ctx context.Context, a fetchArgs, body []byte) (any, error) {
	u, err := url.Parse(a.URL)
	if err != nil {
		return fetchHead{Refused: refusedFetch{"url_not_allowed", "The address is not valid."}}, nil //nolint:nilerr // told to code
	}
	next := hop{method: a.Method, url: u, header: http.Header{}}
	for _, h := range a.Headers {
		next.header.Add(h[0], h[1])
	}
	if a.HasBody {
		next.body = body
	}
	for hops := 0; ; hops++ {
		if hops > maxFetchHops {
			return fetchHead{Refused: refusedFetch{"too_many_redirects", fmt.Sprintf("The request was redirected more than %d times.", maxFetchHops)}}, nil
		}
		res, data, err := e.fetchOnce(ctx, next) //nolint:bodyclose // fetchOnce has read and closed it
		if err != nil {
			return e.fetchFailed(err)
		}
		location := res.Header.Get("Location")
		if !isRedirect(res.StatusCode) || location == "" {
			head, err := marshal(fetchHead{Status: res.StatusCode, StatusText: http.StatusText(res.StatusCode), Headers: headerPairs(res.Header),
				URL: next.url.String(), Redirected: hops > 0})
			return script.Reply{Head: head, Body: data}, err
		}
		target, err := next.url.Parse(location)
		if err != nil || target.Scheme != "http" && target.Scheme != "https" {
			return fetchHead{Refused: refusedFetch{"invalid_redirect", "The answer redirects to something that is no web address."}}, nil //nolint:nilerr // told to code
		}
		next = next.redirected(res.StatusCode, target)
	}
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// redirected is the request to the place that an answer names.
func (h hop) redirected(status int, target *url.URL) hop {
	next := hop{method: h.method, url: target, header: h.header.Clone(), body: h.body}
	toGet := status == http.StatusSeeOther && h.method != http.MethodHead ||
		(status == http.StatusMovedPermanently || status == http.StatusFound) && h.method == http.MethodPost
	if toGet {
		next.method, next.body = http.MethodGet, nil
		next.header.Del("Content-Type")
		next.header.Del("Content-Length")
	}
	if h.url.Scheme != target.Scheme || h.url.Host != target.Host {
		for _, name := range []string{"Authorization", "Proxy-Authorization", "Cookie"} {
			next.header.Del(name)
		}
	}
	return next
}

func (e *execution) fetchOnce(ctx context.Context, h hop) (*http.Response, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, h.method, h.url.String(), bytes.NewReader(h.body))
	if err != nil {
		return nil, nil, fault.New(fault.Invalid, outbound.CodeInvalidURL, "The method or the address is not valid.")
	}
	if h.body == nil {
		req.Body, req.GetBody, req.ContentLength = nil, nil, 0
	}
	req.Header = h.header.Clone()
	var seen outbound.Hop
	res, err := e.o.s.Outbound.Do(req, outbound.Policy{Redirects: outbound.Refuse}, func(o outbound.Hop) { seen = o })
	if err != nil {
		e.fetchLog(h, seen, nil, err)
		return nil, nil, err
	}
	defer res.Body.Close()
	data, err := readAnswer(res.Body, res.ContentLength)
	e.fetchLog(h, seen, data, err)
	return res, data, err
}

// fetchLog puts a hop on the timeline.
func (e *execution) fetchLog(h hop, seen outbound.Hop, data []byte, err error) {
	x := logs.Exchange{Attempt: 1, Method: h.method, URL: h.url.String(), RequestHeaders: seen.Header, ResponseHeaders: seen.ResponseHeader,
		RequestBody: textOf(h.body), ResponseBody: textOf(data), RequestSize: int64(len(h.body)), ResponseSize: int64(len(data)),
		Status: seen.Status, Timing: logs.Timing(seen.Timing), RemoteAddr: seen.RemoteAddr}
	if err != nil {
		x.Error = fault.From(err).Error()
	}
	e.r.Recorder.Exchange(x)
}

func textOf(body []byte) string {
	return string(body[:min(len(body), logs.BodyLimit)])
}

// fetchFailed is what code gets when nobody answered: a refused place is an ActionError, the rest a TypeError.
func (e *execution) fetchFailed(err error) (any, error) {
	f := fault.From(err)
	switch f.Code {
	case outbound.CodeNotAllowed, outbound.CodeRedirectNotAllowed, outbound.CodeInvalidURL:
		return fetchHead{Refused: refusedFetch{"url_not_allowed", f.Error()}}, nil
	case outbound.CodeCancelled:
		return nil, err
	}
	return nil, reject("TypeError", f.Code, f.Error(), rejectionData{Kind: "fetch", Whose: WhoseNetwork})
}

func marshal(v any) (json.RawMessage, error) { return json.Marshal(v) }
