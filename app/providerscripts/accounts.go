package providerscripts

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
)

// basecamp keeps the list of accounts, and the only one as the account to use.
func basecamp(ctx context.Context, a *account) (facts, error) {
	answer, err := a.ask(ctx, question{base: "https://launchpad.37signals.com", endpoint: "/authorization.json"})
	if err != nil {
		return nil, err
	}
	accounts, ok := at(answer, "accounts").([]any)
	if !ok {
		return nil, a.unexpected("accounts")
	}
	found := facts{"accounts": accounts}
	if id := text(at(accounts, "0.id")); len(accounts) == 1 && id != "" && a.config("accountId") == "" {
		found["accountId"] = id
	}
	return found, nil
}

// bullhorn forgets the user name and password that its login address needed once.
func bullhorn(_ context.Context, a *account) (facts, error) {
	if a.config("username") == "" || a.config("password") == "" {
		return nil, nil
	}
	return facts{"username": nil, "password": nil}, nil
}

// calendly keeps the organization's id, the end of its address.
func calendly(ctx context.Context, a *account) (facts, error) {
	answer, err := a.ask(ctx, question{endpoint: "/users/me"})
	if err != nil {
		return nil, err
	}
	address := text(at(answer, "resource.current_organization"))
	id := address[strings.LastIndexByte(address, '/')+1:]
	if id == "" {
		return nil, a.unexpected("resource.current_organization")
	}
	return facts{"organizationId": id}, nil
}

// checkr finds out whether the customer sorts its accounts into a hierarchy. An account that may not ask has none.
func checkr(ctx context.Context, a *account) (facts, error) {
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte(a.credential("access_token")+":"))
	_, err := a.ask(ctx, question{endpoint: "/v1/nodes?page=1&per_page=1", header: http.Header{"Authorization": {basic}}})
	return facts{"accountHierarchyEnabled": err == nil}, nil
}

// sandboxed reports whether the connection is one to a provider's test system. The provider's key says so; the original
// asks the integration's name, and what was set up for that goes on working.
func (a *account) sandboxed(word string) bool {
	return strings.Contains(a.live.Provider.Key, word) || strings.Contains(a.live.Integration.UniqueKey, word)
}

// docusign keeps the default account and the address of its API.
func docusign(ctx context.Context, a *account) (facts, error) {
	base := "https://account.docusign.com"
	if a.sandboxed("sandbox") {
		base = "https://account-d.docusign.com"
	}
	answer, err := a.ask(ctx, question{base: base, endpoint: "/oauth/userinfo"})
	if err != nil {
		return nil, err
	}
	accounts, _ := at(answer, "accounts").([]any)
	for _, entry := range accounts {
		uri, id := text(at(entry, "base_uri")), text(at(entry, "account_id"))
		if at(entry, "is_default") == true && uri != "" && id != "" {
			return facts{"baseUri": uri, "accountId": id}, nil
		}
	}
	return nil, a.unexpected("a default account")
}

// gusto keeps the company that a company's token belongs to. Tokens of another kind have none.
func gusto(ctx context.Context, a *account) (facts, error) {
	base := "https://api.gusto.com"
	if a.sandboxed("demo") {
		base = "https://api.gusto-demo.com"
	}
	answer, err := a.ask(ctx, question{base: base, endpoint: "/v1/token_info"})
	if err != nil {
		return nil, err
	}
	if text(at(answer, "resource.type")) != "Company" {
		return nil, nil
	}
	company := text(at(answer, "resource.uuid"))
	if company == "" {
		return nil, a.unexpected("resource.uuid")
	}
	return facts{"companyUuid": company}, nil
}

// addressPrefix stands before the address that is hashed. It is the original's to the byte, so that configs taken over
// from there still match.
const addressPrefix = "nango.emailAddressHash.v1:"

// hashed keeps the digest of the account's mail address, by which its notifications are recognised.
func hashed(endpoint, path string) script {
	return func(ctx context.Context, a *account) (facts, error) {
		answer, err := a.ask(ctx, question{endpoint: endpoint})
		if err != nil {
			return nil, err
		}
		address := strings.ToLower(strings.TrimSpace(text(at(answer, path))))
		if address == "" {
			return nil, a.unexpected(path)
		}
		sum := sha256.Sum256([]byte(addressPrefix + address))
		return facts{"emailAddressHash": hex.EncodeToString(sum[:])}, nil
	}
}

// rippling tells the shop that the app is installed.
func rippling(ctx context.Context, a *account) (facts, error) {
	_, err := a.ask(ctx, question{method: http.MethodPost, endpoint: "/platform/api/mark_app_installed", body: map[string]any{}})
	return nil, err
}

// sentry confirms the installation; until then the connection is pending.
func sentry(ctx context.Context, a *account) (facts, error) {
	id := a.config("installation.uuid")
	if id == "" {
		return nil, a.unexpected("an installation")
	}
	answer, err := a.ask(ctx, question{method: http.MethodPut, base: "https://sentry.io",
		endpoint: "/api/0/sentry-app-installations/" + url.PathEscape(id) + "/", body: map[string]string{"status": "installed"}})
	if err != nil {
		return nil, err
	}
	if text(at(answer, "status")) != "installed" {
		return nil, a.unexpected("the confirmation of the installation")
	}
	return facts{"pending": nil}, nil
}

// snowflake keeps the user that statements run as.
func snowflake(ctx context.Context, a *account) (facts, error) {
	answer, err := a.ask(ctx, question{method: http.MethodPost, endpoint: "/api/v2/statements", body: map[string]string{"statement": "SELECT CURRENT_USER() AS username"}})
	if err != nil {
		return nil, err
	}
	user := text(at(answer, "data.0.0"))
	if user == "" {
		return nil, a.unexpected("the user's name")
	}
	return facts{"username": user}, nil
}
