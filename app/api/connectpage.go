package api

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
)

// connectFile is the built Connect page; its scripts and styles are files of the GUI (frontend/src/connect-page).
const connectFile = "connect-ui.html"

// connectPolicy has no frame-ancestors: web apps embed the page in an iframe (http-api §1.7). Inline styles are let in
// for the reason that guiPolicy gives.
const connectPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'"

// connectPage serves the Connect page, and nothing else below its address.
func (s *Server) connectPage(c *call) error {
	if c.rest != "" {
		return notFound()
	}
	data, ok := s.files.read(connectFile)
	if !ok {
		data = []byte(notBuilt)
	}
	h := c.w.Header()
	h.Set("Content-Security-Policy", connectPolicy)
	h.Set("Content-Type", contentType(connectFile))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	c.w.WriteHeader(http.StatusOK)
	_, _ = c.w.Write(data)
	return nil
}

// ConnectChoice is one integration as the Connect page offers it, with the form to fill in.
type ConnectChoice struct {
	Integration string         `json:"integration"`
	Provider    string         `json:"provider"`
	DisplayName string         `json:"display_name"`
	AuthMode    string         `json:"auth_mode"`
	Redirects   bool           `json:"redirects" jsonschema:"whether connecting opens the provider's own login"`
	Supported   bool           `json:"supported"`
	Docs        string         `json:"docs,omitempty"`
	Fields      []ConnectField `json:"fields"`
}

// ConnectField is one input; its value goes into the group it names.
type ConnectField struct {
	Group string `json:"group" jsonschema:"credentials, params or assertion_option"`
	Field
}

// ConnectChoices is everything the Connect page shows of a session.
type ConnectChoices struct {
	Data         []ConnectChoice `json:"data"`
	Reconnecting bool            `json:"reconnecting"`
	OpenFirst    bool            `json:"open_first" jsonschema:"exactly one integration was asked for: no list is needed"`
}

// connectChoices lists the integrations of the session.
func (s *Server) connectChoices(c *call, _ none) (ConnectChoices, error) {
	all, err := s.connect.Integrations(c.ctx(), c.env.ID)
	if err != nil {
		return ConnectChoices{}, err
	}
	choices := ConnectChoices{Data: []ConnectChoice{}, Reconnecting: c.session.Reconnect != nil}
	for _, i := range all {
		p, known := s.catalog.Get(i.Provider)
		if known && allowed(c.session, i.UniqueKey) {
			choices.Data = append(choices.Data, s.connectChoice(c.session, i, p))
		}
	}
	choices.OpenFirst = len(choices.Data) == 1 && len(c.session.AllowedIntegrations) == 1
	return choices, nil
}

func (s *Server) connectChoice(session *connect.Session, i connect.Integration, p *catalog.Provider) ConnectChoice {
	choice := ConnectChoice{Integration: i.UniqueKey, Provider: i.Provider, DisplayName: i.DisplayName, AuthMode: string(i.AuthMode),
		Redirects: auth.UsesBrowser(i.AuthMode) && !auth.InstalledAtVendor(p), Supported: auth.Supported(p) == nil, Docs: orText(p.DocsConnect, p.Docs),
		Fields: withoutHeld(connectFields(p, session.Defaults[i.UniqueKey].ConnectionConfig), i, p)}
	if docs := session.Overrides[i.UniqueKey].DocsConnect; docs != "" {
		choice.Docs = docs
	}
	if !strings.HasPrefix(choice.Docs, "https://") && !strings.HasPrefix(choice.Docs, "http://") {
		choice.Docs = ""
	}
	return choice
}

// connectFields are the inputs in form order, hidden ones with their default behind them. What the session
// presets is left out: its value wins anyway (http-api §4.5).
func connectFields(p *catalog.Provider, preset map[string]any) []ConnectField {
	fields := []ConnectField{}
	groups := map[string]catalog.Fields{"credentials": p.CredentialFields(), "params": p.ConnectionFields(), "assertion_option": p.AssertionFields()}
	add := func(group string, f catalog.Field) {
		if _, done := preset[f.Name]; !done || group != "params" {
			fields = append(fields, ConnectField{Group: group, Field: fieldViews(catalog.Fields{f})[0]})
		}
	}
	for _, entry := range p.Form() {
		group, name, _ := strings.Cut(entry, ".")
		if f, ok := groups[group].Get(name); ok {
			add(group, f)
		}
	}
	for _, group := range []string{"credentials", "params"} {
		for _, f := range groups[group] {
			if f.Hidden && !f.Automated && f.DefaultValue != nil {
				add(group, f)
			}
		}
	}
	return append(fields, overrideFields(preset)...)
}

// withoutHeld drops the credentials that the integration holds itself. An integration with a private API names its key
// as that API does.
func withoutHeld(fields []ConnectField, i connect.Integration, p *catalog.Provider) []ConnectField {
	for at := range fields {
		if label := i.IntegrationConfig["keyLabel"]; label != "" && fields[at].Name == "apiKey" {
			fields[at].Title = label
		}
	}
	return slices.DeleteFunc(fields, func(f ConnectField) bool {
		_, shared := p.IntegrationConfig.Get(f.Name)
		return shared && f.Group == "credentials" && i.IntegrationConfig[f.Name] != ""
	})
}

// overrideFields asks for the user's own OAuth client where the session left room for it.
func overrideFields(preset map[string]any) []ConnectField {
	titles := map[string]string{"oauth_client_id_override": "Client ID", "oauth_client_secret_override": "Client secret", "oauth_refresh_token_override": "Refresh token"}
	var fields []ConnectField
	for _, name := range slices.Sorted(maps.Keys(titles)) {
		if text, ok := preset[name].(string); ok && text == "" {
			fields = append(fields, ConnectField{Group: "credentials", Field: Field{Name: name, Title: titles[name], Secret: name != "oauth_client_id_override"}})
		}
	}
	return fields
}
