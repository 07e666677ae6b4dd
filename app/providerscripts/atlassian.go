package providerscripts

import (
	"context"
	"net/url"
	"strings"
)

// atlassian finds the site among those that the account sees, and who the account is there. One login may see several
// sites; the one that the user named wins, by the first part of its address, then by its name, else the first.
func atlassian(base string) script {
	return func(ctx context.Context, a *account) (facts, error) {
		answer, err := a.ask(ctx, question{base: base, endpoint: "/oauth/token/accessible-resources"})
		if err != nil {
			return nil, err
		}
		sites, _ := answer.([]any)
		site := pickSite(sites, a.config("subdomain"))
		id := text(at(site, "id"))
		if id == "" {
			return nil, a.unexpected("a site that this account may use")
		}
		found := facts{"cloudId": id, "baseUrl": text(at(site, "url"))}
		endpoint := "/ex/jira/" + url.PathEscape(id) + "/rest/api/3/myself"
		if mentions(at(site, "scopes"), "confluence") {
			endpoint = "/ex/confluence/" + url.PathEscape(id) + "/wiki/rest/api/user/current"
		}
		// Without the scope for it the person stays unknown; the site is what calls need.
		if self, err := a.ask(ctx, question{endpoint: endpoint}); err == nil {
			if account := text(at(self, "accountId")); account != "" {
				found["accountId"] = account
			}
		}
		return found, nil
	}
}

func pickSite(sites []any, wanted string) any {
	wanted = strings.ToLower(wanted)
	if wanted != "" {
		for _, site := range sites {
			if address, err := url.Parse(text(at(site, "url"))); err == nil {
				if label, _, _ := strings.Cut(strings.ToLower(address.Hostname()), "."); label == wanted {
					return site
				}
			}
		}
		for _, site := range sites {
			if strings.Contains(strings.ToLower(text(at(site, "name"))), wanted) {
				return site
			}
		}
	}
	return at(sites, "0")
}

// mentions reports whether one of a list's texts contains a word.
func mentions(list any, word string) bool {
	items, _ := list.([]any)
	for _, item := range items {
		if strings.Contains(text(item), word) {
			return true
		}
	}
	return false
}
