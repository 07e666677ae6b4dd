package providertest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// client is a provider that wants the code, or the refresh token, in its own way (§5).
type client struct {
	prepare  func(*Play)
	exchange func(*oauth2) []*Step
	refresh  func(*oauth2) []*Step // nil: the provider has no refresh
}

// wanted describes a request of such a client: the names of what stands where, "name=value" for a renamed one.
type wanted struct {
	form, json string
	query      string
	basic      bool // Authorization: Basic id:secret
	secretOnly bool // Authorization: Basic secret:
	verified   bool // code_verifier is among the parameters
	renewed    bool // the answer brings no new refresh token
}

// clients are those providers by key.
var clients = map[string]client{
	"attio-mcp": {exchange: exchange(wanted{form: "grant_type code client_id redirect_uri code_verifier", verified: true}),
		refresh: refresh(wanted{form: "grant_type client_id refresh_token"})},
	"agiloft": {exchange: exchange(wanted{form: "grant_type code client_id redirect_uri", basic: true}),
		refresh: refresh(wanted{form: "grant_type refresh_token md5_secret", renewed: true})},
	"absorb-lms": {exchange: absorb("grant_type client_id client_secret code redirect_uri nonce"),
		refresh: absorb("grant_type client_id client_secret refresh_token nonce scope=raw_scopes")},
	"clover": {exchange: exchange(wanted{json: "client_id client_secret code"}), refresh: refresh(wanted{json: "client_id refresh_token"})},
	"coros":  {exchange: coros, refresh: corosRefresh}, "coros-sandbox": {exchange: coros, refresh: corosRefresh},
	"facebook": {exchange: facebook, refresh: facebookRefresh},
	// Not in the table of §5, but its addresses are Facebook's, whose tokens live on only by the same exchange.
	"meta-marketing-api": {exchange: facebook, refresh: facebookRefresh},
	"fanvue": {exchange: exchange(wanted{form: "grant_type code redirect_uri code_verifier", basic: true, verified: true}),
		refresh: refresh(wanted{form: "grant_type refresh_token", basic: true})},
	"figma": figma, "figjam": figma,
	"followupboss": {exchange: exchange(wanted{form: "grant_type code redirect_uri state", basic: true}),
		refresh: refresh(wanted{form: "grant_type refresh_token", basic: true})},
	"heygen": {exchange: exchange(wanted{form: "grant_type code client_id redirect_uri code_verifier", verified: true}),
		refresh: refresh(wanted{form: "grant_type client_id refresh_token"})},
	"posthog-oauth": {exchange: exchange(wanted{form: "grant_type code client_id redirect_uri code_verifier", verified: true}),
		refresh: refresh(wanted{form: "grant_type client_id refresh_token"})},
	"jobber": {exchange: exchange(wanted{form: "grant_type client_id client_secret code"}),
		refresh: refresh(wanted{form: "grant_type client_id client_secret refresh_token"})},
	"mercury": {exchange: exchange(wanted{form: "grant_type code redirect_uri code_verifier", verified: true}),
		refresh: refresh(wanted{form: "grant_type refresh_token"})},
	"sentry-oauth": sentryClient,
	"slack":        {exchange: slack, refresh: slackRefresh},
	"stripe-app":   stripe, "stripe-app-sandbox": stripe,
	"tiktok-accounts": {exchange: inData(exchange(wanted{json: "grant_type client_id client_secret auth_code=code redirect_uri"})),
		refresh: inData(refresh(wanted{json: "grant_type client_id client_secret refresh_token"}))},
	"tiktok-ads": {exchange: tiktokAds},
	"tiktok-personal": {exchange: exchange(wanted{form: "grant_type client_key=client_id client_secret code redirect_uri"}),
		refresh: refresh(wanted{form: "grant_type client_key=client_id client_secret refresh_token"})},
	"workday-oauth": {exchange: exchange(wanted{form: "grant_type code redirect_uri code_verifier", basic: true, verified: true}),
		refresh: refresh(wanted{form: "grant_type refresh_token", basic: true})},
	"one-drive": formAll, "sharepoint-online": formAll,
	"walmart":           {exchange: walmart("grant_type code redirect_uri", false), refresh: walmart("grant_type refresh_token", true)},
	"shopline-oauth":    {exchange: shopline, refresh: shoplineRefresh},
	"bullhorn":          {exchange: bullhorn("grant_type code client_id client_secret redirect_uri"), refresh: bullhorn("grant_type refresh_token client_id client_secret")},
	"instagram":         longLived("https://graph.instagram.com/access_token", "ig"),
	"threads":           longLived("https://graph.threads.net/access_token", "th"),
	"microsoft-admin":   {exchange: adminConsent, refresh: adminConsent},
	"revolut-business":  {prepare: func(p *Play) { p.clientSecret = pkcs8(ring().rsa) }, exchange: revolut("code"), refresh: revolut("refresh_token")},
	"braintree":         {prepare: braintreePair("production"), exchange: braintree("code"), refresh: braintree("refresh_token")},
	"braintree-sandbox": {prepare: braintreePair("sandbox"), exchange: braintree("code"), refresh: braintree("refresh_token")},
	"microsoft-teams-bot": {exchange: exchange(wanted{form: everything}), refresh: func(m *oauth2) []*Step {
		return append(refresh(wanted{form: renewal})(m), m.p.botToken())
	}},
}

const (
	everything = "grant_type client_id client_secret code redirect_uri"
	renewal    = "grant_type client_id client_secret refresh_token"
)

var (
	formAll = client{exchange: exchange(wanted{form: everything}), refresh: func(m *oauth2) []*Step {
		return append([]*Step{m.sharePointToken("sharepoint-renewal")}, refresh(wanted{form: renewal})(m)...)
	}}
	figma = client{exchange: exchange(wanted{json: "grant_type client_id client_secret code", query: "redirect_uri"}),
		refresh: refresh(wanted{json: "grant_type client_id client_secret refresh_token", renewed: true})}
	stripe = client{exchange: exchange(wanted{form: "grant_type code redirect_uri", secretOnly: true}),
		refresh: refresh(wanted{form: "grant_type refresh_token", secretOnly: true})}
)

// named are the values that requests of these clients may carry.
func (m *oauth2) named(grant string) map[string]string {
	secret := m.p.clientSecret
	return map[string]string{"grant_type": grant, "client_id": m.p.clientID, "client_secret": secret, "code": m.code, "redirect_uri": m.p.Callback,
		"refresh_token": m.refreshToken(), "state": m.state, "nonce": anyUUID, "code_verifier": anyText, "md5_secret": secret[:min(20, len(secret))],
		"raw_scopes": strings.Join(m.p.scopes, ",")}
}

func pick(names string, values map[string]string) Values {
	out := Values{}
	for name := range strings.FieldsSeq(names) {
		name, value, renamed := strings.Cut(name, "=")
		if !renamed {
			value = name
		}
		out[name] = []string{values[value]}
	}
	return out
}

// request builds what was wanted.
func (m *oauth2) request(name, address, grant string, w wanted) *Step {
	values := m.named(grant)
	step := &Step{Name: name, Method: http.MethodPost, Strict: true, Header: map[string]string{}}
	step.address(address)
	if w.query != "" {
		step.Query = pick(w.query, values)
	}
	if w.json != "" {
		step.JSON = objectOf(pick(w.json, values))
	} else {
		step.Form = pick(w.form, values)
	}
	switch {
	case w.basic:
		step.Header["authorization"] = basicHeader(m.p.clientID, m.p.clientSecret)
	case w.secretOnly:
		step.Header["authorization"] = basicHeader(m.p.clientSecret, "")
	}
	if grant == "authorization_code" && !m.p.Facts.DisablePKCE {
		step.Maybe = []string{"code_verifier"}
		step.Check = m.checkVerifier
		if !w.verified {
			step.Check = m.checkVerifierIfAny
		}
	}
	return step
}

func exchange(w wanted) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		step := m.request("token", m.p.authURL(m.p.Facts.TokenURL.oauth2()), "authorization_code", w)
		step.Answer = jsonAnswer(m.answer(nil))
		return []*Step{step}
	}
}

func refresh(w wanted) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		step := m.request("refresh", m.p.authURL(m.refreshAddress()), "refresh_token", w)
		m.kept = w.renewed
		step.Answer = jsonAnswer(m.answer(nil))
		return []*Step{step}
	}
}

func (m *oauth2) refreshAddress() string {
	if m.p.Facts.RefreshURL != "" {
		return m.p.Facts.RefreshURL
	}
	return m.p.Facts.TokenURL.oauth2()
}

// inData moves the answer into a member named data.
func inData(make func(*oauth2) []*Step) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		steps := make(m)
		steps[0].Answer.Body = fmt.Appendf(nil, `{"code":0,"data":%s}`, steps[0].Answer.Body)
		return steps
	}
}

func tiktokAds(m *oauth2) []*Step {
	m.gone = true
	return inData(exchange(wanted{json: "secret=client_secret app_id=client_id auth_code=code"}))(m)
}

func absorb(names string) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		grant := "authorization_code"
		if strings.Contains(names, "refresh_token") {
			grant = "refresh_token"
		}
		step := m.request("token", m.p.authURL(m.p.Facts.TokenURL.oauth2()), grant, wanted{form: names})
		step.Header["x-api-version"], step.Header["x-api-key"] = m.p.config["apiVersion"], m.p.config["restApiKey"]
		step.Answer = jsonAnswer(m.answer(nil))
		return []*Step{step}
	}
}

func coros(m *oauth2) []*Step { return exchange(wanted{form: everything})(m) }

// corosRefresh prolongs the tokens that are there.
func corosRefresh(m *oauth2) []*Step {
	step := m.request("refresh", m.refreshAddress(), "refresh_token", wanted{form: renewal})
	step.Answer = jsonAnswer(map[string]any{"result": "0000", "message": "OK"})
	return []*Step{step}
}

func facebook(m *oauth2) []*Step {
	m.gone = true
	return exchange(wanted{json: "grant_type client_id client_secret code redirect_uri code_verifier", query: "redirect_uri", verified: true})(m)
}

func facebookRefresh(m *oauth2) []*Step {
	step := &Step{Name: "refresh", Method: http.MethodPost, URL: m.p.Facts.TokenURL.oauth2(), Strict: true, Query: one(map[string]string{
		"client_id": m.p.clientID, "client_secret": m.p.clientSecret, "grant_type": "fb_exchange_token", "fb_exchange_token": m.p.token()})}
	step.Answer = jsonAnswer(m.answer(nil))
	return []*Step{step}
}

// longLived are Meta's two services: the short token of the login is swapped for one of sixty days.
func longLived(address, prefix string) client {
	return client{exchange: func(m *oauth2) []*Step {
		m.gone = true
		first := exchange(wanted{form: everything})(m)[0]
		second := &Step{Name: "long-lived token", Method: http.MethodGet, URL: address, Strict: true, Query: one(map[string]string{
			"grant_type": prefix + "_exchange_token", "access_token": m.p.token(), "client_secret": m.p.clientSecret})}
		second.Answer = jsonAnswer(m.answer(map[string]any{"expires_in": 5184000}))
		return []*Step{first, second}
	}, refresh: func(m *oauth2) []*Step {
		step := &Step{Name: "refresh", Method: http.MethodGet, URL: m.p.Facts.RefreshURL, Strict: true,
			Query: one(map[string]string{"grant_type": prefix + "_refresh_token", "access_token": m.p.token()})}
		step.Answer = jsonAnswer(m.answer(map[string]any{"expires_in": 5184000}))
		return []*Step{step}
	}}
}

// slack has a bot's and a user's token in one answer.
func slack(m *oauth2) []*Step {
	step := m.request("token", m.p.Facts.TokenURL.oauth2(), "authorization_code", wanted{form: everything})
	step.Answer = jsonAnswer(m.answer(map[string]any{"ok": true,
		"authed_user": map[string]any{"id": "U1", "access_token": "xoxp-user-1", "refresh_token": "xoxe-user-1", "expires_in": 7200}}))
	return []*Step{step}
}

func slackRefresh(m *oauth2) []*Step {
	bot := m.request("bot refresh", m.p.Facts.TokenURL.oauth2(), "refresh_token", wanted{form: renewal})
	user := m.request("user refresh", m.p.Facts.TokenURL.oauth2(), "refresh_token", wanted{form: renewal})
	user.Form["refresh_token"] = []string{"xoxe-user-1"}
	bot.Answer = jsonAnswer(m.answer(map[string]any{"ok": true}))
	user.Answer = jsonAnswer(map[string]any{"ok": true, "access_token": "xoxp-user-2", "refresh_token": "xoxe-user-2", "expires_in": 7200, "token_type": "user"})
	bot.Only, user.Only = m.byRefreshToken(bot), m.byRefreshToken(user)
	return []*Step{bot, user}
}

// byRefreshToken tells two requests to one address apart.
func (*oauth2) byRefreshToken(step *Step) func(*Received) bool {
	return func(got *Received) bool { return got.form().Get("refresh_token") == step.Form["refresh_token"][0] }
}

func walmart(names string, renewing bool) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		grant := "authorization_code"
		if renewing {
			grant, m.kept = "refresh_token", true
		}
		step := m.request("token", m.p.Facts.TokenURL.oauth2(), grant, wanted{form: names, basic: true})
		step.Header["wm_svc.name"], step.Header["wm_qos.correlation_id"], step.Header["wm_partner.id"] = "Walmart Marketplace", anyUUID, m.p.config["sellerId"]
		step.Answer = jsonAnswer(m.answer(nil))
		return []*Step{step}
	}
}

// shopline signs its requests in headers.
func shopline(m *oauth2) []*Step {
	m.gone = true
	step := m.signed(m.p.authURL(m.p.Facts.TokenURL.oauth2()))
	step.JSON = map[string]any{"code": m.code}
	return []*Step{step}
}

func shoplineRefresh(m *oauth2) []*Step {
	step := m.signed(m.p.authURL(m.p.Facts.RefreshURL))
	step.JSON = nil
	return []*Step{step}
}

func (m *oauth2) signed(address string) *Step {
	step := &Step{Name: "token", Method: http.MethodPost, URL: address, Strict: true,
		Header: map[string]string{"appkey": m.p.clientID, "timestamp": fmt.Sprint(m.p.Now().UnixMilli()), "sign": anyText}}
	step.Check = func(got *Received) []string {
		mac := hmac.New(sha256.New, []byte(m.p.clientSecret))
		mac.Write(append(got.Body, got.Header.Get("Timestamp")...))
		if want := hex.EncodeToString(mac.Sum(nil)); got.Header.Get("Sign") != want {
			return []string{"sign is " + got.Header.Get("Sign") + ", want " + want}
		}
		return nil
	}
	m.p.generation++
	step.Answer = jsonAnswer(map[string]any{"code": 200, "data": map[string]any{"accessToken": m.p.token(), "expireTime": m.p.Now().Add(10 * time.Hour).Format(time.RFC3339), "scope": "x"}})
	return step
}

// bullhorn gives a session for a token.
func bullhorn(names string) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		grant := "authorization_code"
		if strings.Contains(names, "refresh_token") {
			grant = "refresh_token"
		}
		first := &Step{Name: "token", Method: http.MethodPost, URL: m.p.Facts.TokenURL.oauth2(), Strict: true, Query: pick(names, m.named(grant))}
		m.p.generation++
		m.rotation = m.p.generation
		first.Answer = jsonAnswer(map[string]any{"access_token": "short+/1", "refresh_token": m.refreshToken(), "expires_in": 600, "token_type": "Bearer"})
		login := &Step{Name: "session", Method: http.MethodPost, URL: "https://rest-west.bullhornstaffing.com/rest-services/login", Strict: true,
			Query: one(map[string]string{"version": "*", "access_token": "short+/1", "ttl": "10080"})}
		m.p.config["restUrl"] = "https://rest99.vendor.example/rest-services/e999/"
		login.Answer = jsonAnswer(map[string]any{"BhRestToken": m.p.token(), "restUrl": m.p.config["restUrl"]})
		return []*Step{first, login}
	}
}

// adminConsent is no exchange at all: the browser's consent lets the app log in by itself.
func adminConsent(m *oauth2) []*Step {
	m.gone = true
	step := &Step{Name: "token", Method: http.MethodPost, URL: m.p.authURL(m.p.Facts.TokenURL.oauth2()), Strict: true, Maybe: []string{"redirect_uri"},
		Form: one(map[string]string{"grant_type": "client_credentials", "client_id": m.p.clientID, "client_secret": m.p.clientSecret,
			"scope": strictly(strings.Join(m.p.scopes, " "))})}
	step.Answer = jsonAnswer(m.answer(nil))
	return []*Step{step}
}

func revolut(what string) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		grant, address := "authorization_code", m.p.Facts.TokenURL.oauth2()
		if what == "refresh_token" {
			grant, address = "refresh_token", m.p.Facts.RefreshURL
			m.kept = true
		}
		step := m.request("token", m.p.authURL(address), grant, wanted{form: "grant_type " + what})
		step.Form["client_assertion_type"] = []string{"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}
		step.Form["client_assertion"] = []string{anyText}
		step.Check = func(got *Received) []string {
			t, wrong := verifyJWT(got.form().Get("client_assertion"), ring().rsa.Public(), m.p.Now())
			if len(wrong) > 0 {
				return wrong
			}
			return t.want("assertion", map[string]any{"iss": "127.0.0.1", "sub": m.p.clientID, "aud": "https://revolut.com"}, map[string]any{"alg": "RS256"}, 300)
		}
		step.Answer = jsonAnswer(m.answer(nil))
		return []*Step{step}
	}
}

func braintreePair(environment string) func(*Play) {
	return func(p *Play) {
		p.clientID, p.clientSecret = "client_id$"+environment+"$walk1", "client_secret$"+environment+"$walk2"
	}
}

func braintree(what string) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		grant := map[string]string{"code": "authorization_code", "refresh_token": "refresh_token"}[what]
		step := m.request("token", m.p.Facts.TokenURL.oauth2(), grant, wanted{json: "grant_type " + what, basic: true})
		step.Header["x-apiversion"], step.Header["accept"] = "6", "application/xml"
		step.Check = nil
		m.answer(nil)
		step.Answer = Answer{Status: http.StatusCreated, Header: http.Header{"Content-Type": {"application/xml; charset=utf-8"}}, Body: fmt.Appendf(nil,
			`<?xml version="1.0" encoding="UTF-8"?><credentials><access-token>%s</access-token><refresh-token>%s</refresh-token><expires-at type="datetime">%s</expires-at><token-type>bearer</token-type></credentials>`,
			m.p.token(), m.refreshToken(), m.p.Now().Add(2*time.Hour).Format(time.RFC3339))}
		return []*Step{step}
	}
}

// botToken is the token for Microsoft's Bot Framework, which a client asks for by itself.
func (p *Play) botToken() *Step {
	tenant := p.config["botHostTenantId"]
	if tenant == "" {
		return &Step{Optional: true}
	}
	return &Step{Name: "bot framework token", Method: http.MethodPost, URL: "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token",
		Form: one(map[string]string{"grant_type": "client_credentials", "client_id": p.clientID, "client_secret": p.clientSecret,
			"scope": "https://api.botframework.com/.default"}),
		Answer: jsonAnswer(map[string]any{"access_token": "bot-framework-token", "expires_in": 3600, "token_type": "Bearer"})}
}
