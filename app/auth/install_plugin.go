package auth

import (
	"context"

	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// The names under which an integration keeps the user name and password of its plugin.
const (
	PluginUsername = "username"
	PluginPassword = "password"
)

// pluginMode sends the user to install a plugin at the vendor. All accounts share the plugin's own user name and password;
// what differs is the id that the vendor sends along (providers-and-auth §4.14). Credentials are those of BASIC.
type pluginMode struct{ basicMode }

// TakesTyped reports whether accounts of the provider can be connected with typed credentials of the mode: those of the
// provider's own mode, or what the installation of its plugin would yield.
func TakesTyped(p *catalog.Provider, m catalog.AuthMode) bool {
	if p.AuthMode == catalog.InstallPlugin {
		return m != "" && m == p.AuthType
	}
	return !UsesBrowser(p.AuthMode) && (m == "" || m == p.AuthMode)
}

func (pluginMode) begin(_ context.Context, c *Client, l Login) (Redirect, error) {
	address, err := catalog.ExpandURL(l.App.Link, c.scope(nil), catalog.URLOptions{})
	if err != nil {
		return Redirect{}, err
	}
	if err := CheckBrowserURL(address); err != nil {
		return Redirect{}, err
	}
	address.RawQuery = joinQuery(address.RawQuery, params{{"payload", l.State}}.query())
	return Redirect{URL: address.String()}, nil
}

func (pluginMode) finish(_ context.Context, _ *Client, r Return) (Obtained, error) {
	if r.Query.Get("error") != "" {
		return Obtained{}, r.callbackFault(diagnosis.Sent{})
	}
	for _, name := range r.Provider.RedirectURIMetadata {
		if values := r.Query[name]; len(values) != 1 || values[0] == "" {
			return Obtained{}, fault.New(fault.Invalid, "callback_err", r.Provider.DisplayName+" sent the browser back without "+name+", which says where the plugin was installed.").
				WithHint("Install the plugin to the end, and connect again.")
		}
	}
	return Obtained{Credentials: Basic{Username: r.App.Custom[PluginUsername], Password: vault.Secret(r.App.Custom[PluginPassword])}}, nil
}
