package settings

import (
	"slices"
	"strings"
)

// Scopes is what an API key may do, in the words of http-api §1.3: "environment:connections:read" is one thing,
// "environment:connections:*" everything that begins so.
type Scopes []string

// The two widest scopes.
const (
	FullAccess    = "environment:*" // everything in the key's environment
	AccountAccess = "account:*"     // environments and their keys
)

// Allow reports whether the scopes cover the required one.
func (s Scopes) Allow(required string) bool {
	for _, granted := range s {
		if granted == required || covers(granted, required) {
			return true
		}
	}
	return false
}

// Environment reports whether any scope is about the key's environment. A key of account scopes alone has no business in one
// (http-api §1.3).
func (s Scopes) Environment() bool { return slices.ContainsFunc(s, ofEnvironment) }

func ofEnvironment(scope string) bool { return strings.HasPrefix(scope, "environment:") }

// covers is the rule for a scope that ends in ":*".
func covers(granted, required string) bool {
	head, open := strings.CutSuffix(granted, "*")
	return open && strings.HasSuffix(head, ":") && strings.HasPrefix(required, head)
}

// knownScopes are all scopes that a route asks for, by what they are about.
var knownScopes = []struct {
	prefix string
	names  []string
}{
	{"environment:integrations:", []string{"list", "list_credentials", "list_functions", "read", "read_credentials", "create", "update", "delete"}},
	{"environment:connections:", []string{"list", "list_credentials", "read", "read_credentials", "create", "update", "delete"}},
	{"environment:connect_sessions:", []string{"write"}},
	{"environment:syncs:", []string{"read", "execute", "update", "variant:create", "variant:delete"}},
	{"environment:functions:", []string{"list", "read", "delete", "compile", "dryrun", "invocations"}},
	{"environment:", []string{"deploy"}},
	{"environment:records:", []string{"read", "write"}},
	{"environment:logs:", []string{"read"}},
	{"environment:actions:", []string{"execute"}},
	{"environment:", []string{"proxy"}},
	{"environment:variables:", []string{"read"}},
	{"environment:", []string{"mcp"}},
	{"environment:webhook_signing_key:", []string{"rotate"}},
	{"account:environments:", []string{"list", "create", "delete", "set_production", "api_keys:list", "api_keys:read", "api_keys:create", "api_keys:delete"}},
}

// KnownScopes lists every single scope, in the order of http-api §1.3.
func KnownScopes() []string {
	var all []string
	for _, group := range knownScopes {
		for _, name := range group.names {
			all = append(all, group.prefix+name)
		}
	}
	return all
}

// isScope reports whether a text is a known scope, or one with ":*" that covers a known one.
func isScope(text string) bool {
	return slices.ContainsFunc(KnownScopes(), func(known string) bool { return known == text || covers(text, known) })
}
