package api

import (
	"encoding/json"

	"patchbay/app/auth"
	"patchbay/app/catalog"
)

// ProviderSummary is one tile of the gallery.
type ProviderSummary struct {
	Name        string   `json:"name"`
	DisplayName string   `json:"display_name"`
	Categories  []string `json:"categories"`
	AuthMode    string   `json:"auth_mode"`
	Supported   bool     `json:"supported" jsonschema:"whether this version can connect accounts"`
}

// ProviderSummaries is the whole gallery in catalog order.
type ProviderSummaries struct {
	Data []ProviderSummary `json:"data"`
}

// ProviderDetail is a provider with everything its forms need.
type ProviderDetail struct {
	ProviderSummary
	Docs              string                     `json:"docs,omitempty" jsonschema:"the vendor's API reference"`
	AppDocs           string                     `json:"app_docs,omitempty" jsonschema:"where an app is registered with the vendor"`
	ScopesDocs        string                     `json:"scopes_docs,omitempty"`
	Scopes            []string                   `json:"scopes" jsonschema:"every scope the vendor documents, when known"`
	DefaultScopes     []string                   `json:"default_scopes"`
	BaseURL           string                     `json:"base_url,omitempty" jsonschema:"template of the API's address"`
	Verifies          bool                       `json:"verifies" jsonschema:"whether new credentials are tried out before they are stored"`
	PKCE              bool                       `json:"pkce"`
	CallbackURL       string                     `json:"callback_url"`
	NeedsApp          bool                       `json:"needs_app" jsonschema:"whether the integration needs a client id and secret"`
	IntegrationFields []Field                    `json:"integration_fields"`
	ConnectionFields  []Field                    `json:"connection_fields" jsonschema:"sent as params"`
	CredentialFields  []Field                    `json:"credential_fields" jsonschema:"sent as credentials"`
	AssertionFields   []Field                    `json:"assertion_fields" jsonschema:"sent as assertion_option; used once and not stored"`
	Form              []string                   `json:"form" jsonschema:"the inputs in order, as credentials.NAME, params.NAME or assertion_option.NAME"`
	Origin            ProviderOrigin             `json:"origin"`
	Preview           []PreviewRequest           `json:"preview" jsonschema:"what Patchbay sends, in order, with placeholders"`
	Facts             map[string]json.RawMessage `json:"facts" jsonschema:"the catalog entry as it is"`
}

// ProviderDetailEntry wraps one provider.
type ProviderDetailEntry struct {
	Data ProviderDetail `json:"data"`
}

// Field is one input of a form.
type Field struct {
	Name         string       `json:"name"`
	Title        string       `json:"title"`
	Description  string       `json:"description,omitempty"`
	Example      string       `json:"example,omitempty"`
	Pattern      string       `json:"pattern,omitempty"`
	Format       string       `json:"format,omitempty"`
	Enum         []string     `json:"enum,omitempty"`
	Optional     bool         `json:"optional"`
	Secret       bool         `json:"secret"`
	Hidden       bool         `json:"hidden"`
	Automated    bool         `json:"automated"`
	DefaultValue *string      `json:"default_value,omitempty"`
	Prefix       string       `json:"prefix,omitempty"`
	Suffix       string       `json:"suffix,omitempty"`
	Order        int          `json:"order,omitempty"`
	DocSection   string       `json:"doc_section,omitempty" jsonschema:"where the help page speaks of the field, such as #step-1"`
	Multiline    bool         `json:"multiline,omitempty" jsonschema:"a key or a certificate of several lines"`
	VisibleWhen  *VisibleWhen `json:"visible_when,omitempty"`

	Warnings map[string]string `json:"warnings,omitempty" jsonschema:"text to show beside a chosen value"`
}

// VisibleWhen shows a field only while another one has a value.
type VisibleWhen struct {
	Field  string `json:"field"`
	Equals string `json:"equals"`
}

func (s *Server) guiProviders(*call, none) (ProviderSummaries, error) {
	all := s.catalog.All()
	list := ProviderSummaries{Data: make([]ProviderSummary, 0, len(all))}
	for _, summary := range all {
		if p, ok := s.catalog.Get(summary.Key); ok {
			list.Data = append(list.Data, providerSummary(p))
		}
	}
	return list, nil
}

func providerSummary(p *catalog.Provider) ProviderSummary {
	return ProviderSummary{Name: p.Key, DisplayName: p.DisplayName, Categories: orEmpty(p.Categories), AuthMode: string(p.AuthMode),
		Supported: auth.Supported(p) == nil}
}

func (s *Server) guiProvider(c *call, _ none) (ProviderDetailEntry, error) {
	p, err := s.provider(c.params["provider"])
	if err != nil {
		return ProviderDetailEntry{}, err
	}
	d := ProviderDetail{
		ProviderSummary: providerSummary(p),
		Docs:            p.Docs, AppDocs: p.OAuthDocs, ScopesDocs: p.ScopesDocs, Scopes: orEmpty(p.Scopes), DefaultScopes: orEmpty(p.DefaultScopes),
		PKCE: p.UsesPKCE(), NeedsApp: p.NeedsApp(), CallbackURL: s.redirect.DefaultAddress(p),
		IntegrationFields: fieldViews(p.IntegrationFields()), ConnectionFields: fieldViews(p.ConnectionFields()),
		CredentialFields: fieldViews(p.CredentialFields()), AssertionFields: fieldViews(p.AssertionFields()), Form: orEmpty(p.Form()),
	}
	d.Preview = preview(p)
	if d.Origin, err = s.providerOrigin(c, p.Key); err != nil {
		return ProviderDetailEntry{}, err
	}
	if p.Proxy != nil {
		d.BaseURL, d.Verifies = p.Proxy.BaseURL, p.Proxy.Verification != nil
	}
	if err := json.Unmarshal(p.JSON(), &d.Facts); err != nil {
		return ProviderDetailEntry{}, err
	}
	return ProviderDetailEntry{Data: d}, nil
}

func fieldViews(fields catalog.Fields) []Field {
	out := make([]Field, 0, len(fields))
	for _, f := range fields {
		view := Field{Name: f.Name, Title: f.Title, Description: f.Description, Example: f.Example, Pattern: f.Pattern, Format: f.Format,
			Enum: f.Enum, Optional: f.Optional, Secret: f.Secret, Hidden: f.Hidden, Automated: f.Automated, DefaultValue: f.DefaultValue,
			Prefix: f.Prefix, Suffix: f.Suffix, Order: f.Order, DocSection: f.DocSection, Multiline: f.Multiline()}
		for _, warning := range f.Warnings {
			if view.Warnings == nil {
				view.Warnings = map[string]string{}
			}
			view.Warnings[warning.Name] = f.Warnings.Text(warning.Name)
		}
		if f.VisibleWhen != nil {
			view.VisibleWhen = &VisibleWhen{Field: f.VisibleWhen.Field, Equals: f.VisibleWhen.Equals}
		}
		out = append(out, view)
	}
	return out
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
