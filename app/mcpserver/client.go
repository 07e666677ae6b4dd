package mcpserver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"patchbay/app/fault"
)

// maxRead bounds an answer of the API that a tool passes on (http-api §13.2, proxy_request).
const maxRead = 5 << 20

// client calls the API in this process, with the caller's rights.
type client struct {
	api    http.Handler
	header http.Header // of every call; may be nil
}

// as is the client whose calls name a connection in their headers.
func (c client) as(k connectionKey) client {
	c.header = http.Header{"Provider-Config-Key": {k.IntegrationID}, "Connection-Id": {k.ConnectionID}}
	return c
}

// get reads path with the query into out.
func (c client) get(ctx context.Context, path string, query url.Values, out any) error {
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return c.call(ctx, http.MethodGet, path, nil, out)
}

// call sends in as JSON, nil for none, and reads the answer into out. An error answer comes back as the fault it tells.
func (c client) call(ctx context.Context, method, path string, in, out any) error {
	var body []byte
	header := c.header.Clone()
	if header == nil {
		header = http.Header{}
	}
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return err
		}
		header.Set("Content-Type", "application/json")
	}
	answer, err := c.send(ctx, method, path, header, body)
	if err != nil {
		return err
	}
	if answer.status >= http.StatusBadRequest {
		return answer.fault()
	}
	if out == nil {
		return nil
	}
	return decode(answer.body.Bytes(), out)
}

// send makes one request. Fault: answer_too_large, and answer_broken when it ended before its end.
func (c client) send(ctx context.Context, method, path string, header http.Header, body []byte) (a *answer, err error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://localhost"+path, bytes.NewReader(body))
	if err != nil {
		return nil, fault.New(fault.Invalid, "invalid_path", "The path is not valid.").WithCause(err)
	}
	req.Header, req.RequestURI, req.RemoteAddr = header, path, "127.0.0.1:0"
	a = &answer{header: http.Header{}}
	defer func() {
		switch cause := recover(); {
		case a.tooLarge:
			err = fault.New(fault.TooLarge, "answer_too_large", "The answer is larger than 5 MB.").WithHint("Ask for less, for example with a page size or a filter.")
		case cause == http.ErrAbortHandler: //nolint:errorlint // a sentinel that net/http compares the same way
			err = fault.New(fault.Upstream, "answer_broken", "The provider broke off in the middle of its answer.")
		case cause != nil:
			panic(cause)
		}
	}()
	c.api.ServeHTTP(a, req)
	return a, nil
}

// answer is an http.ResponseWriter that keeps what it is given, up to maxRead.
type answer struct {
	header   http.Header
	status   int
	body     bytes.Buffer
	tooLarge bool
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
}

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	if a.body.Len()+len(p) > maxRead {
		a.tooLarge = true
		return 0, errors.New("the answer is too large")
	}
	return a.body.Write(p)
}

// fault reads the API's error envelope (http-api §1.4).
func (a *answer) fault() error {
	var envelope struct {
		Error struct {
			Code    string        `json:"code"`
			Message string        `json:"message"`
			Hint    string        `json:"hint"`
			Errors  []fault.Issue `json:"errors"`
		} `json:"error"`
	}
	if err := json.Unmarshal(a.body.Bytes(), &envelope); err != nil || envelope.Error.Code == "" {
		return fault.New(fault.Internal, "unexpected_answer", "The API answered "+http.StatusText(a.status)+" without saying why.")
	}
	e := envelope.Error
	texts := make([]string, 0, len(e.Errors))
	for _, issue := range e.Errors {
		texts = append(texts, strings.TrimPrefix(strings.Join(issue.Path, ".")+": ", ": ")+issue.Message)
	}
	if len(texts) > 0 {
		e.Message = strings.Join(texts, "; ") + "."
	}
	return fault.New(fault.Invalid, e.Code, e.Message).WithHint(e.Hint)
}
