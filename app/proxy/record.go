package proxy

import (
	"net/http"
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
)

// operation is how a call appears in the log.
type operation struct{ kind, action string }

// action is the method in lower case.
func action(method string) string {
	switch method {
	case http.MethodGet:
		return "get"
	case http.MethodPost:
		return "post"
	}
	return strings.ToLower(method)
}

func (s *Service) newCall(r *Request, o operation) *call {
	c := &call{s: s, r: r}
	if rec, ok := s.logs.Attach(r.EnvironmentID, r.OperationID); ok {
		c.rec = rec
		return c
	}
	path, _, _ := strings.Cut(r.Endpoint, "?")
	c.own = true
	c.rec = s.logs.Begin(logs.Operation{EnvironmentID: r.EnvironmentID, Kind: o.kind, Action: o.action, Source: r.Source,
		Title: r.Method + " " + path, Integration: r.IntegrationKey, Connection: r.ConnectionID, Method: r.Method})
	return c
}

// watch sees every hop of an attempt. When another follows, the one before was a redirect and is logged at once.
func (c *call) watch(h outbound.Hop) {
	if c.hops > 0 {
		c.rec.Exchange(c.exchange(c.hop))
	}
	if len(h.Dropped) > 0 {
		c.strayed = h.URL.Host
		c.rec.Log("info", "Redirected to another place ("+h.URL.Scheme+"://"+h.URL.Host+"): not sent there: "+strings.Join(h.Dropped, ", ")+".")
	}
	c.hop = h
	c.hops++
}

func timing(h outbound.Hop) logs.Timing { return logs.Timing(h.Timing) }

// exchange is one hop as the log keeps it, still without bodies.
func (c *call) exchange(h outbound.Hop) logs.Exchange {
	e := logs.Exchange{Attempt: c.attempt, Method: h.Method, RequestHeaders: h.Header, ResponseHeaders: h.ResponseHeader, Status: h.Status,
		Timing: timing(h), RemoteAddr: h.RemoteAddr}
	if h.URL != nil {
		e.URL = h.URL.String()
	}
	if h.Err != nil {
		e.Error = fault.From(h.Err).Error()
	}
	return e
}

// logAttempt records an attempt whose answer nobody will see, and why another one follows.
func (c *call) logAttempt(failure error, d decision) {
	e := c.exchange(c.hop)
	c.addBodies(&e)
	if failure != nil && e.Error == "" {
		e.Error = fault.From(failure).Error()
	}
	if d.retry {
		e.RetryReason, e.RetryAfter = d.reason, d.wait
	}
	c.rec.Exchange(e)
	c.got = capture{}
}

func (c *call) addBodies(e *logs.Exchange) {
	if c.sent != nil {
		e.RequestBody, e.RequestSize = c.sent.result()
	}
	e.ResponseBody, e.ResponseSize = c.got.result()
}

// complete records the last attempt once its answer has ended, well or not.
func (c *call) complete(failure error) {
	if c.ended {
		return
	}
	e := c.exchange(c.hop)
	c.addBodies(&e)
	e.Timing.Total = c.s.now().Sub(c.hop.Started)
	if failure != nil {
		e.Error = fault.From(failure).Error()
	}
	c.res.Timing = e.Timing
	c.rec.Exchange(e)
	if failure == nil && c.hop.Status >= 400 {
		failure = fault.New(fault.Upstream, "provider_error", "The provider answered "+strconv.Itoa(c.hop.Status)+" "+http.StatusText(c.hop.Status)+".")
	}
	c.finish(failure)
}

// finish ends the operation, when it is this call's own.
func (c *call) finish(failure error) {
	if c.ended {
		return
	}
	c.ended = true
	if !c.own {
		return
	}
	c.rec.Finish(failure, func(op *logs.Operation) {
		op.Status, op.Attempts = c.hop.Status, c.attempt
		if c.hop.URL != nil {
			op.URL = c.hop.URL.String()
		}
		if c.live != nil {
			op.Provider = c.live.Provider.Key
		}
	})
}
