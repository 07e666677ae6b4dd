package connect

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// target is where a login or a direct connect is going to.
type target struct {
	integration  *integrationRow
	provider     *catalog.Provider
	connectionID string
	mustExist    bool
	config       map[string]any
	session      *Session
	defaults     SessionDefaults
	operation    string // of the log, for the requests of a check
}

// aim checks who may connect what, and gathers the connection's config: the caller's params under the session's presets.
func (s *Service) aim(ctx context.Context, env int64, in ConnectInput) (target, error) {
	row, err := s.integrationRow(ctx, s.db.Reader(), env, in.IntegrationKey)
	if err != nil {
		return target{}, err
	}
	t := target{integration: row, session: in.Session}
	if err := t.permit(env); err != nil {
		return target{}, err
	}
	p, ok := s.catalog.Get(row.Provider)
	if !ok {
		return target{}, unknownProvider(row.Provider)
	}
	t.provider = p
	if in.AuthMode != "" && in.AuthMode != p.AuthMode && !auth.TakesTyped(p, in.AuthMode) {
		return target{}, fault.New(fault.Invalid, codeAuthMode, "The integration "+row.UniqueKey+" connects accounts by "+string(p.AuthMode)+", not by "+string(in.AuthMode)+".")
	}
	if err := auth.Supported(p); err != nil {
		return target{}, err
	}
	if err := s.trust(ctx, p); err != nil {
		return target{}, err
	}
	if err := s.aimAt(ctx, &t, in); err != nil {
		return target{}, err
	}
	return t, t.configure(in)
}

// permit applies the session's limits (http-api §5.4).
func (t *target) permit(env int64) error {
	if t.session == nil {
		return nil
	}
	allowed := len(t.session.AllowedIntegrations) == 0 || slices.Contains(t.session.AllowedIntegrations, t.integration.UniqueKey)
	if !allowed || t.session.EnvironmentID != env {
		return fault.New(fault.Invalid, codeNotAllowed, "").WithHint("The Connect session does not include this integration.")
	}
	t.defaults = t.session.Defaults[t.integration.UniqueKey]
	return nil
}

// aimAt picks the connection id.
func (s *Service) aimAt(ctx context.Context, t *target, in ConnectInput) error {
	switch {
	case t.session != nil && t.session.Reconnect != nil:
		t.connectionID, t.mustExist = t.session.Reconnect.ConnectionID, true
		row, err := s.connectionByUUID(ctx, s.db.Reader(), t.session.Reconnect.UUID)
		if err != nil {
			return err
		}
		if row == nil {
			return goneConnection(t.connectionID)
		}
		return nil
	case in.ConnectionID == "":
		id, err := uuid.NewRandomFromReader(s.rand)
		if err != nil {
			return randomFault(err)
		}
		t.connectionID = id.String()
		return nil
	case t.session != nil:
		return refused("A Connect session does not choose the connection id.")
	}
	var c checks
	c.pattern(in.ConnectionID, connectionIDPattern, "connection_id")
	if err := c.err(); err != nil {
		return err
	}
	t.connectionID, t.mustExist = in.ConnectionID, in.Reconnect
	if !in.Reconnect {
		return nil
	}
	row, err := s.existing(ctx, s.db.Reader(), connectionWrite{integration: t.integration, connectionID: t.connectionID})
	if err == nil && row == nil {
		err = goneConnection(t.connectionID)
	}
	return err
}

// configure builds the connection config. Without a session the values come from Patchbay's own forms, so declared
// defaults are filled in and the fields' rules are checked; a session's page has done both.
func (t *target) configure(in ConnectInput) error {
	t.config = map[string]any{}
	for name, value := range in.Params {
		if name != "webhook_url" { // only the session's owner may set where notifications go
			t.config[name] = value
		}
	}
	maps.Copy(t.config, t.defaults.ConnectionConfig)
	if scopes := auth.ScopeList(t.config["oauth_scopes_override"]); scopes != nil {
		t.config["oauth_scopes_override"] = scopes
	}
	var c checks
	for _, field := range t.provider.ConnectionConfig {
		if field.Automated {
			continue
		}
		value, _ := t.config[field.Name].(string)
		if t.session == nil && value == "" && field.DefaultValue != nil {
			value = field.Default()
			t.config[field.Name] = value
		}
		c.field(field, value, t.session == nil && t.provider.AuthMode != catalog.OAuth2, "params")
	}
	return c.err()
}

// field checks one value of a declared field.
func (c *checks) field(field catalog.Field, value string, needed bool, group string) {
	switch {
	case value == "" && needed && field.Required():
		c.add("too_small", titleOf(field)+" is required.", group, field.Name)
	case value == "":
	default:
		if err := field.Check(value); err != nil {
			c.add("invalid_format", fault.From(err).Message, group, field.Name)
		}
	}
}

func titleOf(field catalog.Field) string {
	if field.Title != "" {
		return field.Title
	}
	return field.Name
}

// missingParams lists the connection parameters that the login's addresses need and nobody gave
// (providers-and-auth §2.4); what the provider itself supplies on the way does not count.
func (t *target) missingParams() []string {
	missing := slices.DeleteFunc(t.provider.MissingParams(t.config), t.installed)
	late := slices.Concat(t.provider.RedirectURIMetadata, t.provider.TokenResponseMetadata)
	template := t.provider.TokenURL.For(t.provider.AuthMode)
	if strings.Contains(template, "||") {
		return missing
	}
	for _, name := range catalog.Placeholders(template) {
		name, ok := strings.CutPrefix(name, "connectionConfig.")
		if value, _ := t.config[name].(string); !ok || value != "" || slices.Contains(late, name) || slices.Contains(missing, name) || t.installed(name) {
			continue
		}
		missing = append(missing, name)
	}
	return missing
}

// installed reports whether the installation of an app brings the parameter: its link comes from the integration, its id
// with the browser.
func (t *target) installed(name string) bool {
	field, _ := t.provider.ConnectionConfig.Get(name)
	return (t.provider.AuthMode == catalog.App || t.provider.AuthMode == catalog.Custom) && field.Automated
}

// needParams is the fault that names the missing parameters. Without a session it also names those that only the API
// needs later: Patchbay's own forms ask for them, and a login without them connects to nothing.
func (t *target) needParams() error {
	missing := t.missingParams()
	for _, field := range t.provider.ConnectionConfig {
		late := slices.Contains(t.provider.RedirectURIMetadata, field.Name) || slices.Contains(t.provider.TokenResponseMetadata, field.Name)
		if value, _ := t.config[field.Name].(string); t.session == nil && value == "" && field.Required() && !late && !slices.Contains(missing, field.Name) && !t.installed(field.Name) {
			missing = append(missing, field.Name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var issues []fault.Issue
	var titles []string
	for _, name := range missing {
		title := name
		if field, ok := t.provider.ConnectionConfig.Get(name); ok {
			title = titleOf(field)
		}
		titles = append(titles, title)
		issues = append(issues, fault.Issue{Code: "invalid_type", Message: title + " is required.", Path: []string{"params", name}})
	}
	return fault.New(fault.Invalid, codeParams, t.provider.DisplayName+" needs more before the login can start: "+strings.Join(titles, ", ")+".").
		WithHint("Fill in the fields named here.").WithIssues(issues...)
}
