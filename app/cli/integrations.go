package cli

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/fault"
)

type integrationsCommand struct {
	List   integrationsList   `cmd:"" help:"List the integrations."`
	Create integrationsCreate `cmd:"" help:"Configure a provider."`
	Show   integrationsShow   `cmd:"" help:"Show one, without its secrets."`
	Update integrationsUpdate `cmd:"" help:"Change one."`
	Delete integrationsDelete `cmd:"" help:"Delete one, and its connections."`
}

// integration is what lists and forms show of one.
type integration struct {
	UniqueKey       string   `json:"unique_key"`
	Provider        string   `json:"provider"`
	DisplayName     string   `json:"display_name"`
	AuthMode        string   `json:"auth_mode"`
	ConnectionCount int      `json:"connection_count"`
	MissingFields   []string `json:"missing_fields"`
	CallbackURL     string   `json:"callback_url"`
	ClientID        string   `json:"client_id"`
	HasClientSecret bool     `json:"has_client_secret"`
	Scopes          []string `json:"scopes"`
	CreatedAt       string   `json:"created_at"`
}

type integrationsList struct{}

// Run lists every integration of the dev environment.
func (integrationsList) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data []integration `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/integrations", nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(answer.Data))
		for i, in := range answer.Data {
			rows[i] = []string{in.UniqueKey, in.Provider, in.AuthMode, strconv.Itoa(in.ConnectionCount), strings.Join(in.MissingFields, ", ")}
		}
		return inv.table("No integrations yet. Make one with: patchbay integrations create PROVIDER",
			[]string{"INTEGRATION", "PROVIDER", "AUTH", "CONNECTIONS", "MISSING"}, rows)
	})
}

type integrationsShow struct {
	Integration string `arg:"" help:"Unique key of the integration."`
}

// Run shows one integration.
func (c integrationsShow) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error { return inv.showIntegration(ctx, s, c.Integration) })
}

func (inv *invocation) showIntegration(ctx context.Context, s *session, key string) error {
	var answer struct {
		Data integration `json:"data"`
	}
	raw, err := s.call(ctx, "GET", "/patchbay/integrations/"+url.PathEscape(key), nil, &answer)
	if err != nil {
		return integrationFault(err, key)
	}
	if inv.flags.JSON {
		return inv.printJSON(raw)
	}
	in := answer.Data
	secret := ""
	if in.HasClientSecret {
		secret = "stored"
	}
	return inv.fields("integration", in.UniqueKey, "provider", in.Provider, "name", in.DisplayName, "auth", in.AuthMode,
		"client id", in.ClientID, "client secret", secret, "scopes", strings.Join(in.Scopes, ", "), "callback", in.CallbackURL,
		"missing", strings.Join(in.MissingFields, ", "), "connections", strconv.Itoa(in.ConnectionCount), "created", ago(in.CreatedAt))
}

// appFlags are the developer application's facts, given to create and update.
type appFlags struct {
	Name         string            `help:"Name to show."`
	ClientID     string            `name:"client-id" help:"Client id of your application at the provider."`
	ClientSecret string            `name:"client-secret" placeholder:"SECRET" help:"Client secret; \"-\" reads it from the terminal or standard input, where nobody else sees it."`
	Scopes       string            `help:"Scopes to ask for, separated by commas."`
	Config       map[string]string `placeholder:"FIELD=VALUE" help:"Field of the integration's own form; repeatable."`
}

// body builds the wire's fields from the flags that were given.
func (f appFlags) body(ctx context.Context, inv *invocation, s *session, provider string) (map[string]any, error) {
	body := map[string]any{}
	if f.Name != "" {
		body["display_name"] = f.Name
	}
	if len(f.Config) > 0 {
		body["integration_config"] = f.Config
	}
	credentials := map[string]any{}
	if f.ClientID != "" {
		credentials["client_id"] = f.ClientID
	}
	if f.ClientSecret != "" {
		given := map[string]string{"client secret": f.ClientSecret}
		if err := inv.fill(given, []string{"client secret"}); err != nil {
			return nil, err
		}
		credentials["client_secret"] = given["client secret"]
	}
	if f.Scopes != "" {
		credentials["scopes"] = f.Scopes
	}
	if len(credentials) > 0 {
		var answer struct {
			Data struct {
				AuthMode string `json:"auth_mode"`
			} `json:"data"`
		}
		if _, err := s.call(ctx, "GET", "/patchbay/providers/"+url.PathEscape(provider), nil, &answer); err != nil {
			return nil, providerFault(err, provider)
		}
		credentials["type"] = answer.Data.AuthMode
		body["credentials"] = credentials
	}
	return body, nil
}

type integrationsCreate struct {
	Provider string `arg:"" help:"Key of the provider, such as github."`
	Key      string `help:"Unique key, what scripts send as Provider-Config-Key (default: the provider's key)."`
	appFlags
}

// Run creates the integration and shows it, with the callback address to register.
func (c integrationsCreate) Run(ctx context.Context, inv *invocation) error {
	if c.Key == "" {
		c.Key = c.Provider
	}
	return inv.with(ctx, func(s *session) error {
		body, err := c.body(ctx, inv, s, c.Provider)
		if err != nil {
			return err
		}
		body["provider"], body["unique_key"] = c.Provider, c.Key
		if _, err := s.call(ctx, "POST", "/integrations", body, nil); err != nil {
			return createFault(err, c.Provider)
		}
		return inv.showIntegration(ctx, s, c.Key)
	})
}

// createFault finds the provider among the wrong fields: a name that does not exist is the usual mistake.
func createFault(err error, provider string) error {
	for _, issue := range fault.From(err).Issues {
		if slices.Equal(issue.Path, []string{"provider"}) {
			return unknownProvider(provider)
		}
	}
	return err
}

type integrationsUpdate struct {
	Integration string `arg:"" help:"Unique key of the integration."`
	Key         string `help:"New unique key."`
	appFlags
}

// Run changes what the flags name and leaves the rest alone.
func (c integrationsUpdate) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var current struct {
			Data integration `json:"data"`
		}
		path := "/integrations/" + url.PathEscape(c.Integration)
		if _, err := s.call(ctx, "GET", path, nil, &current); err != nil {
			return integrationFault(err, c.Integration)
		}
		body, err := c.body(ctx, inv, s, current.Data.Provider)
		if err != nil {
			return err
		}
		key := c.Integration
		if c.Key != "" {
			body["unique_key"], key = c.Key, c.Key
		}
		if len(body) == 0 {
			return fault.New(fault.Invalid, "nothing_to_change", "No flag says what to change.").WithHint("See patchbay integrations update --help.")
		}
		if _, err := s.call(ctx, "PATCH", path, body, nil); err != nil {
			return err
		}
		return inv.showIntegration(ctx, s, key)
	})
}

type integrationsDelete struct {
	Integration string `arg:"" help:"Unique key of the integration."`
}

// Run deletes the integration and its connections.
func (c integrationsDelete) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		raw, err := s.call(ctx, "DELETE", "/integrations/"+url.PathEscape(c.Integration), nil, nil)
		if err != nil {
			return integrationFault(err, c.Integration)
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("Deleted %s.", c.Integration)
	})
}

// integrationFault says how to find the right key.
func integrationFault(err error, key string) error {
	if fault.IsKind(err, fault.NotFound) || fault.HasCode(err, "unknown_provider_config") {
		return fault.New(fault.NotFound, fault.From(err).Code, "No integration is called "+strconv.Quote(key)+".").
			WithHint("List them with: patchbay integrations list")
	}
	return err
}
