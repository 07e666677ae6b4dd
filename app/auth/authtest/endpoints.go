package authtest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// authorize checks the request as a strict server does and sends the browser back at once.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := r.URL.Query()
	if q.Get("client_id") != p.options.ClientID || p.options.Redirect != "" && q.Get("redirect_uri") != p.options.Redirect {
		http.Error(w, "unknown client or redirect URL", http.StatusBadRequest) // never redirect to a stranger
		return
	}
	back, err := url.Parse(q.Get("redirect_uri"))
	if err != nil || back.Host == "" {
		http.Error(w, "no redirect URL", http.StatusBadRequest)
		return
	}
	answer := url.Values{"state": {q.Get("state")}}
	switch {
	case p.denial != nil:
		for name, values := range p.denial {
			answer[name] = values
		}
	case q.Get("response_type") != "code":
		answer.Set("error", "unsupported_response_type")
	case q.Get("code_challenge") == "" && !p.options.NoPKCE, q.Get("code_challenge") != "" && q.Get("code_challenge_method") != "S256":
		p.problem("login without an S256 code challenge")
		answer.Set("error", "invalid_request")
		answer.Set("error_description", "code challenge required")
	default:
		code := p.next("code")
		p.codes[code] = &grant{challenge: q.Get("code_challenge"), redirect: q.Get("redirect_uri"), scope: q.Get("scope")}
		answer.Set("code", code)
	}
	if len(q.Get("state")) < 22 {
		p.problem("state of %d characters", len(q.Get("state")))
	}
	back.RawQuery = answer.Encode()
	w.Header().Set("Location", back.String())
	w.WriteHeader(http.StatusFound)
}

// token is the token endpoint.
func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return
	}
	form := readForm(r, body)
	p.mu.Lock()
	p.requests = append(p.requests, Request{Path: r.URL.RequestURI(), Header: r.Header.Clone(), Form: form, Body: string(body)})
	hold := p.hold
	var scripted http.HandlerFunc
	if len(p.scripted) > 0 {
		scripted, p.scripted = p.scripted[0], p.scripted[1:]
	}
	p.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-r.Context().Done():
			return
		}
	}
	if scripted != nil {
		scripted(w, r)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.clientOK(r, form) {
		refuse(w, http.StatusUnauthorized, "invalid_client", "client authentication failed")
		return
	}
	p.grant(w, form)
}

// readForm reads a form or a JSON object of texts.
func readForm(r *http.Request, body []byte) url.Values {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		var object map[string]any
		form := url.Values{}
		if json.Unmarshal(body, &object) == nil {
			for name, value := range object {
				form.Set(name, fmt.Sprint(value))
			}
		}
		return form
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return url.Values{}
	}
	for name, values := range r.URL.Query() {
		form[name] = append(form[name], values...)
	}
	return form
}

func (p *Provider) clientOK(r *http.Request, form url.Values) bool {
	id, secret, inHeader := r.BasicAuth()
	if p.options.AuthInHeader {
		if form.Has("client_secret") {
			p.problem("client secret in the body, the header was agreed on")
			return false
		}
		id, _ = url.QueryUnescape(id)
		secret, _ = url.QueryUnescape(secret)
	}
	if !inHeader {
		id, secret = form.Get("client_id"), form.Get("client_secret")
	}
	return id == p.options.ClientID && secret == p.options.ClientSecret && (inHeader || !p.options.AuthInHeader)
}

func (p *Provider) grant(w http.ResponseWriter, form url.Values) {
	switch form.Get("grant_type") {
	case "authorization_code":
		p.exchange(w, form)
	case "refresh_token":
		p.renew(w, form)
	case "client_credentials":
		access, _ := p.issue("")
		p.reply(w, access, "", form.Get("scope"))
	default:
		refuse(w, http.StatusBadRequest, "unsupported_grant_type", "")
	}
}

func (p *Provider) exchange(w http.ResponseWriter, form url.Values) {
	g, ok := p.codes[form.Get("code")]
	delete(p.codes, form.Get("code"))
	digest := sha256.Sum256([]byte(form.Get("code_verifier")))
	switch {
	case !ok:
		refuse(w, http.StatusBadRequest, "invalid_grant", "unknown or used code")
	case g.redirect != form.Get("redirect_uri"):
		refuse(w, http.StatusBadRequest, "invalid_grant", "redirect_uri differs")
	case g.challenge != "" && base64.RawURLEncoding.EncodeToString(digest[:]) != g.challenge:
		p.problem("code verifier does not match the challenge")
		refuse(w, http.StatusBadRequest, "invalid_grant", "code verifier does not match")
	case g.challenge != "" && len(form.Get("code_verifier")) < 43:
		p.problem("code verifier of %d characters", len(form.Get("code_verifier")))
		refuse(w, http.StatusBadRequest, "invalid_grant", "code verifier too short")
	default:
		access, refresh := p.issue("")
		p.reply(w, access, refresh, g.scope)
	}
}

// renew rotates: a refresh token works once, unless Grace or KeepRefresh say otherwise. A used one that comes again
// ends the whole chain, as RFC 9700 §4.14.2 advises.
func (p *Provider) renew(w http.ResponseWriter, form url.Values) {
	old := form.Get("refresh_token")
	chain, ok := p.refresh[old]
	if !ok && p.options.Grace {
		chain, ok = p.used[old]
	}
	if !ok {
		if stolen, wasUsed := p.used[old]; wasUsed {
			p.problem("refresh token used twice")
			for token, of := range p.refresh {
				if of == stolen {
					delete(p.refresh, token)
				}
			}
		}
		refuse(w, http.StatusBadRequest, "invalid_grant", "refresh token is not valid")
		return
	}
	if p.options.KeepRefresh {
		access, refresh := p.issue(chain)
		delete(p.refresh, refresh)
		p.reply(w, access, "", "")
		return
	}
	delete(p.refresh, old)
	p.used[old] = chain
	access, refresh := p.issue(chain)
	p.reply(w, access, refresh, "")
}

// issue makes a pair of tokens; an empty chain starts a new one.
func (p *Provider) issue(chain string) (access, refresh string) {
	access, refresh = p.next("access"), p.next("refresh")
	if chain == "" {
		chain = refresh
	}
	p.tokens[access] = time.Now().Add(p.options.Lifetime)
	p.refresh[refresh] = chain
	return access, refresh
}

func (p *Provider) reply(w http.ResponseWriter, access, refresh, scope string) {
	answer := map[string]any{"access_token": access, "token_type": "bearer"}
	if p.options.Silent {
		answer["instance_url"] = p.server.URL
	} else if p.options.Lifetime > 0 {
		answer["expires_in"] = int(p.options.Lifetime / time.Second)
	}
	if refresh != "" && !p.options.NoRefresh {
		answer["refresh_token"] = refresh
	}
	if scope != "" {
		answer["scope"] = scope
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // a client that left is part of some tests
}

// introspect is RFC 7662 for the clients that authenticate in the body.
func (p *Provider) introspect(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	end, active := p.tokens[r.FormValue("token")]
	if !p.clientOK(r, r.PostForm) {
		refuse(w, http.StatusUnauthorized, "invalid_client", "")
		return
	}
	answer := map[string]any{"active": active}
	if active {
		answer["exp"] = end.Unix()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // a client that left is part of some tests
}

func refuse(w http.ResponseWriter, status int, code, description string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": code, "error_description": description})
}

// next makes a value that is easy to tell apart in a file or a log.
func (p *Provider) next(kind string) string {
	p.serial++
	if len(p.options.Secrets) > 0 {
		secret := p.options.Secrets[0]
		p.options.Secrets = p.options.Secrets[1:]
		return secret
	}
	return fmt.Sprintf("%s-%d-%s", kind, p.serial, strings.ToLower(p.server.Listener.Addr().String()[strings.LastIndex(p.server.Listener.Addr().String(), ":")+1:]))
}

// Echo is the API's answer: what it was asked.
type Echo struct {
	Method string              `json:"method"`
	Path   string              `json:"path"`
	Header map[string][]string `json:"header"`
	Body   string              `json:"body"`
}

// api answers 401 to tokens that are not valid, and otherwise tells what it got. Other kinds of credentials pass.
func (p *Provider) api(w http.ResponseWriter, r *http.Request) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && !p.Valid(token) {
		refuse(w, http.StatusUnauthorized, "invalid_token", "the token is not valid")
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 16<<20))
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(Echo{Method: r.Method, Path: r.URL.RequestURI(), Header: r.Header, Body: string(body)})
}
