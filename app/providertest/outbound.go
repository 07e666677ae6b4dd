package providertest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// A Hook is a webhook that the vendor sends to complete a connection.
type Hook struct {
	Header map[string]string
	Body   []byte
	Steps  []*Step // what the vendor is asked then
}

// Hook is the webhook that completes the connection; false for nearly all providers.
func (p *Play) Hook() (Hook, bool) {
	m, ok := p.mode.(*vendorInstall)
	if !ok {
		return Hook{}, false
	}
	return m.hook(), true
}

// vendorInstall is an app that people install in the vendor's own pages, which then sends a webhook with the code
// (§4.1.9). Its one provider is Sentry (https://docs.sentry.io/organization/integrations/integration-platform/public-integration/).
type vendorInstall struct{ *oauth2 }

const sentryInstallation = "5a9e3c1f-0d4b-4e2a-8f6c-7b1d2e3f4a5b"

func (m *vendorInstall) start() Start {
	return Start{Route: "/auth/oauth-outbound", Body: map[string]any{}}
}

// hook is the webhook installation.created. Sentry signs it with the client secret: HMAC-SHA256 of the body, in hex
// (https://docs.sentry.io/organization/integrations/integration-platform/webhooks/).
func (m *vendorInstall) hook() Hook {
	m.code, m.p.config["installation.uuid"] = "code+/"+m.p.Facts.Key+"=", sentryInstallation
	body, err := json.Marshal(object{"action": "created", "actor": object{"type": "user", "id": m.p.params["actor"], "name": "Walker"},
		"data":         object{"installation": object{"app": object{"uuid": "app-1", "slug": "walk"}, "organization": object{"slug": "walkers"}, "uuid": sentryInstallation, "code": m.code, "status": "pending"}},
		"installation": object{"uuid": sentryInstallation}})
	if err != nil {
		panic(err) // made of maps and strings
	}
	mac := hmac.New(sha256.New, []byte(m.p.clientSecret))
	mac.Write(body)
	return Hook{Body: body, Header: map[string]string{"Content-Type": "application/json", "Sentry-Hook-Resource": "installation", "Sentry-Hook-Signature": hex.EncodeToString(mac.Sum(nil))},
		Steps: m.exchange()}
}

// sentryClient talks JSON both ways, with names of its own.
var sentryClient = client{exchange: sentryNames(exchange(wanted{json: "grant_type client_id client_secret code"})),
	refresh: sentryNames(refresh(wanted{json: "grant_type client_id client_secret refresh_token"}))}

func sentryNames(steps func(*oauth2) []*Step) func(*oauth2) []*Step {
	return func(m *oauth2) []*Step {
		made := steps(m)
		made[0].Answer = jsonAnswer(object{"token": m.p.token(), "refreshToken": m.refreshToken(), "expiresAt": m.p.Now().Add(8 * time.Hour).UTC().Format(time.RFC3339)})
		return made
	}
}

// sentryInstalled confirms the installation with the new token.
func sentryInstalled(p *Play, m mode) []*Step {
	step := p.ask(m, "the confirmation", http.MethodPut, "/api/0/sentry-app-installations/"+sentryInstallation+"/", "https://sentry.io", nil).
		says(object{"status": "installed"})
	step.Check = func(got *Received) []string {
		if !strings.Contains(string(got.Body), `"installed"`) {
			return []string{"the installation is confirmed with " + string(got.Body)}
		}
		return nil
	}
	step.Header["content-type"] = "application/json"
	return []*Step{step}
}
