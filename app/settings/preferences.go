package settings

import (
	"context"
	"encoding/json"
	"fmt"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// The looks of the window.
const (
	AppearanceSystem = "system"
	AppearanceLight  = "light"
	AppearanceDark   = "dark"
)

// The redirect addresses that providers send people back to; package redirect says what they are.
const (
	RedirectLocalhost = "localhost"
	RedirectLoopback  = "loopback"
	RedirectHTTPS     = "https"
	RedirectRelay     = "relay"
)

// Preferences are what the user chose. Lists are never nil.
type Preferences struct {
	Appearance     string   // "system", "light" or "dark"
	AllowedHosts   []string // private or loopback destinations that requests may reach: host[:port], *.name, address or range
	AllowedOrigins []string // web pages that may call the API: scheme://host[:port]
	Redirect       string   // one of the redirect addresses
	CallbackURL    string   // of a relay; "" when none was entered
	KeepAlive      bool     // renew connections that nobody used for a day; on unless switched off
	TestKeys       bool     // test stored keys and passwords once a day
	WebhookBaseURL string   // where providers reach the webhook port, such as a tunnel's address; "" when they do not
	MCP            bool     // coding assistants may use the tools of package mcpserver; off unless switched on
}

// PreferencesUpdate changes the fields that are not nil. A CallbackURL without a Redirect chooses the relay, and an empty
// one the default.
type PreferencesUpdate struct {
	Appearance     *string
	AllowedHosts   *[]string
	AllowedOrigins *[]string
	Redirect       *string
	CallbackURL    *string
	KeepAlive      *bool
	TestKeys       *bool
	WebhookBaseURL *string
	MCP            *bool
}

// The names of the rows.
const (
	appearanceRow  = "appearance"
	hostsRow       = "allowed_hosts"
	originsRow     = "allowed_origins"
	redirectRow    = "redirect"
	callbackURLRow = "callback_url"
	keepAliveRow   = "keep_alive"
	testKeysRow    = "test_keys"
	webhookBaseRow = "webhook_base_url"
	mcpRow         = "mcp"
)

// Preferences returns what the user chose, from memory.
func (s *Service) Preferences() Preferences {
	return s.now.Load().preferences.clone()
}

// Update checks the changes, stores them and returns the new whole. A value that cannot be is the fault "invalid_body"
// with an issue for each wrong field, and nothing is stored.
func (s *Service) Update(ctx context.Context, u PreferencesUpdate) (Preferences, error) {
	s.change.Lock()
	defer s.change.Unlock()
	rows, issues := u.checked()
	issues = append(issues, u.checkRelay(s.now.Load().preferences)...)
	if len(issues) > 0 {
		return Preferences{}, fault.New(fault.Invalid, "invalid_body", issues[0].Message).WithIssues(issues...)
	}
	if len(rows) == 0 {
		return s.Preferences(), nil
	}
	env := s.now.Load().environments[0]
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for name, value := range rows {
			text, err := json.Marshal(value)
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `INSERT INTO preferences (environment_id, name, value, updated_at) VALUES (?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
				env.ID, name, string(text), sqlite.Micros(tx.Now))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.changed(ctx)
	}
	if err != nil {
		return Preferences{}, err
	}
	return s.Preferences(), nil
}

// checked returns the rows to write, in the form they are kept in, and what is wrong.
func (u PreferencesUpdate) checked() (rows map[string]any, issues []fault.Issue) {
	rows = map[string]any{}
	if u.Appearance != nil {
		rows[appearanceRow] = *u.Appearance
		issues = append(issues, checkAppearance(*u.Appearance)...)
	}
	if u.AllowedHosts != nil {
		hosts, wrong := checkList(hostsRow, *u.AllowedHosts, checkHost)
		rows[hostsRow], issues = hosts, append(issues, wrong...)
	}
	if u.AllowedOrigins != nil {
		origins, wrong := checkList(originsRow, *u.AllowedOrigins, checkOrigin)
		rows[originsRow], issues = origins, append(issues, wrong...)
	}
	if u.Redirect != nil {
		rows[redirectRow] = *u.Redirect
		issues = append(issues, checkRedirect(*u.Redirect)...)
	}
	if u.CallbackURL != nil {
		address, message := CheckCallbackURL(*u.CallbackURL)
		rows[callbackURLRow] = address
		if u.Redirect == nil {
			rows[redirectRow] = ""
		}
		if message != "" {
			issues = append(issues, fault.Issue{Code: "custom", Message: message, Path: []string{callbackURLRow}})
		}
	}
	if u.KeepAlive != nil {
		rows[keepAliveRow] = *u.KeepAlive
	}
	if u.TestKeys != nil {
		rows[testKeysRow] = *u.TestKeys
	}
	if u.WebhookBaseURL != nil {
		address, message := checkBaseURL(*u.WebhookBaseURL)
		rows[webhookBaseRow] = address
		if message != "" {
			issues = append(issues, fault.Issue{Code: "custom", Message: message, Path: []string{webhookBaseRow}})
		}
	}
	if u.MCP != nil {
		rows[mcpRow] = *u.MCP
	}
	return rows, issues
}

func (s *Service) readPreferences(ctx context.Context, env Environment) (Preferences, error) {
	p := Preferences{Appearance: AppearanceSystem, KeepAlive: true}
	fields := map[string]any{appearanceRow: &p.Appearance, hostsRow: &p.AllowedHosts, originsRow: &p.AllowedOrigins,
		redirectRow: &p.Redirect, callbackURLRow: &p.CallbackURL, keepAliveRow: &p.KeepAlive, testKeysRow: &p.TestKeys, webhookBaseRow: &p.WebhookBaseURL, mcpRow: &p.MCP}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT name, value FROM preferences WHERE environment_id = ?`, env.ID)
	if err != nil {
		return p, s.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err below tells
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return p, s.db.Fault(err)
		}
		field, known := fields[name]
		if !known {
			continue
		}
		if err := json.Unmarshal([]byte(value), field); err != nil {
			return p, fmt.Errorf("preference %s: %w", name, err)
		}
	}
	p.Redirect = redirectOf(p)
	return p.clone(), s.db.Fault(rows.Err())
}

// redirectOf reads what is not stored as a choice: an address alone is a relay.
func redirectOf(p Preferences) string {
	switch {
	case p.Redirect != "":
		return p.Redirect
	case p.CallbackURL != "":
		return RedirectRelay
	}
	return RedirectLocalhost
}

// clone keeps callers from changing what others read, and makes empty lists of missing ones.
func (p Preferences) clone() Preferences {
	p.AllowedHosts = append([]string{}, p.AllowedHosts...)
	p.AllowedOrigins = append([]string{}, p.AllowedOrigins...)
	return p
}
