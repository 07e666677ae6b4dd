package auth

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/vault"
)

const (
	// maxAnswer caps what a token endpoint may send; x/oauth2 uses the same bound.
	maxAnswer = 1 << 20
	// tokenTimeout bounds one token request, body included.
	tokenTimeout = 30 * time.Second
)

// byteOrderMark is what some servers write before JSON; RFC 8259 §8.1 lets readers ignore it.
var byteOrderMark = []byte("\ufeff")

// purpose is why a token endpoint is asked; it picks the fault's code and decides what an answer means.
type purpose struct {
	code string
	name string // ends the sentence "… while …"
	step diagnosis.Step
}

// The codes of faults that tell what a provider answered; faults of the network carry outbound's.
const (
	CodeExchange = "request_token_external_error"
	CodeRefresh  = "refresh_token_external_error"
	CodeGrant    = "client_credentials_fetch_error"
	CodeSTS      = "aws_sigv4_sts_request_failed"
)

var (
	exchanging = purpose{CodeExchange, "exchanging the code for a token", diagnosis.Exchange}
	refreshing = purpose{CodeRefresh, "renewing the token", diagnosis.Refresh}
	granting   = purpose{CodeGrant, "asking for a token", diagnosis.Grant}
	stsAsking  = purpose{CodeSTS, "asking for AWS keys", diagnosis.Login}
)

// call is one request to a token endpoint.
type call struct {
	TokenRequest
	purpose     purpose
	url         *url.URL
	method      string // default POST
	params      params
	format      string                                   // "json", "query"; else form
	sign        func(r *http.Request, body []byte) error // nil: nothing is signed; called last
	header      http.Header
	certificate *tls.Certificate
	redirectURI string         // for the diagnosis
	secrets     []vault.Secret // must not come back in a fault's words
	date        string         // of the answer, by the provider's clock
	at          time.Time      // the same by ours
}

// basic adds HTTP basic authentication with the values as they are.
func (c *call) basic(id string, secret vault.Secret) {
	c.header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(id+":"+secret.Reveal())))
}

// authenticate places the client's credentials (providers-and-auth §4.1.4): header only with both parts
// form-encoded (RFC 6749 §2.3.1), or in the body, where token_request_auth_method basic adds the plain header.
func (c *call) authenticate() {
	id, secret := c.App.ClientID, c.App.ClientSecret
	if c.Provider.AuthorizationMethod == "header" {
		c.basic(url.QueryEscape(id), vault.Secret(url.QueryEscape(secret.Reveal())))
		return
	}
	c.params.set("client_id", id)
	if secret != "" { // a public client has none (RFC 6749 §2.3.1)
		c.params.set("client_secret", secret.Reveal())
	}
	if c.Provider.TokenRequestAuthMethod == "basic" {
		c.basic(id, secret)
	}
}

// answer is what a token endpoint sent.
type answer struct {
	status      int
	contentType string
	header      http.Header
	body        []byte
}

// send makes the request. Redirects are not followed: they would carry the client secret to another address.
func (c *Client) send(ctx context.Context, k *call) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, tokenTimeout)
	defer cancel()
	request, body, err := k.request(ctx)
	if err != nil {
		return answer{}, err
	}
	return c.transmit(k, request, body)
}

// transmit sends a finished request and reads the answer; body is what the request carries, for the inspector.
func (c *Client) transmit(k *call, request *http.Request, body []byte) (answer, error) {
	hop := Hop{Method: request.Method, URL: request.URL.String(), RequestHeader: request.Header, RequestBody: body}
	if k.Watch != nil {
		defer func() { k.Watch(hop) }()
	}
	policy := outbound.Policy{Redirects: outbound.Refuse, AlsoAllow: k.AlsoAllow, Certificate: k.certificate}
	response, err := c.http.Do(request, policy, func(h outbound.Hop) { hop.Network = h })
	if err != nil {
		hop.Err = err
		return answer{}, k.unreachable(err)
	}
	defer response.Body.Close()
	hop.Status, hop.ResponseHeader = response.StatusCode, response.Header
	k.date, k.at = response.Header.Get("Date"), c.now()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	hop.ResponseBody = text[:min(len(text), maxAnswer)]
	if err != nil {
		hop.Err = err
		return answer{}, k.brokenOff(request.Context(), err)
	}
	if len(text) > maxAnswer {
		return answer{}, k.tooLarge(response.StatusCode)
	}
	return answer{status: response.StatusCode, contentType: response.Header.Get("Content-Type"), header: response.Header, body: bytes.TrimPrefix(text, byteOrderMark)}, nil
}

// request builds the HTTP request and returns its body for the inspector.
func (k *call) request(ctx context.Context) (*http.Request, []byte, error) {
	if err := k.checkAddress(); err != nil {
		return nil, nil, err
	}
	address, body, contentType := *k.url, []byte(nil), "application/x-www-form-urlencoded"
	switch k.format {
	case "json":
		encoded, err := k.params.json()
		if err != nil {
			return nil, nil, k.fail(fault.Invalid, "cannot be asked: the token parameters are no JSON").WithCause(err)
		}
		body, contentType = encoded, "application/json"
	case "query":
		address.RawQuery = joinQuery(address.RawQuery, k.params.form())
	default:
		body = []byte(k.params.form())
	}
	method := http.MethodPost
	if k.method != "" {
		method = k.method
	}
	request, err := http.NewRequestWithContext(ctx, method, address.String(), bytes.NewReader(body))
	if err != nil {
		return nil, nil, k.fail(fault.Invalid, "has a token address that is no address").WithCause(err)
	}
	for name, values := range k.header {
		request.Header[name] = values
	}
	request.Header.Set("Accept", "application/json")
	if request.Header.Get("Content-Type") == "" {
		request.Header.Set("Content-Type", contentType)
	}
	if k.sign != nil {
		if err := k.sign(request, body); err != nil {
			return nil, nil, err
		}
	}
	return request, body, nil
}

// newCall prepares a request to the resolved address.
func (r TokenRequest) newCall(p purpose, address *url.URL) *call {
	return &call{TokenRequest: r, purpose: p, url: address, header: http.Header{}, format: r.Provider.BodyFormat,
		secrets: []vault.Secret{r.App.ClientSecret}}
}

// isJSON also accepts the structured suffix and vendors that send JSON as text.
func (a answer) isJSON() bool {
	trimmed := bytes.TrimSpace(a.body)
	return strings.Contains(a.contentType, "json") || len(trimmed) > 0 && trimmed[0] == '{'
}
