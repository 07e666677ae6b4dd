package api

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/inbound"
	"patchbay/app/settings"
	"patchbay/app/webhooks"
)

const (
	maxWebhook     = 10 << 20         // largest body of a webhook; no vendor sends more
	webhookTimeout = 10 * time.Second // for a whole body: few may be on their way at once
)

// webhookParams are the rules of the address. An environment may be named too, which is easier to type into a vendor's form.
var webhookParams = &shape{kind: shapeText, rules: rules{min: 1, max: 255, format: "function"}}

// receiveWebhook hands a provider's request to the receiver. Its own refusals have the API's envelope; what the receiver
// refuses is {"error": "text"} (http-api §11.1).
func (s *Server) receiveWebhook(c *call) error {
	outside := c.r.RemoteAddr != "" // requests of this process itself are not counted
	if outside {
		if wait := s.crowd.enter(c.r.RemoteAddr); wait > 0 {
			return tryAgain(c, wait, fault.New(fault.RateLimited, "too_many_request", "Too many webhooks came from this address at once.").WithHint("Send them more slowly."))
		}
	}
	if issues := webhookParams.check(c.params["environment"], []string{"environmentUuid"}); len(issues) > 0 {
		return fault.New(fault.Invalid, "invalid_uri_params", "The address names something that cannot exist.").WithIssues(issues...)
	}
	env, err := s.environmentOf(c.ctx(), c.params["environment"])
	if err != nil {
		return err
	}
	coming := c.r.Body // stays the request's own: net/http looks at it to know what it need not wait for
	if outside {
		p := s.crowd.parcel(coming)
		defer p.putDown()
		coming = p
	}
	body, err := s.readLimited(c, coming, maxWebhook, min(s.bodyTimeout, webhookTimeout))
	if fault.IsKind(err, fault.RateLimited) {
		return tryAgain(c, time.Second, err)
	}
	if err != nil {
		return err
	}
	if outside {
		leave := s.crowd.place(c.ctx())
		if leave == nil {
			return tryAgain(c, time.Second, tooManyAtOnce())
		}
		defer leave()
	}
	return s.handOver(c, env, body)
}

// tryAgain refuses a webhook and says when another attempt may work.
func tryAgain(c *call, wait time.Duration, why error) error {
	c.w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	return why
}

// handOver lets the receiver judge a webhook and tells the sender what it says.
func (s *Server) handOver(c *call, env settings.Environment, body []byte) error {
	answer, err := s.webhooks.Receive(c.ctx(), webhooks.Arrival{Environment: env, Integration: c.params["key"], Header: c.r.Header, Query: c.r.URL.Query(), Body: body})
	if fault.HasCode(err, "unknown_provider_config") { // a stranger hears nothing that was made of the address
		return fault.New(fault.NotFound, "unknown_provider_config", "There is no such integration.").WithHint("Copy the webhook address from the integration's page.")
	}
	if err != nil {
		s.log.ErrorContext(c.ctx(), "a webhook could not be kept", "error", err)
		return c.reply(http.StatusInternalServerError, map[string]string{"error": "internal_error"})
	}
	sendAnswer(c.w, answer)
	return nil
}

// environmentOf finds the environment that an address names by its UUID or its name.
func (s *Server) environmentOf(ctx context.Context, name string) (settings.Environment, error) {
	for _, env := range s.settings.Environments() {
		if strings.EqualFold(env.UUID, name) || env.Name == name {
			return env, nil
		}
	}
	return settings.Environment{}, fault.New(fault.NotFound, "unknown_environment", "There is no such environment.").
		WithHint("Copy the webhook address from the integration's page.")
}

// sendAnswer writes what the provider is told. It may repeat text of the request, so no browser may take it for a page.
func sendAnswer(w http.ResponseWriter, a inbound.Answer) {
	h := w.Header()
	if len(a.Body) > 0 {
		kind := a.ContentType
		if kind == "" || strings.Contains(kind, "html") {
			kind = "text/plain; charset=utf-8"
		}
		h.Set("Content-Type", kind)
	}
	if a.Status != http.StatusNoContent {
		h.Set("Content-Length", strconv.Itoa(len(a.Body)))
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body) // a sender that went away is nobody's error
}

// webhookRequest is a made-up webhook on its way to receiveWebhook.
func webhookRequest(ctx context.Context, env settings.Environment, key string, sample webhooks.Sample) *http.Request {
	r := &http.Request{Method: http.MethodPost, Host: "localhost", Header: sample.Header, Body: bodyOf(sample.Body), ContentLength: int64(len(sample.Body)),
		URL: &url.URL{Path: "/webhook/" + env.UUID + "/" + key, RawPath: "/webhook/" + env.UUID + "/" + url.PathEscape(key), RawQuery: sample.Query.Encode()}}
	return r.WithContext(sample.Context(ctx))
}
