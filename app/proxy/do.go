package proxy

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"patchbay/app/auth"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
)

// call is one Request on its way: what is fixed for all attempts, and the state of the current one.
type call struct {
	s   *Service
	r   *Request
	rec *logs.Recorder
	own bool // the operation is this call's and ends with it

	fixed   *connect.Live     // given credentials in place of a stored connection's
	extra   map[string]string // header templates in place of the provider's
	live    *connect.Live
	facts   facts
	body    *payload
	retries int

	attempt int
	hop     outbound.Hop // the latest
	hops    int          // of this attempt
	strayed string       // where a redirect of this attempt led without the credentials
	sent    *capture
	got     capture
	res     *Response
	ended   bool
}

// Do sends the request and returns the provider's answer, whatever its status. When no provider answered, the Response
// carries Patchbay's own words and Failure tells why.
//
// Errors are faults of the request itself: unknown_provider_config, server_error (no such connection on the API door;
// unknown_connection on others), the codes of a failed refresh, unsupported_provider, invalid_endpoint, invalid_headers,
// invalid_base_url, url_param_err, base_url_override_not_allowed, destination_not_allowed (of the catalog's address),
// redirect_not_allowed, request_too_large, cancelled.
func (s *Service) Do(ctx context.Context, r *Request) (*Response, error) {
	c := s.newCall(r, operation{kind: "proxy", action: action(r.Method)})
	return c.do(ctx)
}

func (c *call) do(ctx context.Context) (*Response, error) {
	res, err := c.run(ctx)
	if err != nil {
		f := c.refusal(err)
		c.finish(f)
		return nil, f
	}
	return res, nil
}

func (c *call) run(ctx context.Context) (*Response, error) {
	if err := checkMethod(c.r.Method); err != nil {
		return nil, err
	}
	if c.r.Endpoint == "" && c.r.BaseURLOverride == "" {
		return nil, fault.New(fault.Invalid, CodeMissingAPIURL, "The request names no endpoint.").WithHint("Add a path, such as /v1/users.")
	}
	if err := c.refresh(ctx); err != nil {
		return nil, err
	}
	if err := c.prepareBody(); err != nil {
		return nil, err
	}
	for {
		c.attempt, c.hops, c.hop, c.strayed = c.attempt+1, 0, outbound.Hop{}, ""
		req, policy, err := c.build(ctx)
		if err != nil {
			return nil, err
		}
		res, err := c.s.outbound.Do(req, policy, c.watch) //nolint:bodyclose // answer and retry close it
		if c.attempt > c.retries {
			return c.answer(ctx, res, err)
		}
		again, err2 := c.again(ctx, &res, err)
		if err2 != nil {
			return nil, err2
		}
		if !again {
			return c.answer(ctx, res, err)
		}
		if err := c.refresh(ctx); err != nil {
			return nil, err
		}
	}
}

func checkMethod(method string) error {
	if !validName(method) || len(method) > 32 || method == http.MethodConnect {
		return fault.New(fault.Invalid, CodeInvalidHeaders, "The HTTP method is not one that can be sent.")
	}
	return nil
}

// refresh reads the connection, before every attempt anew: a token that another call renewed counts at once.
func (c *call) refresh(ctx context.Context) error {
	live := c.fixed
	if live == nil {
		fresh, err := c.s.connect.Fresh(ctx, c.r.EnvironmentID, c.r.IntegrationKey, c.r.ConnectionID, connect.FreshOptions{})
		if err != nil {
			return err
		}
		live = fresh
	}
	if live != c.live {
		c.live, c.facts = live, factsOf(live)
		for name, template := range c.extra {
			c.facts.Headers = with(c.facts.Headers, name, template)
		}
	}
	return nil
}

// prepareBody reads the body as far as conversions, injected fields and signatures need it, and keeps it for repeats.
func (c *call) prepareBody() error {
	body, err := payloadOf(c.r, c.facts.contentType(), len(c.facts.Body) > 0 || signsBody(c.facts.Headers) || auth.SignsBody(c.live.Credentials))
	if err != nil {
		return err
	}
	c.body, c.retries = body, c.r.Retries
	if c.retries <= 0 {
		return nil
	}
	kept, err := body.keep()
	if err != nil {
		return err
	}
	if !kept {
		c.retries = 0
		c.rec.Log("warn", "The request is sent only once: its body is larger than 16 MB and cannot be kept for another attempt.")
	}
	return nil
}

// again decides about another attempt, logs the failed one and waits.
func (c *call) again(ctx context.Context, res **http.Response, failure error) (bool, error) {
	o := outcome{err: failure}
	if failure == nil {
		o.status, o.header = (*res).StatusCode, (*res).Header
		if o.status < 400 {
			return false, nil
		}
		if rules := c.facts.Retry; rules != nil && rules.InBody != nil {
			o.body = peekBody(*res)
		}
	}
	d := decide(o, c.facts.Retry, c.r.RetryOn, c.attempt, c.s.now(), c.longestWait())
	if d.retry && o.status == http.StatusUnauthorized && c.r.Source == SourceFunction {
		same, err := c.sameCredentials(ctx)
		if err != nil {
			return false, err
		}
		if same {
			d = decision{reason: "invalid_credentials"}
		}
	}
	if !d.retry {
		c.tellStop(d)
		return false, nil
	}
	if failure == nil {
		c.drain(*res)
	}
	c.logAttempt(failure, d)
	c.tellWait(d)
	if err := c.s.wait(ctx, d.wait); err != nil {
		return false, fault.New(fault.Unavailable, outbound.CodeCancelled, "The caller went away while the call waited for another attempt.").WithCause(err)
	}
	return true, nil
}

// peekBody reads the beginning of an answer and puts it back.
func peekBody(res *http.Response) []byte {
	head, err := io.ReadAll(io.LimitReader(res.Body, logs.BodyLimit))
	rest := res.Body
	var tail io.Reader = rest
	if err != nil {
		tail = failingReader{err}
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), tail), rest}
	return head
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

// drain keeps the beginning of an answer that nobody will see for the log, and frees the connection.
func (c *call) drain(res *http.Response) {
	_, _ = io.Copy(&c.got, io.LimitReader(res.Body, logs.BodyLimit)) // a broken answer is dropped either way
	res.Body.Close()
}

// refusal turns what stopped the call before any answer into the codes of the caller's door.
func (c *call) refusal(err error) *fault.Error {
	f := fault.From(err)
	switch {
	case f.Code == outbound.CodeNotAllowed && c.r.BaseURLOverride != "" && c.fixed == nil: // the catalog overrides for verifications
		return fault.New(fault.Invalid, CodeNotAllowed, f.Message).WithHint(f.Hint).WithCause(err)
	case f.Code == outbound.CodeInvalidURL:
		return fault.New(fault.Invalid, CodeInvalidBaseURL, f.Message).WithHint(f.Hint).WithCause(err)
	case f.Code == "unknown_connection" && c.r.wire():
		return fault.New(fault.Invalid, CodeConnection, "There is no connection "+c.r.ConnectionID+" of the integration "+c.r.IntegrationKey+".").
			WithHint("Check the Connection-Id and Provider-Config-Key headers.").WithCause(err)
	}
	return f
}
