package providerscripts_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/auth"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

type facts = map[string]any

// login is one provider's script: what the connection is like, what the provider is asked, and what comes of it.
type login struct {
	name, key string
	config    facts
	token     string // default "token-1"
	raw       string
	calls     []call
	want      facts
}

// What each provider is asked after a login, and what of its answer the connection keeps (providers-and-auth §7.3).
var connected = []login{
	{name: "attio", key: "attio", calls: []call{{ask: "GET https://api.attio.com/v2/self", says: `{"workspace_id":"w1"}`}}, want: facts{"workspace_id": "w1"}},
	{name: "basecamp with one account", key: "basecamp", config: facts{"appDetails": "App (me@acme.example)"}, calls: []call{{ask: "GET https://launchpad.37signals.com/authorization.json", says: `{"accounts":[{"id":999}]}`}},
		want: facts{"accounts": []any{facts{"id": 999}}, "accountId": "999"}},
	{name: "basecamp with two", key: "basecamp", calls: []call{{ask: "GET https://launchpad.37signals.com/authorization.json", says: `{"accounts":[{"id":1},{"id":2}]}`}},
		want: facts{"accounts": []any{facts{"id": 1}, facts{"id": 2}}}},
	{name: "bullhorn", key: "bullhorn", config: facts{"username": "u", "password": "p"}, want: facts{"username": nil, "password": nil}},
	{name: "calendly", key: "calendly", calls: []call{{ask: "GET https://api.calendly.com/users/me", says: `{"resource":{"current_organization":"https://api.calendly.com/organizations/ORG1"}}`}}, want: facts{"organizationId": "ORG1"}},
	{name: "zoom", key: "zoom", calls: []call{{ask: "GET https://api.zoom.us/v2/users/me", says: `{"id":"u1","account_id":"a1"}`}}, want: facts{"accountId": "a1"}},
	{name: "candis", key: "candis", calls: []call{{ask: "GET https://api.candis.io/v1/organizations/info", says: `{"id":"o1"}`}}, want: facts{"organizationId": "o1"}},
	{name: "checkr", key: "checkr-partner", calls: []call{{ask: "GET https://api.checkr.com/v1/nodes?page=1&per_page=1", auth: "Basic dG9rZW4tMTo=", says: `{"data":[]}`}}, want: facts{"accountHierarchyEnabled": true}},
	{name: "checkr without", key: "checkr-partner", calls: []call{{ask: "GET https://api.checkr.com/v1/nodes?page=1&per_page=1", auth: "Basic dG9rZW4tMTo=", status: 403, says: `{}`}}, want: facts{"accountHierarchyEnabled": false}},
	{name: "docusign", key: "docusign", calls: []call{{ask: "GET https://account.docusign.com/oauth/userinfo", says: `{"accounts":[{"account_id":"x","base_uri":"https://x"},{"is_default":true,"account_id":"a1","base_uri":"https://na3"}]}`}},
		want: facts{"baseUri": "https://na3", "accountId": "a1"}},
	{name: "docusign sandbox", key: "docusign-sandbox", calls: []call{{ask: "GET https://account-d.docusign.com/oauth/userinfo", says: `{"accounts":[{"is_default":true,"account_id":"a1","base_uri":"https://na3"}]}`}},
		want: facts{"baseUri": "https://na3", "accountId": "a1"}},
	// The digest of "nango.emailAddressHash.v1:me@acme.example", computed with sha256sum.
	{name: "google mail", key: "google-mail", calls: []call{{ask: "GET https://gmail.googleapis.com/gmail/v1/users/me/profile", says: `{"emailAddress":" Me@Acme.example"}`}}, want: facts{"emailAddressHash": emailHash}},
	{name: "google calendar", key: "google-calendar", calls: []call{{ask: "GET https://www.googleapis.com/calendar/v3/users/me/calendarList/primary", says: `{"id":"me@acme.example"}`}}, want: facts{"emailAddressHash": emailHash}},
	{name: "gusto", key: "gusto", calls: []call{{ask: "GET https://api.gusto.com/v1/token_info", says: `{"resource":{"type":"Company","uuid":"u1"}}`}}, want: facts{"companyUuid": "u1"}},
	{name: "gusto for a person", key: "gusto-demo", calls: []call{{ask: "GET https://api.gusto-demo.com/v1/token_info", says: `{"resource":{"type":"Employee","uuid":"u1"}}`}}},
	{name: "highlevel", key: "highlevel", raw: `{"companyId":"c1","locationId":" "}`, want: facts{"companyId": "c1"}},
	{name: "hubspot", key: "hubspot", calls: []call{{ask: "GET https://api.hubapi.com/account-info/v3/details", says: `{"portalId":62515}`}}, want: facts{"portalId": "62515"}},
	{name: "jira by address", key: "jira", config: facts{"subdomain": "ACME"}, calls: []call{
		{ask: "GET https://api.atlassian.com/oauth/token/accessible-resources", says: `[{"id":"1","name":"acme old","url":"https://old.atlassian.net"},{"id":"2","name":"x","url":"https://acme.atlassian.net","scopes":["read:jira-work"]}]`},
		{ask: "GET https://api.atlassian.com/ex/jira/2/rest/api/3/myself", says: `{"accountId":"p1"}`}}, want: facts{"cloudId": "2", "baseUrl": "https://acme.atlassian.net", "accountId": "p1"}},
	{name: "jira by name, the person unknown", key: "jira", config: facts{"subdomain": "old"}, calls: []call{
		{ask: "GET https://api.atlassian.com/oauth/token/accessible-resources", says: `[{"id":"2","name":"x","url":"https://acme.atlassian.net"},{"id":"1","name":"Acme Old","url":"https://a.atlassian.net"}]`},
		{ask: "GET https://api.atlassian.com/ex/jira/1/rest/api/3/myself", status: 403, says: `{}`}}, want: facts{"cloudId": "1", "baseUrl": "https://a.atlassian.net"}},
	{name: "confluence", key: "confluence", calls: []call{
		{ask: "GET https://api.atlassian.com/oauth/token/accessible-resources", says: `[{"id":"7","url":"https://a.atlassian.net","scopes":["read:confluence-user"]}]`},
		{ask: "GET https://api.atlassian.com/ex/confluence/7/wiki/rest/api/user/current", says: `{"accountId":"p1"}`}}, want: facts{"cloudId": "7", "baseUrl": "https://a.atlassian.net", "accountId": "p1"}},
	{name: "jobber", key: "jobber", calls: []call{{ask: "POST https://api.getjobber.com/api/graphql", body: "account { id }", says: `{"data":{"account":{"id":"j1"}}}`}}, want: facts{"accountId": "j1"}},
	{name: "linear", key: "linear", calls: []call{{ask: "POST https://api.linear.app/graphql", body: "organization { id }", says: `{"data":{"organization":{"id":"l1"}}}`}}, want: facts{"organizationId": "l1"}},
	{name: "mailchimp", key: "mailchimp", calls: []call{{ask: "GET https://login.mailchimp.com/oauth2/metadata", says: `{"dc":"us6"}`}}, want: facts{"dc": "us6"}},
	{name: "microsoft teams", key: "microsoft-teams", token: tokenWith(jwt.MapClaims{"tid": "t1"}), want: facts{"tenantId": "t1"}},
	{name: "procore", key: "procore", calls: []call{{ask: "GET https://api.procore.com/rest/v1.0/companies", says: `[{"id":77},{"id":78}]`}}, want: facts{"companyId": "77"}},
	{name: "procore with a company", key: "procore", config: facts{"companyId": "5"}},
	{name: "rippling", key: "rippling-shop-app", calls: []call{{ask: "POST https://api.rippling.com/platform/api/mark_app_installed", says: `{"ok":true}`}}},
	{name: "sage 200", key: "sage-200", config: facts{"edition": "sage200"}, calls: []call{{ask: "GET https://api.columbus.sage.com/uk/sage200/accounts/v1/sites", says: `[{"company_id":5,"site_id":"s1"}]`}}, want: facts{"company_id": "5", "site_id": "s1"}},
	{name: "sellsy", key: "sellsy", token: tokenWith(jwt.MapClaims{"corpId": 4711}), want: facts{"corpid": 4711}},
	{name: "sentry", key: "sentry-oauth", config: facts{"installation.uuid": "i1", "hostname": "sentry.io"}, calls: []call{{ask: "PUT https://sentry.io/api/0/sentry-app-installations/i1/", body: `"installed"`, says: `{"status":"installed"}`}}, want: facts{"pending": nil}},
	{name: "snowflake", key: "snowflake", config: facts{"snowflake_account_url": "x.snowflakecomputing.com"}, calls: []call{{ask: "POST https://x.snowflakecomputing.com/api/v2/statements", body: "CURRENT_USER()", says: `{"data":[["WALKER"]]}`}}, want: facts{"username": "WALKER"}},
	{name: "sophos", key: "sophos-central", calls: []call{{ask: "GET https://api.central.sophos.com/whoami/v1", says: `{"id":"s1","apiHosts":{"dataRegion":"https://api-eu01"}}`}}, want: facts{"tenantId": "s1", "dataRegion": "https://api-eu01"}},
	{name: "workable", key: "workable", calls: []call{{ask: "GET https://workable.com/spi/v3/accounts", says: `{"accounts":[{"subdomain":"acme"}]}`}}, want: facts{"subdomain": "acme"}},
	{name: "xero with one tenant", key: "xero", calls: []call{{ask: "GET https://api.xero.com/connections", says: `[{"tenantId":"x1","authEventId":"other"}]`}}, want: facts{"tenant_id": "x1"}},
	{name: "xero with two", key: "xero", token: tokenWith(jwt.MapClaims{"authentication_event_id": "e1"}), calls: []call{{ask: "GET https://api.xero.com/connections", says: `[{"tenantId":"x2","authEventId":"e2"},{"tenantId":"x1","authEventId":"e1"}]`}}, want: facts{"tenant_id": "x1"}},
	{name: "zoho from the answer", key: "zoho-crm", raw: `{"api_domain":"https://www.zohoapis.com.au/x"}`, want: facts{"extension": "com.au"}},
	{name: "zoho already known", key: "zoho", config: facts{"extension": "eu", "api_domain": "https://www.zohoapis.com"}},
	{name: "no script", key: "github"},
}

const emailHash = "86fed51e8c28491fac97186253c410253ff8eea022fb0f76ddd939651241fcc2"

func TestConnected(t *testing.T) {
	t.Parallel()
	for _, row := range connected {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			c := oauth("token-1")
			if row.token != "" {
				c.AccessToken = vault.Secret(row.token)
			}
			if row.raw != "" {
				c.Raw = vault.Secret(row.raw)
			}
			w.connection(t, row.key, row.config, c)
			for _, call := range row.calls {
				w.vendor.Expect(call.step(c.AccessToken.Reveal()))
			}
			got, err := w.scripts.Connected(t.Context(), w.live, "")
			must(t, err)
			if problems := w.vendor.Settle(); len(problems) > 0 {
				t.Error(problems)
			}
			if !reflect.DeepEqual(plain(t, got), plain(t, row.want)) {
				t.Errorf("learned %v, want %v", got, row.want)
			}
		})
	}
}

// plain makes values comparable whatever their Go types.
func plain(t *testing.T, f facts) any {
	t.Helper()
	if len(f) == 0 {
		return nil
	}
	text, err := json.Marshal(f)
	must(t, err)
	var out any
	must(t, json.Unmarshal(text, &out))
	return out
}

// A provider that answers anything else costs facts, and says why; it never costs more.
func TestConnectedWithAWrongAnswer(t *testing.T) {
	t.Parallel()
	for _, row := range connected {
		if len(row.calls) == 0 || strings.HasPrefix(row.key, "checkr") || row.key == "rippling-shop-app" {
			continue
		}
		for kind, wrong := range map[string]call{
			"refused": {status: 403, says: `{"error":"scope missing"}`}, "a page": {says: "<html>sign in</html>"}, "nothing": {says: ""}, "another object": {says: `{"x":[1]}`}, "a list": {says: `[]`},
		} {
			if row.name == "gusto for a person" && kind != "refused" && kind != "a page" || row.key == "gusto" && kind != "refused" && kind != "a page" {
				continue // a token of another kind has no company, which is no failure
			}
			t.Run(row.name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.connection(t, row.key, row.config, oauth("token-1"))
				wrong.ask, wrong.auth = row.calls[0].ask, row.calls[0].auth
				w.vendor.Expect(wrong.step("token-1"))
				got, err := w.scripts.Connected(t.Context(), w.live, "")
				f := fault.From(err)
				if err == nil || len(got) != 0 || f.Code != "provider_script_failed" || f.Hint == "" || !strings.HasSuffix(f.Message, ".") || strings.Contains(err.Error(), "token-1") {
					t.Errorf("%v, learned %v", err, got)
				}
			})
		}
	}
}

// Every script that the catalog names is here, or is named with the reason why it needs to do nothing.
func TestTheCatalogNamesNoOtherScripts(t *testing.T) {
	t.Parallel()
	alike := []string{"adobeUmapiPostConnection", "atlassianGovernmentCloudPostConnection", "atlassianServicAccountPostConnection", "githubAppOauthPostConnection"}
	elsewhere := []string{"", "salesforcePostConnection", "onedrivePostConnection", "microsoftTeamsBotPostConnection"}
	known, err := openCatalog()
	must(t, err)
	w := newWorld(t)
	for _, summary := range known.All() {
		p, _ := known.Get(summary.Key)
		if slices.Contains(elsewhere, p.PostConnectionScript) {
			continue
		}
		tested := slices.ContainsFunc(connected, func(row login) bool {
			other, _ := known.Get(row.key)
			return other.PostConnectionScript == p.PostConnectionScript
		})
		if !tested && !slices.Contains(alike, p.PostConnectionScript) {
			t.Errorf("%s names %s, which nothing tests", p.Key, p.PostConnectionScript)
		}
	}
	w.connection(t, "adobe-umapi", nil, auth.OAuth2ClientCredentials{ClientID: "adobe-1", ClientSecret: "s", Token: "t"})
	if got, err := w.scripts.Connected(t.Context(), w.live, ""); err != nil || got["clientId"] != "adobe-1" {
		t.Errorf("%v, %v", got, err)
	}
}

// What providers are told before a connection goes (providers-and-auth §7.4).
func TestDeleting(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, key   string
		credentials auth.Credentials
		metadata    string
		config      facts
		calls       []call
		fails       string
	}{
		{name: "hubspot", key: "hubspot", credentials: oauth("token-1"), calls: []call{{ask: "DELETE https://api.hubapi.com/oauth/v1/refresh-tokens/refresh%2F%2B1", auth: "none", status: 204}}},
		{name: "hubspot refuses", key: "hubspot", credentials: oauth("token-1"), calls: []call{{ask: "DELETE https://api.hubapi.com/oauth/v1/refresh-tokens/refresh%2F%2B1", auth: "none", status: 404, says: `{}`}}, fails: "status 404"},
		{name: "hubspot keeps", key: "hubspot", credentials: oauth("token-1"), metadata: `{"skipTokenRevocation":true}`},
		{name: "hubspot without a refresh token", key: "hubspot", credentials: auth.OAuth2{AccessToken: "token-1"}},
		{name: "intercom", key: "intercom", credentials: oauth("token-1"), calls: []call{{ask: "POST https://api.intercom.io/auth/uninstall", body: "{}", says: "{}"}}},
		{name: "linear", key: "linear", credentials: oauth("token-1"), calls: []call{{ask: "POST https://api.linear.app/oauth/revoke", says: "{}"}}},
		{name: "onelogin", key: "onelogin", credentials: auth.OAuth2ClientCredentials{ClientID: "id", ClientSecret: "secret", Token: "token-1"}, config: facts{"subdomain": "acme"},
			calls: []call{{ask: "POST https://acme.onelogin.com/auth/oauth2/revoke", auth: "client_id:id, client_secret:secret", body: `{"access_token":"token-1"}`, says: "{}"}}},
		{name: "no script", key: "github", credentials: oauth("token-1")},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.connection(t, row.key, row.config, row.credentials)
			w.live.Connection.Metadata = json.RawMessage(row.metadata)
			for _, call := range row.calls {
				w.vendor.Expect(call.step("token-1"))
			}
			err := w.scripts.Deleting(t.Context(), w.live, "")
			if (err != nil) != (row.fails != "") || err != nil && (!strings.Contains(err.Error(), row.fails) || strings.Contains(err.Error(), "refresh%2F")) {
				t.Errorf("%v, want %q", err, row.fails)
			}
			if problems := w.vendor.Settle(); len(problems) > 0 {
				t.Error(problems)
			}
		})
	}
}
