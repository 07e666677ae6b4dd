package auth_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

const (
	vendorCallback  = "http://localhost:3003/oauth/callback"
	escapedCallback = "http%3A%2F%2Flocalhost%3A3003%2Foauth%2Fcallback"
	walkTenant      = "5f0c1d2e-3b4a-4968-8776-0123456789ab"
)

// login is the browser's way back to the provider of an account.
func (a *account) browserLogin(name string) auth.Return {
	return auth.Return{TokenRequest: a.entry.TokenRequest, Query: url.Values{name: {"CODE"}, "state": {"st"}}, RedirectURI: vendorCallback,
		State: "st", Verifier: verifier}
}

// vendorAccount is one with the usual client.
func vendorAccount(t *testing.T, key string, config map[string]any) *account {
	t.Helper()
	a := newAccount(t, key, config, nil, nil)
	a.entry.App = auth.App{ClientID: "client", ClientSecret: "client-secret-of-26-letters", Scopes: []string{"read", "write"}}
	a.entry.Callback = vendorCallback
	return a
}

// said is a request in one line.
func (r request) said() string { return strings.TrimSpace(r.method + " " + r.url + " " + r.body) }

// trip is one conversation: what the vendor answers, what it must have been asked, and what comes of it.
type trip struct {
	answers []string
	asked   []string
	access  string
	refresh string
	life    time.Duration
}

// The token endpoints that want more than a table can say, from providers-and-auth §5.
func TestVendorClients(t *testing.T) {
	t.Parallel()
	const first, second = `{"access_token":"a1","refresh_token":"r1","expires_in":60}`, `{"access_token":"a2","refresh_token":"r2","expires_in":60}`
	const xmlTokens = `<?xml version="1.0"?><credentials><access-token>a1</access-token><refresh-token>r1</refresh-token><expires-at type="datetime">2026-01-02T04:04:05.678Z</expires-at></credentials>`
	wholeCode := "grant_type=authorization_code&client_id=client&client_secret=client-secret-of-26-letters&code=CODE&redirect_uri=" + escapedCallback
	wholeRenew := "grant_type=refresh_token&client_id=client&client_secret=client-secret-of-26-letters&refresh_token=r1"
	admin := trip{answers: []string{`{"access_token":"a1","expires_in":60}`}, access: "a1", life: time.Minute, asked: []string{"POST https://login.microsoftonline.com/" + walkTenant +
		"/oauth2/v2.0/token grant_type=client_credentials&client_id=client&client_secret=client-secret-of-26-letters&scope=https%253A%252F%252Fgraph.microsoft.com%252F.default%2520x"}}
	for _, row := range []struct {
		key     string
		param   string // of the code in the callback
		config  map[string]any
		scopes  []string
		header  map[string]string // of every request
		login   trip
		renewal trip
	}{
		{key: "absorb-lms", config: map[string]any{"portalRoute": "lms.example.com", "apiVersion": "2", "restApiKey": "key"}, header: map[string]string{"X-Api-Key": "key", "X-Api-Version": "2"},
			login:   trip{[]string{first}, []string{"POST https://lms.example.com/oauth/token " + wholeCode + "&nonce=" + fixedUUID}, "a1", "r1", time.Minute},
			renewal: trip{[]string{second}, []string{"POST https://lms.example.com/oauth/token " + wholeRenew + "&nonce=" + fixedUUID + "&scope=read%2Cwrite"}, "a2", "r2", time.Minute}},
		{key: "agiloft", config: map[string]any{"hostname": "acme.agiloft.com"},
			login:   trip{[]string{first}, []string{"POST https://acme.agiloft.com/ewws/otoken grant_type=authorization_code&code=CODE&client_id=client&redirect_uri=" + escapedCallback + "&code_verifier=" + verifier}, "a1", "r1", time.Minute},
			renewal: trip{[]string{`{"access_token":"a2","expires_in":60}`}, []string{"POST https://acme.agiloft.com/ewws/otoken grant_type=refresh_token&refresh_token=r1&md5_secret=client-secret-of-26-"}, "a2", "r1", time.Minute}},
		{key: "braintree", header: map[string]string{"X-Apiversion": "6", "Accept": "application/xml", "Authorization": "Basic " + base64.StdEncoding.EncodeToString([]byte("client:client-secret-of-26-letters"))},
			login:   trip{[]string{xmlTokens}, []string{`POST https://api.braintreegateway.com/oauth/access_tokens {"grant_type":"authorization_code","code":"CODE"}`}, "a1", "r1", time.Hour},
			renewal: trip{[]string{xmlTokens}, []string{`POST https://api.braintreegateway.com/oauth/access_tokens {"grant_type":"refresh_token","refresh_token":"r1"}`}, "a1", "r1", time.Hour}},
		{key: "bullhorn", config: map[string]any{"username": "u", "password": "p"},
			login: trip{[]string{`{"access_token":"short","refresh_token":"r1","expires_in":600}`, `{"BhRestToken":"a1","restUrl":"https://rest9.example/x/"}`},
				[]string{"POST https://auth-west.bullhornstaffing.com/oauth/token?grant_type=authorization_code&code=CODE&client_id=client&client_secret=client-secret-of-26-letters&redirect_uri=" + escapedCallback,
					"POST https://rest-west.bullhornstaffing.com/rest-services/login?version=%2A&access_token=short&ttl=10080"}, "a1", "r1", 7 * 24 * time.Hour},
			renewal: trip{[]string{`{"access_token":"short2","refresh_token":"r2"}`, `{"BhRestToken":"a2","restUrl":"https://rest9.example/x/"}`},
				[]string{"POST https://auth-west.bullhornstaffing.com/oauth/token?grant_type=refresh_token&refresh_token=r1&client_id=client&client_secret=client-secret-of-26-letters",
					"POST https://rest-west.bullhornstaffing.com/rest-services/login?version=%2A&access_token=short2&ttl=10080"}, "a2", "r2", 7 * 24 * time.Hour}},
		{key: "coros", login: trip{[]string{`{"access_token":"a1","refresh_token":"r1","expires_in":60,"openId":"o"}`}, []string{"POST https://open.coros.com/oauth2/accesstoken " + wholeCode + "&code_verifier=" + verifier}, "a1", "r1", time.Minute},
			renewal: trip{[]string{`{"result":"0000","message":"OK"}`}, []string{"POST https://open.coros.com/oauth2/refresh-token " + wholeRenew}, "a1", "r1", 30 * 24 * time.Hour}},
		{key: "facebook", login: trip{[]string{`{"access_token":"a1","expires_in":60}`}, []string{"POST https://graph.facebook.com/v22.0/oauth/access_token?redirect_uri=" + escapedCallback +
			` {"grant_type":"authorization_code","client_id":"client","client_secret":"client-secret-of-26-letters","code":"CODE","redirect_uri":"` + vendorCallback + `","code_verifier":"` + verifier + `"}`}, "a1", "", time.Minute},
			renewal: trip{[]string{`{"access_token":"a2","expires_in":5184000}`}, []string{"POST https://graph.facebook.com/v22.0/oauth/access_token?client_id=client&client_secret=client-secret-of-26-letters&grant_type=fb_exchange_token&fb_exchange_token=a1"}, "a2", "", 60 * 24 * time.Hour}},
		{key: "instagram", login: trip{[]string{`{"access_token":"short","user_id":7}`, `{"access_token":"a1","expires_in":5184000}`},
			[]string{"POST https://api.instagram.com/oauth/access_token " + wholeCode + "&code_verifier=" + verifier,
				"GET https://graph.instagram.com/access_token?grant_type=ig_exchange_token&access_token=short&client_secret=client-secret-of-26-letters"}, "a1", "", 60 * 24 * time.Hour},
			renewal: trip{[]string{`{"access_token":"a2","expires_in":5184000}`}, []string{"GET https://graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token=a1"}, "a2", "", 60 * 24 * time.Hour}},
		{key: "threads", login: trip{[]string{`{"access_token":"short"}`, `{"error":{"message":"no","type":"OAuthException"}}`},
			[]string{"POST https://graph.threads.net/oauth/access_token " + wholeCode + "&code_verifier=" + verifier,
				"GET https://graph.threads.net/access_token?grant_type=th_exchange_token&access_token=short&client_secret=client-secret-of-26-letters"}, "short", "", time.Hour},
			renewal: trip{[]string{`{"access_token":"a2","expires_in":5184000}`}, []string{"GET https://graph.threads.net/refresh_access_token?grant_type=th_refresh_token&access_token=short"}, "a2", "", 60 * 24 * time.Hour}},
		{key: "microsoft-admin", param: "tenant", config: map[string]any{"tenantId": walkTenant}, scopes: []string{"https://graph.microsoft.com/.default", "x"}, login: admin, renewal: admin},
		{key: "walmart", config: map[string]any{"sellerId": "s1"}, header: map[string]string{"Wm_svc.name": "Walmart Marketplace", "Wm_qos.correlation_id": fixedUUID, "Wm_partner.id": "s1",
			"Authorization": "Basic " + base64.StdEncoding.EncodeToString([]byte("client:client-secret-of-26-letters"))},
			login:   trip{[]string{first}, []string{"POST https://marketplace.walmartapis.com/v3/token grant_type=authorization_code&code=CODE&redirect_uri=" + escapedCallback}, "a1", "r1", time.Minute},
			renewal: trip{[]string{`{"access_token":"a2","expires_in":60}`}, []string{"POST https://marketplace.walmartapis.com/v3/token grant_type=refresh_token&refresh_token=r1"}, "a2", "r1", time.Minute}},
		{key: "attio-mcp", login: trip{[]string{first}, []string{"POST https://app.attio.com/oidc/token grant_type=authorization_code&code=CODE&client_id=client&redirect_uri=" + escapedCallback + "&code_verifier=" + verifier}, "a1", "r1", time.Minute},
			renewal: trip{[]string{second}, []string{"POST https://app.attio.com/oidc/token grant_type=refresh_token&client_id=client&refresh_token=r1"}, "a2", "r2", time.Minute}},
	} {
		t.Run(row.key, func(t *testing.T) {
			t.Parallel()
			a := vendorAccount(t, row.key, row.config)
			if row.scopes != nil {
				a.entry.App.Scopes = row.scopes
			}
			a.says(row.login.answers...)
			x := a.browserLogin("code")
			got, err := a.client.Exchange(t.Context(), auth.Exchange{TokenRequest: x.TokenRequest, Code: "CODE", RedirectURI: vendorCallback, Verifier: verifier, State: "st"})
			a.check(t, "login", row.login, row.header, got, err)
			a.says(row.renewal.answers...)
			got, err = a.client.Refresh(t.Context(), a.entry.TokenRequest, got)
			a.check(t, "renewal", row.renewal, row.header, got, err)
		})
	}
}

// check compares a conversation with what was to be said.
func (a *account) check(t *testing.T, name string, want trip, header map[string]string, got auth.OAuth2, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	requests := a.take()
	if len(requests) != len(want.asked) {
		t.Fatalf("%s: %d requests %v", name, len(requests), requests)
	}
	for i, r := range requests {
		if r.said() != want.asked[i] {
			t.Errorf("%s\n got %s\nwant %s", name, r.said(), want.asked[i])
		}
		for field, value := range header {
			if r.header.Get(field) != value {
				t.Errorf("%s: header %s is %q, want %q", name, field, r.header.Get(field), value)
			}
		}
	}
	if got.AccessToken.Reveal() != want.access || got.RefreshToken.Reveal() != want.refresh || got.Expires.Sub(moment).Round(time.Second) != want.life {
		t.Errorf("%s: %q, %q, %v", name, got.AccessToken.Reveal(), got.RefreshToken.Reveal(), got.Expires.Sub(moment))
	}
}

// Shopline's requests are signed over body and time, and its answers have names of their own.
func TestShoplineSigns(t *testing.T) {
	t.Parallel()
	a := vendorAccount(t, "shopline-oauth", map[string]any{"handle": "shop", "subdomain": "shop", "storeHandle": "shop"})
	a.says(`{"code":200,"data":{"accessToken":"a1","expireTime":"2026-01-02T13:04:05Z"}}`, `{"code":200,"data":{"accessToken":"a2","expireTime":"2026-01-02T13:04:05Z"}}`)
	got, err := a.client.Exchange(t.Context(), auth.Exchange{TokenRequest: a.entry.TokenRequest, Code: "CODE", RedirectURI: vendorCallback, Verifier: verifier})
	if err != nil || got.AccessToken != "a1" || !got.Expires.Equal(time.Date(2026, 1, 2, 13, 4, 5, 0, time.UTC)) {
		t.Fatalf("%v, %v", err, got.Expires)
	}
	if !auth.Renewable(a.entry.Provider, got) {
		t.Error("the token cannot be renewed, though Shopline needs no refresh token for it")
	}
	if got, err = a.client.Refresh(t.Context(), a.entry.TokenRequest, got); err != nil || got.AccessToken != "a2" {
		t.Fatalf("renewal: %v", err)
	}
	requests := a.take()
	for i, body := range []string{`{"code":"CODE"}`, ""} {
		r := requests[i]
		stamp := strconv.FormatInt(moment.UnixMilli(), 10)
		mac := hmac.New(sha256.New, []byte("client-secret-of-26-letters"))
		mac.Write([]byte(body + stamp))
		if r.body != body || r.header.Get("Appkey") != "client" || r.header.Get("Timestamp") != stamp || r.header.Get("Sign") != hex.EncodeToString(mac.Sum(nil)) {
			t.Errorf("request %d: %q %v", i, r.body, r.header)
		}
	}
}

// Revolut's client proves itself with a signed assertion, at renewals too, where no browser tells the callback.
func TestRevolutSignsWhoItIs(t *testing.T) {
	t.Parallel()
	a := vendorAccount(t, "revolut-business", map[string]any{"apiHost": "b2b.revolut.com"})
	a.entry.App.ClientSecret = vault.Secret(rsaPEM)
	for _, step := range []func() (auth.OAuth2, error){
		func() (auth.OAuth2, error) {
			return a.client.Exchange(t.Context(), auth.Exchange{TokenRequest: a.entry.TokenRequest, Code: "CODE", RedirectURI: vendorCallback, Verifier: verifier})
		},
		func() (auth.OAuth2, error) {
			return a.client.Refresh(t.Context(), a.entry.TokenRequest, auth.OAuth2{RefreshToken: "r1"})
		},
	} {
		a.says(`{"access_token":"a1","expires_in":2400}`)
		if _, err := step(); err != nil {
			t.Fatal(err)
		}
		form := formOf(t, a.take())
		claims := jwt.MapClaims{}
		_, err := jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithTimeFunc(func() time.Time { return moment }), jwt.WithAudience("https://revolut.com"),
			jwt.WithIssuer("localhost"), jwt.WithSubject("client"), jwt.WithExpirationRequired()).
			ParseWithClaims(form.Get("client_assertion"), claims, func(*jwt.Token) (any, error) { return rsaKey.Public(), nil })
		if err != nil || claims["exp"] != float64(moment.Add(5*time.Minute).Unix()) {
			t.Errorf("assertion: %v %v", err, claims)
		}
		if form.Has("client_secret") || form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
			t.Errorf("form %v", form)
		}
	}
}

// Slack gives a bot's and a person's token; both are kept alive, each with its own refresh token.
func TestSlackKeepsTwoTokens(t *testing.T) {
	t.Parallel()
	login := `{"ok":true,"access_token":"bot1","refresh_token":"rb1","expires_in":43200,"authed_user":{"id":"U1","access_token":"user1","refresh_token":"ru1","expires_in":3600}}`
	for _, c := range []struct {
		name, person string // the answer to the person's renewal
		user         string // the person's token afterwards
		life         time.Duration
	}{
		{"both", `{"ok":true,"access_token":"user2","refresh_token":"ru2","expires_in":3600}`, "user2", time.Hour},
		{"the person's is gone", `{"ok":false,"error":"token_revoked"}`, "user1", 12 * time.Hour},
	} {
		a := vendorAccount(t, "slack", nil)
		a.says(login, `{"ok":true,"access_token":"bot2","refresh_token":"rb2","expires_in":43200}`, c.person)
		got, err := a.client.Finish(t.Context(), a.browserLogin("code"))
		if err != nil || got.Credentials.ExpiresAt().Sub(moment).Round(time.Second) != time.Hour {
			t.Fatalf("%s: %v, until %v", c.name, err, got.Credentials)
		}
		got, err = a.client.Renew(t.Context(), a.entry.TokenRequest, got.Credentials)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		oauth := got.Credentials.(auth.OAuth2)
		user, _ := oauth.Fields()["raw"].(map[string]any)["authed_user"].(map[string]any)
		if oauth.AccessToken != "bot2" || oauth.RefreshToken != "rb2" || user["access_token"] != c.user || user["id"] != "U1" || oauth.Expires.Sub(moment).Round(time.Second) != c.life {
			t.Errorf("%s: %s, until %v", c.name, oauth.Raw.Reveal(), oauth.Expires)
		}
		if form := formOf(t, a.take()); form.Get("refresh_token") != "ru1" || form.Get("client_secret") == "" {
			t.Errorf("%s: the person's renewal was %v", c.name, form)
		}
	}
}

// A second token comes with the login, is renewed by its own refresh token, and goes alone when it is refused.
func TestSecondTokens(t *testing.T) {
	t.Parallel()
	token := unsigned(t, jwt.MapClaims{"tid": walkTenant})
	a := vendorAccount(t, "one-drive", map[string]any{})
	a.says(`{"access_token":"`+token+`","refresh_token":"r1","expires_in":3600}`, `{"access_token":"sp1","refresh_token":"rs1","expires_in":1800}`)
	got, err := a.client.Finish(t.Context(), a.browserLogin("code"))
	if err != nil {
		t.Fatal(err)
	}
	share, _ := got.Config["sharepointAccessToken"].(map[string]any)
	if share["access_token"] != "sp1" || got.Config["tenantId"] != walkTenant || got.Credentials.ExpiresAt().Sub(moment).Round(time.Second) != 30*time.Minute || share["expires_at"] != moment.Add(30*time.Minute).UnixMilli() {
		t.Fatalf("config %v, until %v", got.Config, got.Credentials.ExpiresAt())
	}
	form := formOf(t, a.take())
	if form.Get("refresh_token") != "r1" || form.Get("scope") != "https://"+walkTenant+".sharepoint.com/Sites.Read.All" {
		t.Errorf("form %v", form)
	}
	maps.Copy(a.entry.Config, got.Config)
	a.says(`{"access_token":"a2","refresh_token":"r2","expires_in":3600}`)
	a.reply(authtest.Answer(http.StatusBadRequest, "application/json", `{"error":"invalid_grant"}`))
	got, err = a.client.Renew(t.Context(), a.entry.TokenRequest, got.Credentials)
	if value, named := got.Config["sharepointAccessToken"]; err != nil || !named || value != nil {
		t.Errorf("%v, config %v", err, got.Config)
	}
	if form := formOf(t, a.take()); form.Get("refresh_token") != "rs1" {
		t.Errorf("the second token was renewed with %q", form.Get("refresh_token"))
	}

	bot := vendorAccount(t, "microsoft-teams-bot", map[string]any{"tenantId": walkTenant, "botHostTenantId": "host-1"})
	bot.says(`{"access_token":"a1","refresh_token":"r1","expires_in":3600}`, `{"access_token":"bf","expires_in":86400,"token_type":"Bearer"}`)
	got, err = bot.client.Finish(t.Context(), bot.browserLogin("code"))
	if frame, _ := got.Config["botFrameworkAccessToken"].(map[string]any); err != nil || frame["access_token"] != "bf" || len(frame) != 3 {
		t.Errorf("%v, config %v", err, got.Config)
	}
	last := bot.take()
	if r := last[len(last)-1]; r.url != "https://login.microsoftonline.com/host-1/oauth2/v2.0/token" || formOf(t, last).Get("scope") != "https://api.botframework.com/.default" {
		t.Errorf("%s", r.said())
	}
}

func unsigned(t *testing.T, claims jwt.MapClaims) string {
	t.Helper()
	text, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("nobody checks this"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// What a vendor says instead of a token reaches the person, and no login or renewal is half made.
func TestVendorClientsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, key string
		config    map[string]any
		id        string
		answers   []string
		says      string
	}{
		{"braintree refuses", "braintree", nil, "", []string{`<api-error-response><message>code was already used</message></api-error-response>`}, "code was already used"},
		{"another page", "braintree", nil, "", []string{`<html><title>Maintenance</title></html>`}, "Maintenance"},
		{"two environments", "braintree", nil, "client_id$sandbox$1", nil, "sandbox environment"},
		{"absorb without its key", "absorb-lms", map[string]any{"portalRoute": "lms.example.com", "apiVersion": "2"}, "", nil, "gives no token without"},
		{"walmart without the seller", "walmart", nil, "", nil, "gives no token without"},
		{"no session", "bullhorn", nil, "", []string{`{"access_token":"s"}`, `{"errorMessage":"bad token"}`}, "bad token"},
		{"the session is refused", "bullhorn", nil, "", []string{`{"access_token":"s"}`, `{"error":"invalid_token"}`}, "invalid_token"},
		{"coros's own code", "coros", nil, "", []string{`{"result":"1001","message":"code expired"}`}, "code expired"},
		{"shopline's own code", "shopline-oauth", map[string]any{"handle": "shop", "subdomain": "shop", "storeHandle": "shop"}, "", []string{`{"code":500,"message":"sign error"}`}, "sign error"},
		{"slack's ok", "slack", nil, "", []string{`{"ok":false,"error":"bad_redirect_uri"}`}, "redirect URL"},
		{"no key", "revolut-business", map[string]any{"apiHost": "b2b.revolut.com"}, "", nil, "private key of its certificate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := vendorAccount(t, c.key, c.config)
			if c.id != "" {
				a.entry.App.ClientID, a.entry.App.ClientSecret = c.id, "client_secret$production$1"
			}
			a.says(c.answers...)
			got, err := a.client.Exchange(t.Context(), auth.Exchange{TokenRequest: a.entry.TokenRequest, Code: "CODE", RedirectURI: vendorCallback, Verifier: verifier})
			f := fault.From(err)
			if err == nil || got.AccessToken != "" || !strings.Contains(f.Message, c.says) || f.Hint == "" || strings.Contains(f.Message+f.Hint, "client-secret") {
				t.Errorf("%v (%s) %v", err, f.Hint, got)
			}
		})
	}
}

// Salesforce's token of an app says nothing of its end either: the instance is asked, with the account's own client.
func TestSalesforceClientCredentialsEnd(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "salesforce-cc", map[string]any{"hostname": "acme.my.salesforce.com", "instance_url": "https://evil.example"}, map[string]string{"client_id": "own", "client_secret": "own-secret"}, nil)
	end := moment.Add(2 * time.Hour).Truncate(time.Second)
	a.says(`{"access_token":"t1","instance_url":"https://eu1.my.salesforce.com"}`, `{"active":true,"exp":`+strconv.FormatInt(end.Unix(), 10)+`}`)
	got := a.login(t)
	requests := a.take()
	form := formOf(t, requests)
	if len(requests) != 2 || requests[1].url != "https://eu1.my.salesforce.com/services/oauth2/introspect" || form.Get("client_id") != "own" || form.Get("token") != "t1" {
		t.Errorf("requests %v", requests)
	}
	if !got.ExpiresAt().Equal(end) {
		t.Errorf("ends %v, want %v", got.ExpiresAt(), end)
	}
}
