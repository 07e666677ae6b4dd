package auth

import (
	"crypto/rand"
	"io"
	"net/http"
	"time"

	"github.com/google/uuid"

	"patchbay/app/catalog"
	"patchbay/app/outbound"
	"patchbay/app/vault"
)

// Options are what a Client needs. HTTP is required.
type Options struct {
	HTTP *outbound.Client
	Now  func() time.Time // default time.Now
	Rand io.Reader        // default crypto/rand
	UUID func() string    // default random version 4
}

// Client speaks OAuth 2.0 with providers: it builds the address for the browser and asks for tokens.
// It keeps no state and is safe for concurrent use.
type Client struct {
	http *outbound.Client
	now  func() time.Time
	rand io.Reader
	uuid func() string
}

// NewClient returns a client.
func NewClient(o Options) *Client {
	c := &Client{http: o.HTTP, now: o.Now, rand: o.Rand, uuid: o.UUID}
	if c.now == nil {
		c.now = time.Now
	}
	if c.rand == nil {
		c.rand = rand.Reader
	}
	if c.uuid == nil {
		c.uuid = uuid.NewString
	}
	return c
}

// App is what the user registered with the provider: an OAuth client, or another kind of app.
type App struct {
	ClientID     string
	ClientSecret vault.Secret
	Scopes       []string
	ID           string            // APP, CUSTOM: the GitHub app's id
	Link         string            // APP, CUSTOM, INSTALL_PLUGIN: the app's public page
	PrivateKey   vault.Secret      // APP, CUSTOM: PEM
	Settings     map[string]string // the integration's values of integration_config, secret ones too
	Custom       map[string]string // free values of the integration
}

// Hop is one token request and its answer, for the login inspector. Nothing in it is redacted yet.
type Hop struct {
	Method         string
	URL            string
	RequestHeader  http.Header
	RequestBody    []byte
	Status         int // 0: no answer
	ResponseHeader http.Header
	ResponseBody   []byte // at most 1 MB
	Network        outbound.Hop
	Err            error
}

// Watch receives each hop as it ends, of requests at the same time too; nil is allowed.
type Watch func(Hop)

// AuthorizeRequest is a login about to start.
type AuthorizeRequest struct {
	Provider    *catalog.Provider
	App         App
	RedirectURI string
	State       string
	Verifier    string            // PKCE; unused when the provider disables it
	Config      map[string]any    // connection config, for the templates
	Params      map[string]string // the caller's own parameters; the value "undefined" removes one
	UserScope   string            // slack only
}

// TokenRequest is what every call to a token endpoint needs.
type TokenRequest struct {
	Provider  *catalog.Provider
	App       App
	Config    map[string]any
	AlsoAllow []string // destinations that the user typed in and that are private
	Callback  string   // the redirect address that the app is registered with; one provider's renewals name its host
	Watch     Watch
}
