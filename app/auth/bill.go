package auth

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/vault"
)

// billSession is how long a session of BILL's API is taken to live; BILL ends it after 35 idle minutes.
const billSession = 35 * time.Minute

// Bill is a session at BILL, with what it takes to log in again (providers-and-auth §4.11).
type Bill struct {
	Username       string
	Password       vault.Secret
	OrganizationID string
	DevKey         vault.Secret
	SessionID      vault.Secret
	UserID         string
	Expires        time.Time
	Raw            vault.Secret
}

var _ Credentials = Bill{}

// Mode is BILL.
func (Bill) Mode() catalog.AuthMode { return catalog.Bill }

// ExpiresAt is the session's end.
func (c Bill) ExpiresAt() time.Time { return c.Expires }

// Apply sets the two headers that every call of BILL's API wants (developer.bill.com, API sessions).
func (c Bill) Apply(r *http.Request) error {
	for name, value := range map[string]vault.Secret{"Devkey": c.DevKey, "Sessionid": c.SessionID} {
		if r.Header.Get(name) == "" {
			r.Header.Set(name, value.Reveal())
		}
	}
	return nil
}

// Secrets are the password, the developer key and the session.
func (c Bill) Secrets() []string {
	return append(secretsOf(c.Password, c.DevKey, c.SessionID), secretsInJSON(c.Raw)...)
}

// Fields are username, password, organization_id, dev_key, session_id, user_id, expires_at and raw.
func (c Bill) Fields() map[string]any {
	fields := map[string]any{"username": c.Username, "password": c.Password.Reveal(), "organization_id": c.OrganizationID,
		"dev_key": c.DevKey.Reveal(), "session_id": c.SessionID.Reveal(), "user_id": c.UserID}
	if !c.Expires.IsZero() {
		fields["expires_at"] = formatTime(c.Expires)
	}
	if raw := objectOf(c.Raw); raw != nil {
		fields["raw"] = raw
	}
	return fields
}

// String hides the values.
func (c Bill) String() string { return describe(c.Mode()) }

// billMode logs in, and logs in again when the session ends.
type billMode struct{}

func (m billMode) obtain(ctx context.Context, c *Client, e Entry) (Obtained, error) {
	return m.renew(ctx, c, e.TokenRequest, Bill{Username: e.Values["username"], Password: vault.Secret(e.Values["password"]),
		OrganizationID: e.Values["organization_id"], DevKey: vault.Secret(e.Values["dev_key"])})
}

func (billMode) renewable(_ *catalog.Provider, old Credentials) bool {
	return old.(Bill).Username != ""
}

func (billMode) renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	fresh := old.(Bill)
	address, err := catalog.ExpandURL(r.Provider.TokenURL.For(catalog.Bill), c.scope(r.Config), catalog.URLOptions{})
	if err != nil {
		return Obtained{}, err
	}
	k := r.newCall(granting, address)
	k.format = "json"
	k.secrets = append(k.secrets, fresh.Password, fresh.DevKey)
	k.params = params{{"username", fresh.Username}, {"password", fresh.Password.Reveal()}, {"organizationId", fresh.OrganizationID}, {"devKey", fresh.DevKey.Reveal()}}
	answer, err := c.send(ctx, k)
	if err != nil {
		return Obtained{}, err
	}
	session, err := k.read(answer)
	if err != nil {
		return Obtained{}, err
	}
	fresh.SessionID, fresh.UserID, fresh.Raw = vault.Secret(tokenIn(session.object, "sessionId")), text(session.object["userId"]), session.raw
	if fresh.SessionID == "" {
		return Obtained{}, k.noToken()
	}
	if organization := text(session.object["organizationId"]); organization != "" {
		fresh.OrganizationID = organization
	}
	fresh.Expires = c.now().Add(billSession).UTC()
	return Obtained{Credentials: fresh, Config: ResponseMetadata(r.Provider, session.raw)}, nil
}

type wireBill struct {
	Type           catalog.AuthMode `json:"type"`
	Username       string           `json:"username"`
	Password       string           `json:"password"`
	OrganizationID string           `json:"organization_id"`
	DevKey         string           `json:"dev_key"`
	SessionID      string           `json:"session_id,omitempty"`
	UserID         string           `json:"user_id,omitempty"`
	ExpiresAt      string           `json:"expires_at,omitempty"`
	Raw            json.RawMessage  `json:"raw"`
}

func (billMode) encode(c Credentials) any {
	v := c.(Bill)
	return wireBill{Type: v.Mode(), Username: v.Username, Password: v.Password.Reveal(), OrganizationID: v.OrganizationID, DevKey: v.DevKey.Reveal(),
		SessionID: v.SessionID.Reveal(), UserID: v.UserID, ExpiresAt: formatTime(v.Expires), Raw: rawOf(v.Raw)}
}

func (billMode) decode(written []byte) (Credentials, error) {
	var w wireBill
	if err := json.Unmarshal(written, &w); err != nil {
		return nil, badCredentials(err)
	}
	expires, err := parseTime(w.ExpiresAt)
	if err != nil {
		return nil, badCredentials(err)
	}
	return Bill{Username: w.Username, Password: vault.Secret(w.Password), OrganizationID: w.OrganizationID, DevKey: vault.Secret(w.DevKey),
		SessionID: vault.Secret(w.SessionID), UserID: w.UserID, Expires: expires, Raw: vault.Secret(w.Raw)}, nil
}
