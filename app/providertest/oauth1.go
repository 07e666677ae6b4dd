package providertest

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 5849
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// oauth1 is OAuth 1.0a (RFC 5849), §4.3.
type oauth1 struct {
	plainMode
	state string
}

func newOAuth1(p *Play) mode { return &oauth1{plainMode: plainMode{p}} }

func (m *oauth1) integration(body map[string]any) {
	body["credentials"] = map[string]any{"type": "OAUTH1", "client_id": m.p.clientID, "client_secret": m.p.clientSecret, "scopes": strings.Join(m.p.scopes, ",")}
}

// start asks for a request token before the browser leaves.
func (m *oauth1) start() Start {
	step := &Step{Name: "request token", Method: http.MethodPost, URL: m.p.Facts.RequestURL, Strict: true, Header: map[string]string{"authorization": anyText}, Loose: true}
	if len(m.p.Facts.RequestParams) > 0 {
		step.Query = one(m.p.Facts.RequestParams)
	}
	step.Check = func(got *Received) []string {
		signed, wrong := m.verify(got, "")
		back, err := url.Parse(signed["oauth_callback"])
		if err != nil || strings.TrimSuffix(signed["oauth_callback"], "?"+back.RawQuery) != m.p.Callback {
			return append(wrong, "oauth_callback is "+signed["oauth_callback"])
		}
		m.state = back.Query().Get("state")
		for name, value := range m.p.Facts.RequestParams {
			if signed[name] != value {
				wrong = append(wrong, "request parameter "+name+" is "+signed[name])
			}
		}
		return wrong
	}
	step.Answer = formAnswer(url.Values{"oauth_token": {"request+token"}, "oauth_token_secret": {"request/secret="}, "oauth_callback_confirmed": {"true"}})
	return Start{Redirect: true, Route: "/oauth/connect", Steps: []*Step{step}}
}

func formAnswer(values url.Values) Answer {
	return Answer{Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, Body: []byte(values.Encode())}
}

func (m *oauth1) login(location string) Login {
	u, err := url.Parse(location)
	if err != nil {
		return Login{Problems: []string{err.Error()}}
	}
	want := Values{"oauth_token": {"request+token"}, "scope": {strings.Join(m.p.scopes, separatorOf(m.p.Facts))}, "oauth_callback": {anyText}}
	for name, value := range m.p.Facts.AuthorizationParams {
		want[name] = []string{plainText(value)}
	}
	l := Login{Problems: want.compare("login", u.Query())}
	if base := strings.TrimSuffix(location, "?"+u.RawQuery); base != m.p.Facts.AuthorizationURL {
		l.Problems = append(l.Problems, "the browser goes to "+base)
	}
	step := &Step{Name: "access token", Method: http.MethodPost, URL: m.p.Facts.TokenURL.One, Strict: true, Header: map[string]string{"authorization": anyText}, Loose: true}
	step.Check = func(got *Received) []string {
		signed, wrong := m.verify(got, "request/secret=")
		if signed["oauth_token"] != "request+token" || signed["oauth_verifier"] != "verifier+1" {
			wrong = append(wrong, fmt.Sprintf("token %q and verifier %q", signed["oauth_token"], signed["oauth_verifier"]))
		}
		return wrong
	}
	step.Answer = formAnswer(url.Values{"oauth_token": {"access+token"}, "oauth_token_secret": {"access/secret="}, "user_id": {"7"}})
	l.Callback = m.p.Callback + "?" + url.Values{"state": {m.state}, "oauth_token": {"request+token"}, "oauth_verifier": {"verifier+1"}}.Encode()
	l.Steps = []*Step{step}
	return l
}

// verify rebuilds the signature from what is on the wire (RFC 5849 §3.2) and returns all parameters.
func (m *oauth1) verify(got *Received, secret string) (map[string]string, []string) {
	return verifyOAuth1(got, oauth1Key{consumer: m.p.clientID, consumerSecret: m.p.clientSecret, tokenSecret: secret, method: m.p.Facts.SignatureMethod})
}

func (m *oauth1) stored() map[string]any {
	return map[string]any{"type": "OAUTH1", "oauth_token": "access+token", "oauth_token_secret": "access/secret="}
}

func (m *oauth1) sign(r *outgoing) {
	r.header["authorization"] = anyText
	r.check = append(r.check, func(got *Received) []string {
		signed, wrong := m.verify(got, "access/secret=")
		if signed["oauth_token"] != "access+token" {
			wrong = append(wrong, "oauth_token is "+signed["oauth_token"])
		}
		return wrong
	})
}

// tba is NetSuite's token-based authentication: OAuth 1.0a with HMAC-SHA256 and a realm (§4.10).
type tba struct{ plainMode }

func newTBA(p *Play) mode {
	p.typed = map[string]string{"token_id": "token-id+1", "token_secret": "token/secret="}
	p.params["accountId"], p.config["accountId"] = "123456-sb1", "123456-sb1"
	return &tba{plainMode{p}}
}

func (m *tba) integration(body map[string]any) {
	body["credentials"] = map[string]any{"type": "TBA", "client_id": m.p.clientID, "client_secret": m.p.clientSecret}
}

func (m *tba) start() Start {
	return Start{Route: "/auth/tba", Body: map[string]any{"token_id": "token-id+1", "token_secret": "token/secret="}}
}

func (m *tba) stored() map[string]any {
	return map[string]any{"type": "TBA", "token_id": "token-id+1", "token_secret": "token/secret="}
}

func (m *tba) sign(r *outgoing) {
	r.header["authorization"] = anyText
	r.check = append(r.check, func(got *Received) []string {
		signed, wrong := verifyOAuth1(got, oauth1Key{consumer: m.p.clientID, consumerSecret: m.p.clientSecret, tokenSecret: "token/secret=", method: "HMAC-SHA256"})
		if signed["realm"] != "123456_SB1" || signed["oauth_token"] != "token-id+1" || !strings.HasPrefix(got.Header.Get("Authorization"), `OAuth realm="123456_SB1"`) {
			wrong = append(wrong, "realm or token: "+got.Header.Get("Authorization"))
		}
		return wrong
	})
}

// oauth1Key is what a server knows when it verifies a request.
type oauth1Key struct{ consumer, consumerSecret, tokenSecret, method string }

// verifyOAuth1 does what RFC 5849 §3.2 asks of a server.
func verifyOAuth1(got *Received, k oauth1Key) (map[string]string, []string) {
	parameters, ok := strings.CutPrefix(got.Header.Get("Authorization"), "OAuth ")
	if !ok {
		return nil, []string{"no OAuth header: " + got.Header.Get("Authorization")}
	}
	all, pairs := map[string]string{}, [][2]string{}
	for part := range strings.SplitSeq(parameters, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		text, err := url.PathUnescape(strings.Trim(value, `"`))
		if err != nil {
			return nil, []string{err.Error()}
		}
		all[name] = text
		if name != "realm" && name != "oauth_signature" {
			pairs = append(pairs, [2]string{name, text})
		}
	}
	query, _ := url.ParseQuery(got.RawQuery)
	if strings.HasPrefix(got.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		for name, values := range got.form() {
			query[name] = append(query[name], values...)
		}
	}
	for name, values := range query {
		for _, value := range values {
			pairs, all[name] = append(pairs, [2]string{name, value}), value
		}
	}
	var wrong []string
	if all["oauth_consumer_key"] != k.consumer || all["oauth_signature_method"] != k.method || all["oauth_nonce"] == "" || all["oauth_timestamp"] == "" {
		wrong = append(wrong, fmt.Sprintf("OAuth parameters %v", all))
	}
	if want := k.signature(baseString(got, pairs)); want != all["oauth_signature"] {
		wrong = append(wrong, fmt.Sprintf("signature %q, want %q over %s", all["oauth_signature"], want, baseString(got, pairs)))
	}
	return all, wrong
}

// baseString is RFC 5849 §3.4.1.
func baseString(got *Received, pairs [][2]string) string {
	var encoded []string
	for _, pair := range pairs {
		encoded = append(encoded, strictly(pair[0])+"="+strictly(pair[1]))
	}
	slices.Sort(encoded)
	return got.Method + "&" + strictly(got.Scheme+"://"+strings.ToLower(got.Host)+got.Path) + "&" + strictly(strings.Join(encoded, "&"))
}

// signature is RFC 5849 §3.4.2 and §3.4.4.
func (k oauth1Key) signature(base string) string {
	key := strictly(k.consumerSecret) + "&" + strictly(k.tokenSecret)
	digest := map[string]func() hash.Hash{"HMAC-SHA1": sha1.New, "HMAC-SHA256": sha256.New}[k.method]
	if digest == nil {
		return key
	}
	mac := hmac.New(digest, []byte(key))
	mac.Write([]byte(base))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
