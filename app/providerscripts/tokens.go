package providerscripts

import (
	"context"
	"encoding/json"
	"strings"
)

// highlevel keeps which company and location the token is for, as its answer says.
func highlevel(_ context.Context, a *account) (facts, error) {
	found := facts{}
	for _, name := range []string{"companyId", "locationId"} {
		if value := strings.TrimSpace(text(at(a.live.Credentials.Fields(), "raw."+name))); value != "" {
			found[name] = value
		}
	}
	return found, nil
}

// microsoftTenant keeps the tenant that the token was issued for.
func microsoftTenant(_ context.Context, a *account) (facts, error) {
	tenant, _ := a.claims()["tid"].(string)
	if tenant == "" {
		return nil, a.unexpected("a tenant in its token")
	}
	return facts{"tenantId": tenant}, nil
}

// sellsy keeps the number of the corporation that the token was issued for.
func sellsy(_ context.Context, a *account) (facts, error) {
	switch corporation := a.claims()["corpId"].(type) {
	case float64, json.Number:
		return facts{"corpid": corporation}, nil
	default:
		return nil, a.unexpected("a corporation in its token")
	}
}

// xero picks the tenant that this very login has opened, among all that the account has connected so far.
func xero(ctx context.Context, a *account) (facts, error) {
	answer, err := a.ask(ctx, question{endpoint: "/connections"})
	if err != nil {
		return nil, err
	}
	tenants, _ := answer.([]any)
	event, _ := a.claims()["authentication_event_id"].(string)
	for _, tenant := range tenants {
		if id := text(at(tenant, "tenantId")); id != "" && (len(tenants) == 1 || event != "" && text(at(tenant, "authEventId")) == event) {
			return facts{"tenant_id": id}, nil
		}
	}
	return nil, a.unexpected("the tenant of this login")
}

// zoho keeps the ending of the account's API address: com, eu, in and others. Each is a data centre of its own.
func zoho(_ context.Context, a *account) (facts, error) {
	if a.config("extension") != "" {
		return nil, nil
	}
	domain := a.config("api_domain")
	if domain == "" {
		domain = text(at(a.live.Credentials.Fields(), "raw.api_domain"))
	}
	_, rest, ok := strings.Cut(domain, "zohoapis.")
	extension, _, _ := strings.Cut(rest, "/")
	if !ok || extension == "" {
		return nil, a.unexpected("the address of the account's API")
	}
	return facts{"extension": extension}, nil
}
