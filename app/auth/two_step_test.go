package auth_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/providers"
)

// clock is a time that tests move.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// account is a login with one provider of the catalog against a vendor that answers as told.
type account struct {
	*everyone
	clock *clock
	entry auth.Entry
}

func newAccount(t *testing.T, key string, config map[string]any, values, once map[string]string) *account {
	t.Helper()
	known, err := catalog.Open(providers.Index, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	p, ok := known.Get(key)
	if !ok {
		t.Fatalf("no provider %s", key)
	}
	a := &account{clock: &clock{moment}}
	a.everyone = begin(t, a.clock.now)
	a.entry = auth.Entry{TokenRequest: auth.TokenRequest{Provider: p, Config: config, Watch: func(h auth.Hop) { a.hops = append(a.hops, h) }}, Values: values, Assertion: once}
	return a
}

func (a *account) says(bodies ...string) {
	for _, body := range bodies {
		a.reply(authtest.Answer(http.StatusOK, "application/json", body))
	}
}

func (a *account) login(t *testing.T) auth.Credentials {
	t.Helper()
	got, err := a.client.Obtain(t.Context(), a.entry)
	if err != nil {
		t.Fatal(err)
	}
	return got.Credentials
}

// formOf is the body of the last request.
func formOf(t *testing.T, got []request) url.Values {
	t.Helper()
	if len(got) == 0 {
		t.Fatal("no request came")
	}
	form, err := url.ParseQuery(got[len(got)-1].body)
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// The assertions of providers-and-auth §4.7.1, read by the library's verifier.
func TestTwoStepJWTAssertions(t *testing.T) {
	t.Parallel()
	const apple = "https://account.apple.com/auth/oauth2/v2/token"
	rows := []struct {
		key           string
		config        map[string]any
		values, once  map[string]string
		settings      map[string]string
		verify        any
		life          time.Duration
		field         string
		header, claim map[string]any
	}{
		{key: "apple-business-manager", values: map[string]string{"clientId": "BUSINESSAPI.1", "keyId": "K1"}, once: map[string]string{"privateKey": ecPEM}, verify: &ecKey.PublicKey,
			life: 15552000 * time.Second, field: "client_assertion", header: map[string]any{"alg": "ES256", "kid": "K1", "typ": "JWT"},
			claim: map[string]any{"iss": "BUSINESSAPI.1", "sub": "BUSINESSAPI.1", "aud": apple, "jti": fixedUUID}},
		{key: "netsuite-client-credentials", config: map[string]any{"accountId": "123-sb1"}, values: map[string]string{"clientId": "c", "certificateId": "cert"},
			once: map[string]string{"privateKey": rsaPEM}, verify: &rsaKey.PublicKey, life: time.Hour, field: "client_assertion", header: map[string]any{"alg": "RS256", "kid": "cert", "typ": "JWT"},
			claim: map[string]any{"iss": "c", "aud": "https://123-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token", "jti": fixedUUID}},
		{key: "microsoft-oauth2-cc-cert", config: map[string]any{"tenantId": "t1", "oauth_scopes": "https://graph.microsoft.com/.default"},
			values: map[string]string{"clientId": "c", "certificateThumbprint": "AbC_1", "privateKey": strings.ReplaceAll(rsaPEM, "\n", `\n`)}, verify: &rsaKey.PublicKey,
			life: time.Hour, field: "client_assertion", header: map[string]any{"alg": "PS256", "x5t#S256": "AbC_1", "typ": "JWT"},
			claim: map[string]any{"iss": "c", "sub": "c", "aud": "https://login.microsoftonline.com/t1/oauth2/v2.0/token", "jti": fixedUUID}},
		{key: "epic", config: map[string]any{"interconnectUrl": "fhir.example.com/r4"}, settings: map[string]string{"clientId": "app", "keyId": "K2", "privateKey": ecPEM, "scope": "system/*.read"},
			values: map[string]string{"clientId": "somebody else's"}, verify: &ecKey.PublicKey, life: 5 * time.Minute, field: "client_assertion",
			header: map[string]any{"alg": "ES256", "kid": "K2", "typ": "JWT"},
			claim:  map[string]any{"iss": "app", "sub": "app", "aud": "https://fhir.example.com/r4/oauth2/token", "jti": fixedUUID}},
		{key: "google-service-account", values: map[string]string{"serviceAccountEmailAddress": "bot@p.iam.gserviceaccount.com", "scopes": "https://www.googleapis.com/auth/drive",
			"privateKey": strings.ReplaceAll(rsaPEM, "\n", " "), "delegatedAccessEmailAddress": ""}, verify: &rsaKey.PublicKey, life: time.Hour, field: "assertion",
			header: map[string]any{"alg": "RS256", "typ": "JWT"},
			claim:  map[string]any{"iss": "bot@p.iam.gserviceaccount.com", "scope": "https://www.googleapis.com/auth/drive", "aud": "https://oauth2.googleapis.com/token"}},
		{key: "servicenow-jwt", config: map[string]any{"hostname": "acme.service-now.com"}, values: map[string]string{"clientId": "c", "clientSecret": "s3cret", "keyId": "K3",
			"privateKey": rsaPEM, "userIdentifier": "me"}, verify: &rsaKey.PublicKey, life: 5 * time.Minute, field: "assertion", header: map[string]any{"alg": "RS256", "typ": "JWT", "kid": "K3"},
			claim: map[string]any{"iss": "c", "aud": "c", "sub": "me", "jti": fixedUUID}},
	}
	for _, row := range rows {
		t.Run(row.key, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t, row.key, row.config, row.values, row.once)
			a.entry.App.Settings = row.settings
			a.says(`{"access_token":"tok","expires_in":600}`)
			stored := a.login(t)
			header, claims := signed(t, formOf(t, a.take()).Get(row.field), row.verify)
			row.claim["iat"], row.claim["exp"] = float64(moment.Unix()), float64(moment.Add(row.life).Unix())
			if got, want := asJSON(t, header), asJSON(t, row.header); got != want {
				t.Errorf("header %s, want %s", got, want)
			}
			if got, want := asJSON(t, claims), asJSON(t, row.claim); got != want {
				t.Errorf("claims %s, want %s", got, want)
			}
			written := asJSON(t, stored.Fields())
			if len(row.once) > 0 && strings.Contains(written, "PRIVATE KEY") || row.settings != nil && strings.Contains(written, "clientId") {
				t.Errorf("stored too much: %s", written)
			}
		})
	}
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Epic takes an assertion once, so each request carries a fresh one and none is kept.
func TestTwoStepSingleUseAssertion(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "epic", map[string]any{"interconnectUrl": "fhir.example.com"}, nil, nil)
	a.entry.App.Settings = map[string]string{"clientId": "app", "keyId": "K2", "privateKey": ecPEM, "scope": "s"}
	a.says(`{"access_token":"one","expires_in":600}`, `{"access_token":"two","expires_in":600}`)
	stored := a.login(t)
	if _, kept := stored.Fields()["assertion"]; kept {
		t.Error("the assertion is kept")
	}
	first := formOf(t, a.take()).Get("client_assertion")
	a.clock.at = moment.Add(time.Second)
	if _, err := a.client.Renew(t.Context(), a.entry.TokenRequest, stored); err != nil {
		t.Fatal(err)
	}
	if second := formOf(t, a.take()).Get("client_assertion"); second == first || second == "" {
		t.Error("the assertion was sent twice")
	}
}

// A key that was not stored signs once: its assertion serves until it expires, then only the user can help.
func TestTwoStepKeptAssertion(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "netsuite-client-credentials", map[string]any{"accountId": "1"}, map[string]string{"clientId": "c", "certificateId": "k"}, map[string]string{"privateKey": rsaPEM})
	a.says(`{"access_token":"one","expires_in":600}`, `{"access_token":"two","expires_in":600}`)
	stored := a.login(t)
	first := formOf(t, a.take()).Get("client_assertion")
	a.clock.at = moment.Add(58 * time.Minute)
	got, err := a.client.Renew(t.Context(), a.entry.TokenRequest, stored)
	if err != nil || formOf(t, a.take()).Get("client_assertion") != first {
		t.Fatalf("the kept assertion was not used: %v", err)
	}
	a.clock.at = moment.Add(59*time.Minute + time.Second)
	_, err = a.client.Renew(t.Context(), a.entry.TokenRequest, got.Credentials)
	f := fault.From(err)
	if !fault.HasCode(err, auth.CodeRefresh) || !strings.Contains(f.Message, "expired") || !strings.Contains(f.Hint, "Reconnect") || len(a.take()) != 0 {
		t.Errorf("%v, hint %q", err, f.Hint)
	}
}

// What the user forgot or mistyped is said at its field, and nobody is asked.
func TestTwoStepMissingValues(t *testing.T) {
	t.Parallel()
	config := map[string]any{"tenantId": "t1", "oauth_scopes": "s"}
	rows := []struct {
		name, key, path string
		config          map[string]any
		values, once    map[string]string
	}{
		{"a credential", "agencyzoom", "credentials password", nil, map[string]string{"username": "u"}, nil},
		{"a parameter", "dayforce", "params companyId", nil, map[string]string{"username": "u", "password": "p"}, nil},
		{"the key", "netsuite-client-credentials", "assertion_option privateKey", map[string]any{"accountId": "1"}, map[string]string{"clientId": "c", "certificateId": "k"}, nil},
		{"a claim", "microsoft-oauth2-cc-cert", "credentials certificateThumbprint", config, map[string]string{"clientId": "c", "privateKey": rsaPEM}, nil},
		{"no key", "microsoft-oauth2-cc-cert", "credentials privateKey", config, map[string]string{"clientId": "c", "certificateThumbprint": "x", "privateKey": "canary"}, nil},
		{"another kind of key", "microsoft-oauth2-cc-cert", "credentials privateKey", config, map[string]string{"clientId": "c", "certificateThumbprint": "x", "privateKey": ecPEM}, nil},
		{"no key to sign a token", "salesforce-jwt", "credentials privateKey", map[string]any{"authorizationUrl": "login.salesforce.com"}, map[string]string{"clientId": "c", "username": "u", "privateKey": "canary"}, nil},
		{"no SAML key", "sap-success-factors", "assertion_option privateKey", map[string]any{"apiServer": "api.example.com", "companyId": "c"}, map[string]string{"apiKey": "k"},
			map[string]string{"userName": "u", "privateKey": "Y2FuYXJ5"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t, row.key, row.config, row.values, row.once)
			_, err := a.client.Obtain(t.Context(), a.entry)
			f := fault.From(err)
			if !fault.HasCode(err, "invalid_body") || len(f.Issues) != 1 || strings.Join(f.Issues[0].Path, " ") != row.path || f.Hint == "" {
				t.Errorf("%v, issues %+v, hint %q", err, f.Issues, f.Hint)
			}
			if strings.Contains(err.Error(), "canary") || len(a.take()) != 0 {
				t.Errorf("a secret is told or somebody was asked: %v", err)
			}
		})
	}
}

// A password with quotation marks stays one inside Semble's GraphQL text.
func TestTwoStepQuotedValues(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "semble", nil, map[string]string{"email": "a@b.test", "password": "a\"b\\c<&>"}, nil)
	a.says(`{"data":{"signIn":{"token":"tok"}}}`)
	a.login(t)
	var sent struct{ Query string }
	if err := json.Unmarshal([]byte(a.take()[0].body), &sent); err != nil || !strings.Contains(sent.Query, `password: "a\"b\\c<&>")`) {
		t.Errorf("%v, query %s", err, sent.Query)
	}
}

// Fields that may be left out are sent empty in a body and not at all as a header.
func TestTwoStepOptionalFields(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "tableau", map[string]any{"hostname": "t.example.com", "version": "3.4"}, map[string]string{"pat": "p", "secret": "s"}, nil)
	a.says(`{"credentials":{"token":"tok","estimatedTimeToExpiration":"1:00:00"}}`)
	a.login(t)
	if got := a.take()[0].body; got != `{"credentials":{"personalAccessTokenName":"p","personalAccessTokenSecret":"s","site":{"contentUrl":""}}}` {
		t.Error(got)
	}
	b := newAccount(t, "sage-300-cre", map[string]any{"serverUrl": "s.example.com", "databaseName": "d"}, map[string]string{"username": "u", "password": "p"}, nil)
	b.says(`{"Data":"tok"}`)
	b.login(t)
	if _, sent := b.take()[0].header["X-Dppkey"]; sent {
		t.Error("an empty header was sent")
	}
}

// SAP Business One is a session of cookies: they replace those of the login before.
func TestTwoStepCookies(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "sap-business-one", map[string]any{"domain": "sap.example.com:50000/b1s/v1", "companyDb": "db"}, map[string]string{"userName": "u", "password": "p"}, nil)
	session := func(cookies ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for _, cookie := range cookies {
				w.Header().Add("Set-Cookie", cookie)
			}
			authtest.Answer(200, "application/json", `{"SessionId":"sid"}`)(w, r)
		}
	}
	a.reply(session("B1SESSION=one; path=/", "ROUTEID=.n1", "userName=evil", "token=evil", "old=; Max-Age=0"), session("B1SESSION=two"))
	stored := a.login(t)
	fields := stored.Fields()
	if fields["_cookies"] != "B1SESSION=one; ROUTEID=.n1; userName=evil; token=evil" || fields["B1SESSION"] != "one" || fields["userName"] != "u" || fields["token"] != "sid" {
		t.Errorf("fields %v", fields)
	}
	got, err := a.client.Renew(t.Context(), a.entry.TokenRequest, stored)
	if err != nil {
		t.Fatal(err)
	}
	if fields := got.Credentials.Fields(); fields["_cookies"] != "B1SESSION=two" || fields["ROUTEID"] != nil {
		t.Errorf("after a renewal %v", fields)
	}
}

// A refresh token that is turned down is no reason to bother the user while the login itself still works.
func TestTwoStepRefusedRefreshToken(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "aspire", map[string]any{"domain": "cloud-api.youraspire.com"}, map[string]string{"clientId": "c", "secret": "s3cret"}, nil)
	a.says(`{"Token":"one","RefreshToken":"r1"}`)
	stored := a.login(t)
	a.reply(authtest.Answer(401, "application/json", `{"message":"expired"}`))
	a.says(`{"Token":"two","RefreshToken":"r2"}`)
	got, err := a.client.Renew(t.Context(), a.entry.TokenRequest, stored)
	if err != nil || got.Credentials.Fields()["token"] != "two" || got.Credentials.Fields()["refresh_token"] != "r2" {
		t.Fatalf("%v", err)
	}
	if requests := a.take(); len(requests) != 3 || requests[1].body != `{"RefreshToken":"r1"}` || requests[2].url != "https://cloud-api.youraspire.com/Authorization" {
		t.Errorf("requests %+v", requests)
	}
	a.reply(authtest.Answer(503, "text/plain", "down"))
	if _, err := a.client.Renew(t.Context(), a.entry.TokenRequest, got.Credentials); !fault.IsKind(err, fault.Upstream) || len(a.take()) != 1 {
		t.Errorf("an outage is no refusal: %v", err)
	}
}

// Salesforce Data Cloud: the second answer's facts win, and the token of the first goes to the address that it names.
func TestTwoStepSwapsATokenForAnother(t *testing.T) {
	t.Parallel()
	a := newAccount(t, "salesforce-cdp", nil, map[string]string{"jwt": "a.b.c"}, nil)
	a.says(`{"access_token":"core","instance_url":"https://core.my.salesforce.com"}`, `{"access_token":"cdp","instance_url":"https://x.c360a.salesforce.com","expires_in":7200}`)
	got, err := a.client.Obtain(t.Context(), a.entry)
	if err != nil || got.Config["instance_url"] != "https://x.c360a.salesforce.com" {
		t.Fatalf("%v %v", err, got.Config)
	}
	requests := a.take()
	if requests[1].url != "https://core.my.salesforce.com/services/a360/token" || formOf(t, requests).Get("subject_token") != "core" {
		t.Errorf("%+v", requests[1])
	}
}

// jwtUntil is a token whose claims say when it ends; nobody checks its signature.
func jwtUntil(t *testing.T, end time.Time) string {
	t.Helper()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(end)}).SignedString([]byte("k"))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// Rule 7 of providers-and-auth §4.7: what the answer says, else what the token says.
func TestTwoStepExpiry(t *testing.T) {
	t.Parallel()
	far := moment.AddDate(99, 0, 0)
	day, hour := moment.Add(24*time.Hour).Truncate(time.Second), moment.Add(time.Hour).Truncate(time.Second)
	rows := []struct {
		name, key string
		config    map[string]any
		answer    map[string]any
		want      time.Time
	}{
		{"nothing is said", "agencyzoom", nil, map[string]any{"jwt": "opaque"}, far},
		{"the token says it", "agencyzoom", nil, map[string]any{"jwt": jwtUntil(t, day)}, day.Add(-15 * time.Minute)},
		{"a short life keeps its whole length", "agencyzoom", nil, map[string]any{"jwt": jwtUntil(t, moment.Add(20*time.Minute))}, moment.Add(20 * time.Minute).Truncate(time.Second)},
		{"a token that calls itself over", "agencyzoom", nil, map[string]any{"jwt": jwtUntil(t, moment.Add(-time.Hour))}, far},
		{"a fixed life", "shopworks", map[string]any{"hostname": "h.example.com"}, map[string]any{"id_token": "opaque"}, moment.Add(time.Hour)},
		{"the token ends before the fixed life", "shopworks", map[string]any{"hostname": "h.example.com"}, map[string]any{"id_token": jwtUntil(t, moment.Add(45*time.Minute))},
			moment.Add(30 * time.Minute).Truncate(time.Second)},
		{"a duration in words", "toast", map[string]any{"subdomain": "ws"}, map[string]any{"token": map[string]any{"accessToken": "x", "expiresIn": "2h"}}, moment.Add(2 * time.Hour)},
		{"a refresh token that ends first", "valley", nil, map[string]any{"access_token": "x", "expires_in": 86400, "refresh_token": jwtUntil(t, hour)}, hour.Add(-15 * time.Minute)},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t, row.key, row.config, map[string]string{"username": "u", "password": "p", "clientId": "c", "clientSecret": "s", "email": "e"}, nil)
			a.says(asJSON(t, row.answer))
			if got := a.login(t).ExpiresAt(); !got.Equal(row.want) {
				t.Errorf("until %v, want %v", got, row.want)
			}
		})
	}
}
