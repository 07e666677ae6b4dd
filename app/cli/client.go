package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"patchbay/app/fault"
)

// origin is the address in every request; the transport decides where it really goes.
const origin = "http://localhost"

// maxAnswer bounds what a command reads of one management answer.
const maxAnswer = 64 << 20

// client calls the API through a transport.
type client struct{ http *http.Client }

func newClient(transport http.RoundTripper) *client {
	return &client{http: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// call sends in as JSON (nil: no body), decodes a good answer into out (nil: not wanted) and returns it as it came.
// An error answer comes back as the fault it describes.
func (c *client) call(ctx context.Context, method, path string, in, out any) (json.RawMessage, error) {
	return c.callWith(ctx, method, path, nil, in, out)
}

// callWith is call with headers that name what the route is about.
func (c *client) callWith(ctx context.Context, method, path string, header http.Header, in, out any) (json.RawMessage, error) {
	var body io.Reader
	if in != nil {
		encoded, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(encoded)
	}
	req, err := http.NewRequestWithContext(ctx, method, origin+path, body)
	if err != nil {
		return nil, err
	}
	maps.Copy(req.Header, header)
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, unwrapURL(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, unwrapURL(err)
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, answerFault(resp.StatusCode, raw)
	}
	if out != nil {
		if err := json.Unmarshal(raw, out); err != nil {
			return nil, fault.New(fault.Internal, "bad_answer", "The app's answer to "+method+" "+path+" is not the JSON it promises.").WithCause(err)
		}
	}
	return raw, nil
}

// unwrapURL removes net/http's "Get "http://localhost/…":" wrapping, which names an address that does not exist.
func unwrapURL(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// answerFault reads the error envelope. Some codes of the wire come without a message, so each has a sentence here.
func answerFault(status int, raw []byte) error {
	var envelope struct {
		Error struct {
			Code    string        `json:"code"`
			Message string        `json:"message"`
			Hint    string        `json:"hint"`
			Errors  []fault.Issue `json:"errors"`
		} `json:"error"`
	}
	if err := json.Unmarshal(raw, &envelope); err != nil || envelope.Error.Code == "" {
		return fault.New(kindOf(status), "unexpected_answer", "The app answered "+http.StatusText(status)+" without saying why.")
	}
	e := envelope.Error
	message := e.Message
	if message == "" {
		message = silent[e.Code]
	}
	if len(e.Errors) > 0 {
		message = wrongInput(e.Errors) // says more than any sentence about the whole
	}
	if message == "" {
		message = "The app refused: " + e.Code + "."
	}
	return fault.New(kindOf(status), e.Code, message).WithHint(e.Hint).WithIssues(e.Errors...)
}

// silent holds sentences for codes that the wire sends without a message.
var silent = map[string]string{
	"unknown_connection":      "There is no such connection. List them with: patchbay connections list.",
	"unknown_provider_config": "There is no such integration. List them with: patchbay integrations list.",
	"not_found":               "There is no such thing. The list commands show what there is.",
}

// wrongInput puts every wrong field of an input into one sentence.
func wrongInput(issues []fault.Issue) string {
	texts := make([]string, len(issues))
	for i, issue := range issues {
		texts[i] = strings.TrimPrefix(strings.Join(issue.Path, ".")+": ", ": ") + strings.TrimSuffix(issue.Message, ".")
	}
	return "Some input is wrong: " + strings.Join(texts, "; ") + "."
}

func kindOf(status int) fault.Kind {
	switch {
	case status == http.StatusNotFound:
		return fault.NotFound
	case status == http.StatusConflict:
		return fault.Conflict
	case status >= http.StatusInternalServerError:
		return fault.Upstream
	default:
		return fault.Invalid
	}
}
