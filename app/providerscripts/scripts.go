// Package providerscripts does what some providers need around a connection's life: it asks who the account is and where
// its API lives once a login has worked, and takes the access back before a connection goes (providers-and-auth §7.3, §7.4).
package providerscripts

import (
	"context"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/proxy"
)

// facts are what a script learns for the connection's config. A nil value removes a name.
type facts = map[string]any

// script is what one provider needs. It may return facts together with a fault.
type script func(ctx context.Context, a *account) (facts, error)

// Service runs the scripts. It keeps no state and is safe for concurrent use.
type Service struct{ proxy *proxy.Service }

var _ connect.Scripts = (*Service)(nil)

// New returns a service whose calls go through the proxy, with the connection's own credentials.
func New(p *proxy.Service) *Service { return &Service{proxy: p} }

// Connected runs the provider's script for a connection that was stored just now. Without one it returns nothing. Faults:
// those of the proxy, and provider_script_failed for an answer that does not hold what was asked for.
func (s *Service) Connected(ctx context.Context, live *connect.Live, operationID string) (map[string]any, error) {
	run, ok := after[live.Provider.PostConnectionScript]
	if !ok {
		return nil, nil
	}
	return run(ctx, &account{proxy: s.proxy, live: live, operation: operationID})
}

// Deleting runs the provider's script for a connection that is about to go. Faults are those of Connected.
func (s *Service) Deleting(ctx context.Context, live *connect.Live, operationID string) error {
	run, ok := before[live.Provider.PreConnectionDeletionScript]
	if !ok {
		return nil
	}
	_, err := run(ctx, &account{proxy: s.proxy, live: live, operation: operationID})
	return err
}

// after are the scripts of new connections, by the names of the catalog.
//
// Three names have nothing to do here. salesforcePostConnection does nothing in the original either. The tokens that
// onedrivePostConnection and microsoftTeamsBotPostConnection are about need the app's secret: auth gets them with the
// login. Zoom's account is what its webhooks name; its user API tells it (developers.zoom.us, "Get a user").
var after = map[string]script{
	"adobeUmapiPostConnection":               credentialToConfig("clientId", "client_id"),
	"jiraPostConnection":                     atlassian(""),
	"atlassianServicAccountPostConnection":   atlassian(""),
	"atlassianGovernmentCloudPostConnection": atlassian("https://auth.atlassian-us-gov-mod.com"),
	"attioPostConnection":                    lookup{endpoint: "/v2/self", picks: "workspace_id"}.run,
	"basecampPostConnection":                 basecamp,
	"bullhornPostConnection":                 bullhorn,
	"calendlyPostConnection":                 calendly,
	"candisPostConnection":                   lookup{endpoint: "/v1/organizations/info", picks: "organizationId=id"}.run,
	"checkrPartnerPostConnection":            checkr,
	"docusignPostConnection":                 docusign,
	"githubAppOauthPostConnection":           lookup{endpoint: "/user", picks: "handle=login"}.run,
	"googleCalendarPostConnection":           hashed("/calendar/v3/users/me/calendarList/primary", "id"),
	"googleMailPostConnection":               hashed("/gmail/v1/users/me/profile", "emailAddress"),
	"gustoPostConnection":                    gusto,
	"highlevelPostConnection":                highlevel,
	"hubspotPostConnection":                  lookup{endpoint: "/account-info/v3/details", picks: "portalId"}.run,
	"jobberPostConnection":                   lookup{endpoint: "/graphql", graphQL: "query { account { id } }", picks: "accountId=data.account.id"}.run,
	"linearPostConnection":                   lookup{endpoint: "/graphql", graphQL: "query { organization { id } }", picks: "organizationId=data.organization.id"}.run,
	"mailchimpPostConnection":                lookup{base: "https://login.mailchimp.com", endpoint: "/oauth2/metadata", picks: "dc"}.run,
	"microsoftTeamsPostConnection":           microsoftTenant,
	"procorePostConnection":                  lookup{endpoint: "/rest/v1.0/companies", picks: "companyId=0.id", unless: "companyId"}.run,
	"ripplingShopAppPostConnection":          rippling,
	"sage200PostConnection":                  lookup{endpoint: "/accounts/v1/sites", picks: "company_id=0.company_id site_id=0.site_id"}.run,
	"sellsyPostConnection":                   sellsy,
	"sentryOauthPostConnection":              sentry,
	"snowflakePostConnection":                snowflake,
	"sophosCentralPostConnection":            lookup{base: "https://api.central.sophos.com", endpoint: "/whoami/v1", picks: "tenantId=id dataRegion=apiHosts.dataRegion"}.run,
	"workablePostConnection":                 lookup{base: "https://workable.com", endpoint: "/spi/v3/accounts", picks: "subdomain=accounts.0.subdomain", unless: "subdomain"}.run,
	"xeroPostConnection":                     xero,
	"zohoPostConnection":                     zoho,
	"zoomPostConnection":                     lookup{endpoint: "/users/me", picks: "accountId=account_id"}.run,
}

// before are the scripts of connections that go.
var before = map[string]script{
	"hubspotPreConnectionDeletion":  revokeHubspot,
	"intercomPreConnectionDeletion": uninstallIntercom,
	"linearPreConnectionDeletion":   revokeLinear,
	"oneloginPreConnectionDeletion": revokeOneLogin,
}

// unexpected is the fault for an answer that lacks what was asked for.
func (a *account) unexpected(what string) error {
	return fault.New(fault.Upstream, "provider_script_failed", a.live.Provider.DisplayName+" answered without "+what+".").
		WithHint("The operation's log shows the answer. Check that the account may read it: a scope may be missing.")
}
