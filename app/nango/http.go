package nango

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/fixtures"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
	"patchbay/app/script"
)

// maxAnswer is the largest answer that code may have. It lies in the runner's memory next to everything made of it.
const maxAnswer = 200 << 20

// httpArgs is a request as the TypeScript side prepared it: params are in the endpoint, the body is encoded.
type httpArgs struct {
	Method                   string         `json:"method"`
	Endpoint                 string         `json:"endpoint"`
	Headers                  [][2]string    `json:"headers"`
	Retries                  float64        `json:"retries"`
	RetryOn                  []float64      `json:"retryOn"`
	BaseURLOverride          string         `json:"baseUrlOverride"`
	ForwardHeadersOnRedirect *bool          `json:"forwardHeadersOnRedirect"`
	Integration              string         `json:"integration"`
	Connection               string         `json:"connection"`
	HasBody                  bool           `json:"hasBody"`
	UndefinedParams          []string       `json:"undefinedParams"`
	ResponseType             string         `json:"responseType"`
	Recorded                 *fixtures.Call `json:"recorded"`
}

// httpHead is an answer without its body.
type httpHead struct {
	Status     int      `json:"status"`
	StatusText string   `json:"statusText"`
	Headers    [][2]any `json:"headers"` // lower-case name, list of values
	URL        string   `json:"url"`     // redacted
	Path       string   `json:"path"`
	Host       string   `json:"host"`
	Protocol   string   `json:"protocol"`
}

// http sends a request through the proxy, so that credentials, retries and logging are the same as everywhere.
func (e *execution) http(ctx context.Context, a httpArgs, body []byte) (any, error) {
	if len(a.UndefinedParams) > 0 {
		e.note("warn", fmt.Sprintf("The parameters %s of %s %s are undefined or null. They are sent as the text \"undefined\" or \"null\", as a real server does.",
			strings.Join(a.UndefinedParams, ", "), a.Method, pathOf(a.Endpoint)), nil)
	}
	res, err := e.o.s.Proxy.Do(ctx, e.request(a, body))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.Failure != nil {
		return nil, e.unanswered(res, a)
	}
	data, err := readAnswer(res.Body, res.ContentLength)
	if err != nil {
		return nil, networkError(fault.From(err), a)
	}
	e.mu.Lock()
	e.requests++
	e.mu.Unlock()
	e.record(a, res, data)
	head, err := marshal(headOf(res))
	return script.Reply{Head: head, Body: data}, err
}

func (e *execution) request(a httpArgs, body []byte) *proxy.Request {
	r := &proxy.Request{EnvironmentID: e.r.EnvironmentID, Source: proxy.SourceFunction, IntegrationKey: a.Integration, ConnectionID: a.Connection,
		Method: a.Method, Endpoint: a.Endpoint, Header: http.Header{}, Retries: int(min(max(a.Retries, 0), 1000)), BaseURLOverride: a.BaseURLOverride,
		ForwardHeadersOnRedirect: a.ForwardHeadersOnRedirect, KeepAuthorization: true, OperationID: e.r.Recorder.ID()}
	if r.IntegrationKey == "" {
		r.IntegrationKey = e.r.Connection.IntegrationKey
	}
	if r.ConnectionID == "" {
		r.ConnectionID = e.r.Connection.ConnectionID
	}
	for _, status := range a.RetryOn {
		r.RetryOn = append(r.RetryOn, int(status))
	}
	for _, h := range a.Headers {
		r.Header.Set(h[0], h[1])
	}
	if a.HasBody {
		r.Body, r.ContentLength = bytes.NewReader(body), int64(len(body))
	}
	return r
}

func readAnswer(from io.Reader, length int64) ([]byte, error) {
	var buffer bytes.Buffer
	if length > 0 && length <= maxAnswer {
		buffer.Grow(int(length) + bytes.MinRead)
	}
	n, err := buffer.ReadFrom(io.LimitReader(from, maxAnswer+1))
	if err != nil {
		return nil, err
	}
	if n > maxAnswer {
		return nil, fault.New(fault.TooLarge, "answer_too_large", "The answer is larger than 200 MB.").WithHint("Ask for less at a time.")
	}
	return buffer.Bytes(), nil
}

func headOf(res *proxy.Response) httpHead {
	head := httpHead{Status: res.Status, StatusText: http.StatusText(res.Status), Headers: headerPairs(res.Header), URL: res.URL()}
	if u, err := url.Parse(head.URL); err == nil {
		head.Path, head.Host, head.Protocol = u.RequestURI(), u.Host, u.Scheme+":"
	}
	return head
}

// headerPairs are headers as code sees them, in a fixed order.
func headerPairs(h http.Header) [][2]any {
	pairs := make([][2]any, 0, len(h))
	for name, values := range h {
		pairs = append(pairs, [2]any{strings.ToLower(name), values})
	}
	slices.SortFunc(pairs, func(a, b [2]any) int { return strings.Compare(a[0].(string), b[0].(string)) })
	return pairs
}

// unanswered is the error of a request that reached nobody, in the words of Node.js.
func (e *execution) unanswered(res *proxy.Response, a httpArgs) error {
	_, _ = io.Copy(io.Discard, res.Body) // Patchbay's own few words
	if u, err := url.Parse(res.URL()); err == nil && u.Host != "" {
		a.BaseURLOverride = u.Scheme + "://" + u.Host
	}
	return networkError(res.Failure, a)
}

func networkError(f *fault.Error, a httpArgs) error {
	place := ""
	if u, err := url.Parse(a.BaseURLOverride); err == nil {
		place = u.Host
	}
	code := proxy.WireCode(f.Code)
	text := f.Error()
	switch f.Code {
	case outbound.CodeConnectionRefused, outbound.CodeUnreachable, outbound.CodeTimeout:
		text = strings.TrimSpace("connect " + code + " " + place)
	case outbound.CodeDNSNotFound, outbound.CodeDNSUnavailable:
		text = strings.TrimSpace("getaddrinfo " + code + " " + hostname(place))
	case outbound.CodeConnectionReset:
		text = "socket hang up"
	}
	return reject("AxiosError", code, text, rejectionData{Kind: "network", Whose: WhoseNetwork})
}

func hostname(hostport string) string {
	u := url.URL{Host: hostport}
	return u.Hostname()
}

func pathOf(endpoint string) string {
	path, _, _ := strings.Cut(endpoint, "?")
	return path
}

// record keeps a request for the fixture.
func (e *execution) record(a httpArgs, res *proxy.Response, data []byte) {
	if e.recording == nil || a.Recorded == nil {
		return
	}
	err := e.recording.Request(fixtures.Exchange{Call: *a.Recorded, Status: res.Status, Headers: res.Header, Body: data, ResponseType: a.ResponseType})
	if err != nil {
		e.note("warn", "A request could not be recorded for the fixture.", nil)
	}
}
