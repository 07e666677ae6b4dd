package cli

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"patchbay/app/fault"
)

type providersCommand struct {
	List    providersList    `cmd:"" help:"List the APIs that Patchbay knows."`
	Show    providersShow    `cmd:"" help:"Show one: how it authorizes and what it asks for."`
	Check   providersCheck   `cmd:"" help:"Check provider files of your own; needs no running app and no data."`
	Edit    providersEdit    `cmd:"" help:"Make a file of your own out of a provider's entry, and open it in your editor."`
	Import  providersImport  `cmd:"" help:"Take over providers from a providers.yaml: shows a plan first."`
	Confirm providersConfirm `cmd:"" help:"Let credentials go where your file of a provider sends them."`
}

type providersList struct {
	Search   string `arg:"" optional:"" help:"Part of the name."`
	Category string `help:"Only this category."`
	AuthMode string `name:"auth-mode" help:"Only this auth mode, such as OAUTH2 or API_KEY."`
}

// provider is what a list shows of one catalog entry.
type provider struct {
	Name        string   `json:"name"`
	DisplayName string   `json:"display_name"`
	Categories  []string `json:"categories"`
	AuthMode    string   `json:"auth_mode"`
	Supported   bool     `json:"supported"`
}

func (c providersList) matches(p provider) bool {
	text := strings.ToLower(c.Search)
	if !strings.Contains(strings.ToLower(p.Name), text) && !strings.Contains(strings.ToLower(p.DisplayName), text) {
		return false
	}
	if c.AuthMode != "" && !strings.EqualFold(c.AuthMode, p.AuthMode) {
		return false
	}
	if c.Category == "" {
		return true
	}
	for _, category := range p.Categories {
		if strings.EqualFold(category, c.Category) {
			return true
		}
	}
	return false
}

// Run lists the matching providers in catalog order.
func (c providersList) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data []provider `json:"data"`
		}
		if _, err := s.call(ctx, "GET", "/patchbay/providers", nil, &answer); err != nil {
			return err
		}
		found := []provider{}
		for _, p := range answer.Data {
			if c.matches(p) {
				found = append(found, p)
			}
		}
		if inv.flags.JSON {
			return inv.printValue(map[string]any{"data": found})
		}
		rows := make([][]string, len(found))
		for i, p := range found {
			rows[i] = []string{p.Name, p.DisplayName, p.AuthMode, strings.Join(p.Categories, ", ")}
		}
		return inv.table("No provider matches.", []string{"PROVIDER", "NAME", "AUTH", "CATEGORIES"}, rows)
	})
}

type providersShow struct {
	Provider string `arg:"" help:"Key of the provider, such as github."`
}

// field is one thing a form asks for.
type field struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Optional bool   `json:"optional"`
	Secret   bool   `json:"secret"`
	Hidden   bool   `json:"hidden"`
	Pattern  string `json:"pattern"`
}

// Run shows one provider and the flags that its fields become.
func (c providersShow) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data struct {
				provider
				Docs              string     `json:"docs"`
				AppDocs           string     `json:"app_docs"`
				BaseURL           string     `json:"base_url"`
				CallbackURL       string     `json:"callback_url"`
				NeedsApp          bool       `json:"needs_app"`
				Origin            definition `json:"origin"`
				IntegrationFields []field    `json:"integration_fields"`
				ConnectionFields  []field    `json:"connection_fields"`
				CredentialFields  []field    `json:"credential_fields"`
				AssertionFields   []field    `json:"assertion_fields"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/providers/"+url.PathEscape(c.Provider), nil, &answer)
		if err != nil {
			return providerFault(err, c.Provider)
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		p := answer.Data
		callback := ""
		if p.NeedsApp {
			callback = p.CallbackURL
		}
		if err := inv.fields("provider", p.Name, "name", p.DisplayName, "auth", p.AuthMode, "categories", strings.Join(p.Categories, ", "),
			"base address", p.BaseURL, "callback", callback, "register at", p.AppDocs, "documentation", p.Docs, "defined in", p.Origin.String()); err != nil {
			return err
		}
		if waiting := p.Origin.Unconfirmed; len(waiting) > 0 {
			if err := inv.say("\nConnections wait: credentials would go to %s. Confirm with: patchbay providers confirm %s", printable(strings.Join(waiting, ", ")), p.Name); err != nil {
				return err
			}
		}
		var rows [][]string
		rows = appendFields(rows, "integrations create --config", p.IntegrationFields)
		rows = appendFields(rows, "connect --param", p.ConnectionFields)
		rows = appendFields(rows, "connect --credential", p.CredentialFields)
		rows = appendFields(rows, "connect --once", p.AssertionFields)
		if len(rows) == 0 {
			return nil
		}
		return inv.table("", []string{"\nGIVEN WITH", "FIELD", "TITLE", ""}, rows)
	})
}

func appendFields(rows [][]string, flag string, fields []field) [][]string {
	for _, f := range fields {
		if f.Hidden {
			continue
		}
		note := ""
		if f.Optional {
			note = "optional"
		}
		if f.Secret {
			note = strings.TrimPrefix(note+", secret", ", ")
		}
		rows = append(rows, []string{flag, f.Name, f.Title, note})
	}
	return rows
}

// providerFault says how to find the right name.
func providerFault(err error, name string) error {
	if fault.IsKind(err, fault.NotFound) {
		return unknownProvider(name)
	}
	return err
}

func unknownProvider(name string) error {
	return fault.New(fault.NotFound, "unknown_provider", fmt.Sprintf("No provider is called %q.", name)).
		WithHint("Look for it with: patchbay providers list " + name)
}
