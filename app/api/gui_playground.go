package api

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/playground"
	"patchbay/app/proxy"
)

// maxShown is how many bytes of an answer the playground shows.
const maxShown = 2 << 20

// playBody is a request typed in the playground.
type playBody struct {
	ProviderConfigKey string            `json:"provider_config_key" rule:"is=key,max=255"`
	ConnectionID      string            `json:"connection_id" rule:"is=connection,max=255"`
	Method            string            `json:"method" rule:"oneof=GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|PROPFIND|REPORT"`
	Path              string            `json:"path" rule:"max=32768"`
	Headers           map[string]string `json:"headers,omitempty"`
	Body              *string           `json:"body,omitempty"`
	BaseURLOverride   string            `json:"base_url_override,omitempty"`
	Retries           int               `json:"retries,omitempty" rule:"max=10"`
}

// PlayResult is the answer, whatever its status.
type PlayResult struct {
	OperationID  string              `json:"operation_id"`
	Status       int                 `json:"status"`
	Headers      map[string][]string `json:"headers"`
	Body         string              `json:"body"`
	BodyEncoding BodyEncoding        `json:"body_encoding"`
	Size         int64               `json:"size" jsonschema:"bytes of the whole answer"`
	Truncated    bool                `json:"truncated"`
	DurationMS   float64             `json:"duration_ms"`
	Timing       TimingView          `json:"timing"`
	Attempts     int                 `json:"attempts"`
	URL          string              `json:"url"`
	Failure      *FaultView          `json:"failure,omitempty" jsonschema:"why the answer is missing or broke off; when it is missing, status and body are Patchbay's words"`
}

// BodyEncoding is "utf8" or "base64".
type BodyEncoding string

func (s *Server) playground(c *call, _ none, b playBody) (PlayResult, error) {
	started := s.now()
	req := &proxy.Request{EnvironmentID: c.env.ID, Source: logs.SourcePlayground, IntegrationKey: b.ProviderConfigKey, ConnectionID: b.ConnectionID,
		Method: b.Method, Endpoint: leadingSlash(b.Path), Header: http.Header{}, Retries: b.Retries, BaseURLOverride: b.BaseURLOverride}
	for name, value := range b.Headers {
		req.Header.Add(name, value)
	}
	req.KeepAuthorization = req.Header.Get("Authorization") != ""
	if b.Body != nil && *b.Body != "" {
		req.Body, req.ContentLength = strings.NewReader(*b.Body), int64(len(*b.Body))
	}
	res, err := s.proxy.Do(c.ctx(), req)
	if err != nil {
		return PlayResult{}, err
	}
	result := showAnswer(res)
	result.DurationMS = milliseconds(s.now().Sub(started))
	s.remember(c, playground.HistoryItem{OperationID: res.OperationID, At: zulu(started), ProviderConfigKey: b.ProviderConfigKey,
		ConnectionID: b.ConnectionID, Method: b.Method, Path: b.Path, Headers: notNil(b.Headers), Body: b.Body,
		BaseURLOverride: b.BaseURLOverride, Retries: b.Retries, Status: res.Status, DurationMS: result.DurationMS})
	return result, nil
}

// remember puts the request into the history at once and onto the disk when its answer is out.
func (s *Server) remember(c *call, item playground.HistoryItem) {
	item = s.played.Add(c.env, item)
	c.after = func() {
		ctx := context.WithoutCancel(c.ctx())
		if err := s.played.Save(ctx, c.env, item); err != nil {
			s.log.WarnContext(ctx, "a request of the playground was not kept for the next start", "error", err)
		}
	}
}

// showAnswer reads the answer to its end, keeps what can be shown and counts the rest. Of an answer that breaks off it
// shows what arrived, and says so.
func showAnswer(res *proxy.Response) PlayResult {
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxShown))
	var more int64
	if err == nil {
		more, err = io.Copy(io.Discard, io.LimitReader(res.Body, 64*maxShown))
	}
	result := PlayResult{OperationID: res.OperationID, Status: res.Status, Headers: headerView(res.Header), Body: string(data), BodyEncoding: "utf8",
		Size: int64(len(data)) + more, Truncated: more > 0 || err != nil, Timing: timingView(res.Timing), Attempts: res.Attempts, URL: res.URL(),
		Failure: faultView(res.Failure)}
	if err != nil {
		result.Failure = faultView(brokenOff(err))
	}
	if !utf8.Valid(data) && !(result.Truncated && utf8.Valid(trimRune(data))) {
		result.Body, result.BodyEncoding = base64.StdEncoding.EncodeToString(data), "base64"
	}
	return result
}

// brokenOff blames the provider for an answer that ended before its end.
func brokenOff(err error) *fault.Error {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f
	}
	return fault.New(fault.Upstream, outbound.CodeConnectionReset, "The provider broke off in the middle of its answer.").WithCause(err)
}

// trimRune cuts an incomplete character off the end.
func trimRune(data []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(data); n++ {
		if tail := data[len(data)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return data[:len(data)-n]
			}
			break
		}
	}
	return data
}

func leadingSlash(path string) string {
	if strings.HasPrefix(path, "/") || strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://") {
		return path
	}
	return "/" + path
}
