package providertest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
)

// tokenClaims are what some providers' access tokens say about the account, by provider. Their tokens are JSON Web
// Tokens whose signature only the vendor checks.
var tokenClaims = map[string]map[string]any{
	"microsoft-teams": {"tid": walkTenant}, "one-drive": {"tid": walkTenant}, "sharepoint-online": {"tid": walkTenant},
	"sellsy": {"corpId": 4711}, "sellsy-oauth2-cc": {"corpId": 4711}, "xero": {"authentication_event_id": "event-1"},
}

const walkTenant = "5f0c1d2e-3b4a-4968-8776-0123456789ab"

// claimsToken is a token of such a provider.
func claimsToken(claims map[string]any, generation int) string {
	all := map[string]any{"gen": generation}
	for name, value := range claims {
		all[name] = value
	}
	payload, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts and numbers
	}
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + part(payload) + "." + part([]byte("walk"))
}

// After lists what a vendor is asked once the connection exists (§7.3), and notes what the config holds then.
func (p *Play) After() []*Step {
	script, ok := after[p.Facts.PostConnection]
	if !ok {
		return nil
	}
	return script(p, p.mode)
}

// learns is a script of one call: the answer, and the parameters that come of it.
func learns(method, endpoint, base string, answer any, config map[string]string) func(*Play, mode) []*Step {
	return func(p *Play, m mode) []*Step {
		step := p.ask(m, "after the connection", method, endpoint, base, nil).says(answer) // with what the config holds before
		for name, value := range config {
			if p.config[name] == "" {
				p.config[name] = value
			}
		}
		if method == http.MethodPost {
			step.Header["content-type"] = "application/json"
		}
		return []*Step{step}
	}
}

type object = map[string]any

// after are the scripts by name.
var after = map[string]func(*Play, mode) []*Step{
	"adobeUmapiPostConnection": func(p *Play, _ mode) []*Step {
		p.config["clientId"] = p.typed["client_id"]
		return nil
	},
	"jiraPostConnection": atlassian, "atlassianGovernmentCloudPostConnection": atlassian, "atlassianServicAccountPostConnection": atlassian,
	"attioPostConnection": learns(http.MethodGet, "/v2/self", "", object{"workspace_id": "workspace-1"}, map[string]string{"workspace_id": "workspace-1"}),
	"basecampPostConnection": learns(http.MethodGet, "/authorization.json", "https://launchpad.37signals.com", object{"accounts": []any{object{"id": 999}}},
		map[string]string{"accountId": "999"}),
	"calendlyPostConnection": learns(http.MethodGet, "/users/me", "", object{"resource": object{"current_organization": "https://api.calendly.com/organizations/ORG1"}},
		map[string]string{"organizationId": "ORG1"}),
	"zoomPostConnection":   learns(http.MethodGet, "/users/me", "", object{"account_id": "zoom-1"}, map[string]string{"accountId": "zoom-1"}),
	"candisPostConnection": learns(http.MethodGet, "/v1/organizations/info", "", object{"id": "candis-1"}, map[string]string{"organizationId": "candis-1"}),
	"checkrPartnerPostConnection": func(p *Play, m mode) []*Step {
		p.config["accountHierarchyEnabled"] = "true"
		return []*Step{p.ask(m, "after the connection", http.MethodGet, "/v1/nodes?page=1&per_page=1", "", map[string]string{"authorization": basicHeader(p.token(), "")}).says(object{"data": []any{}})}
	},
	"docusignPostConnection": func(p *Play, m mode) []*Step {
		host := "https://account.docusign.com"
		if strings.Contains(p.Facts.Key, "sandbox") {
			host = "https://account-d.docusign.com"
		}
		return learns(http.MethodGet, "/oauth/userinfo", host, object{"accounts": []any{object{"is_default": false, "account_id": "other", "base_uri": "https://other.vendor.example"},
			object{"is_default": true, "account_id": "account-1", "base_uri": "https://na3.vendor.example"}}},
			map[string]string{"baseUri": "https://na3.vendor.example", "accountId": "account-1"})(p, m)
	},
	"googleCalendarPostConnection": learns(http.MethodGet, "/calendar/v3/users/me/calendarList/primary", "", object{"id": " Walker@People.example"}, hashed),
	"googleMailPostConnection":     learns(http.MethodGet, "/gmail/v1/users/me/profile", "", object{"emailAddress": "walker@people.example"}, hashed),
	"gustoPostConnection": func(p *Play, m mode) []*Step {
		host := "https://api.gusto.com"
		if strings.Contains(p.Facts.Key, "demo") {
			host = "https://api.gusto-demo.com"
		}
		return learns(http.MethodGet, "/v1/token_info", host, object{"resource": object{"type": "Company", "uuid": "company-1"}}, map[string]string{"companyUuid": "company-1"})(p, m)
	},
	"highlevelPostConnection": func(p *Play, _ mode) []*Step {
		p.config["companyId"], p.config["locationId"] = "company-1", "location-1"
		return nil
	},
	"hubspotPostConnection":   learns(http.MethodGet, "/account-info/v3/details", "", object{"portalId": 62515}, map[string]string{"portalId": "62515"}),
	"jobberPostConnection":    learns(http.MethodPost, "/graphql", "", object{"data": object{"account": object{"id": "jobber-1"}}}, map[string]string{"accountId": "jobber-1"}),
	"linearPostConnection":    learns(http.MethodPost, "/graphql", "", object{"data": object{"organization": object{"id": "linear-1"}}}, map[string]string{"organizationId": "linear-1"}),
	"mailchimpPostConnection": learns(http.MethodGet, "/oauth2/metadata", "https://login.mailchimp.com", object{"dc": "us6"}, map[string]string{"dc": "us6"}),
	"microsoftTeamsPostConnection": func(p *Play, _ mode) []*Step {
		p.config["tenantId"] = walkTenant
		return nil
	},
	"microsoftTeamsBotPostConnection": func(p *Play, _ mode) []*Step { return []*Step{p.botToken()} },
	"onedrivePostConnection":          sharePoint,
	"bullhornPostConnection": func(p *Play, _ mode) []*Step {
		delete(p.config, "username")
		delete(p.config, "password")
		return nil
	},
	"procorePostConnection": func(p *Play, m mode) []*Step {
		if p.config["companyId"] != "" {
			return nil
		}
		return learns(http.MethodGet, "/rest/v1.0/companies", "", []any{object{"id": 77}, object{"id": 78}}, map[string]string{"companyId": "77"})(p, m)
	},
	"ripplingShopAppPostConnection": learns(http.MethodPost, "/platform/api/mark_app_installed", "", object{"ok": true}, nil),
	"sage200PostConnection":         learns(http.MethodGet, "/accounts/v1/sites", "", []any{object{"company_id": 5, "site_id": "site-1"}}, map[string]string{"company_id": "5", "site_id": "site-1"}),
	"sellsyPostConnection": func(p *Play, _ mode) []*Step {
		p.config["corpid"] = "4711"
		return nil
	},
	"sentryOauthPostConnection":   sentryInstalled,
	"snowflakePostConnection":     learns(http.MethodPost, "/api/v2/statements", "", object{"data": []any{[]any{"WALKER"}}}, map[string]string{"username": "WALKER"}),
	"sophosCentralPostConnection": learns(http.MethodGet, "/whoami/v1", "https://api.central.sophos.com", object{"id": "sophos-1", "apiHosts": object{"dataRegion": "https://api-eu01.vendor.example"}}, map[string]string{"tenantId": "sophos-1", "dataRegion": "https://api-eu01.vendor.example"}),
	"workablePostConnection": func(p *Play, m mode) []*Step {
		if p.config["subdomain"] != "" {
			return nil
		}
		return learns(http.MethodGet, "/spi/v3/accounts", "https://workable.com", object{"accounts": []any{object{"subdomain": "acme"}}}, map[string]string{"subdomain": "acme"})(p, m)
	},
	"xeroPostConnection": learns(http.MethodGet, "/connections", "", []any{object{"tenantId": "xero-2", "authEventId": "event-2"}, object{"tenantId": "xero-1", "authEventId": "event-1"}},
		map[string]string{"tenant_id": "xero-1"}),
	"zohoPostConnection": func(p *Play, _ mode) []*Step {
		if p.config["extension"] == "" {
			p.config["extension"] = "eu"
		}
		return nil
	},
	"githubAppOauthPostConnection": learns(http.MethodGet, "/user", "", object{"login": "walker"}, map[string]string{"handle": "walker"}),
}

// hashed is the digest of the walker's address, as the original stores it (§7.3).
var hashed = func() map[string]string {
	sum := sha256.Sum256([]byte("nango.emailAddressHash.v1:walker@people.example"))
	return map[string]string{"emailAddressHash": hex.EncodeToString(sum[:])}
}()

// atlassian finds the site and the account on it.
func atlassian(p *Play, m mode) []*Step {
	base := ""
	if strings.Contains(p.Facts.Key, "government") {
		base = "https://auth.atlassian-us-gov-mod.com"
	}
	name := p.config["subdomain"]
	if name == "" {
		name = "second"
	}
	scope, endpoint, place := "read:jira-work", "/ex/jira/cloud-2/rest/api/3/myself", "jira"
	if p.Facts.Key == "confluence" {
		scope, endpoint, place = "read:confluence-content.all", "/ex/confluence/cloud-2/wiki/rest/api/user/current", "confluence"
	}
	sites := p.ask(m, "sites", http.MethodGet, "/oauth/token/accessible-resources", base, nil).says([]any{
		object{"id": "cloud-2", "name": name, "url": "https://" + name + ".atlassian.net", "scopes": []any{scope}},
		object{"id": "cloud-1", "name": "first", "url": "https://first.atlassian.net", "scopes": []any{scope}}})
	p.config["cloudId"], p.config["baseUrl"], p.config["accountId"] = "cloud-2", "https://"+name+".atlassian.net", "account-of-"+place
	self := p.ask(m, "the account", http.MethodGet, endpoint, "", nil).says(object{"accountId": "account-of-" + place})
	return []*Step{sites, self}
}

// sharePoint asks for a second token, for the tenant's SharePoint.
func sharePoint(p *Play, m mode) []*Step {
	p.config["tenantId"] = walkTenant
	o, ok := m.(*oauth2)
	if !ok {
		return nil
	}
	return []*Step{o.sharePointToken(o.refreshToken())}
}

func (m *oauth2) sharePointToken(refreshToken string) *Step {
	step := &Step{Name: "SharePoint token", Method: http.MethodPost, URL: "https://login.microsoftonline.com/" + walkTenant + "/oauth2/v2.0/token",
		Form: one(map[string]string{"grant_type": "refresh_token", "client_id": m.p.clientID, "client_secret": m.p.clientSecret, "refresh_token": refreshToken,
			"scope": "https://" + walkTenant + ".sharepoint.com/Sites.Read.All"})}
	return step.says(object{"access_token": "sharepoint-token", "refresh_token": "sharepoint-renewal", "expires_in": 7200, "token_type": "Bearer"})
}

// Before lists what a vendor is asked before the connection is deleted (§7.4).
func (p *Play) Before() []*Step {
	switch p.Facts.PreDeletion {
	case "":
		return nil
	case "hubspotPreConnectionDeletion":
		o, ok := p.mode.(*oauth2)
		if !ok {
			return nil
		}
		step := p.ask(p.mode, "revocation", http.MethodDelete, "/oauth/v1/refresh-tokens/"+strictly(o.refreshToken()), "https://api.hubapi.com", nil)
		delete(step.Header, "authorization") // empty or none
		step.Free = []string{"authorization"}
		return []*Step{step}
	case "intercomPreConnectionDeletion":
		return []*Step{p.ask(p.mode, "uninstallation", http.MethodPost, "/auth/uninstall", "https://api.intercom.io", nil)}
	case "linearPreConnectionDeletion":
		return []*Step{p.ask(p.mode, "revocation", http.MethodPost, "/oauth/revoke", "", nil)}
	case "oneloginPreConnectionDeletion":
		step := p.ask(p.mode, "revocation", http.MethodPost, "/auth/oauth2/revoke", "",
			map[string]string{"authorization": "client_id:" + p.typed["client_id"] + ", client_secret:" + p.typed["client_secret"]})
		return []*Step{step.wants(object{"access_token": p.token()})}
	}
	return nil
}
