package auth

import (
	"context"
	"encoding/json"
	"sync"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// ConfigUser is where a connection's config keeps the user's own token beside that of the installation (http-api §6.2).
const ConfigUser = "userCredentials"

// ConfigPending marks a connection whose installation an owner has yet to approve.
const ConfigPending = "pending"

// userAppMode installs a GitHub App whose user logs in at the same time (providers-and-auth §4.9). Credentials are those of
// APP; while the installation waits for approval, those of OAUTH2.
type userAppMode struct{ appMode }

func (m userAppMode) finish(ctx context.Context, c *Client, r Return) (Obtained, error) {
	if r.KnownInstallation || !r.Query.Has("code") && (r.Query.Get("setup_action") == "update" || r.Query.Get("setup_action") == "request") {
		return m.appMode.finish(ctx, c, r)
	}
	code, err := r.code()
	if err != nil {
		return Obtained{}, err
	}
	waits := !r.Query.Has("installation_id")
	installation := ""
	if !waits {
		if installation, err = r.installation(); err != nil {
			return Obtained{}, err
		}
	}
	// No challenge went with the login, which began at the app's page, so there is no verifier to send.
	user, err := c.Exchange(ctx, Exchange{TokenRequest: r.TokenRequest, Code: code, RedirectURI: r.RedirectURI, State: r.State})
	if err != nil {
		return Obtained{}, asTokenFault(err)
	}
	if waits {
		return Obtained{Credentials: user, Config: map[string]any{"app_id": r.App.ID, ConfigPending: true}}, nil
	}
	got, err := m.install(ctx, c, exchanging, r.TokenRequest, installation)
	if err != nil {
		return Obtained{}, err
	}
	got.Config[ConfigUser], err = asObject(user)
	return got, err
}

// asObject is the user's token as the config keeps it.
func asObject(user OAuth2) (map[string]any, error) {
	written, err := Encode(user)
	if err != nil {
		return nil, err
	}
	var object map[string]any
	if err := json.Unmarshal(written, &object); err != nil {
		return nil, fault.New(fault.Internal, "server_error", "The user's token could not be kept.").WithCause(err)
	}
	return object, nil
}

// userOf reads the user's token out of a connection's config; false when there is none that can be renewed.
func userOf(config map[string]any) (OAuth2, bool) {
	written, err := json.Marshal(config[ConfigUser])
	if err != nil {
		return OAuth2{}, false
	}
	credentials, err := oauth2Mode{}.decode(written)
	if err != nil {
		return OAuth2{}, false
	}
	user := credentials.(OAuth2)
	return user, user.RefreshToken != ""
}

func (userAppMode) renewable(p *catalog.Provider, old Credentials) bool {
	if user, waits := old.(OAuth2); waits {
		return user.RefreshToken != ""
	}
	return p != nil
}

// renew asks for both tokens at once. Without the installation's there is nothing to go on with; the user's may fail.
func (m userAppMode) renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	if _, waits := old.(OAuth2); waits {
		return oauth2Mode{}.renew(ctx, c, r, old)
	}
	var user OAuth2
	var userErr error
	var asking sync.WaitGroup
	known, can := userOf(r.Config)
	if can {
		asking.Go(func() { user, userErr = c.Refresh(ctx, r, known) })
	}
	got, err := m.appMode.renew(ctx, c, r, old)
	asking.Wait()
	if err != nil {
		return Obtained{}, err
	}
	if can && userErr == nil {
		got.Config[ConfigUser], err = asObject(user)
	}
	return got, err
}
