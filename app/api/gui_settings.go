package api

import (
	"context"
	"sync"
	"time"

	"patchbay/app/logs"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

// Settings are the user's choices.
type Settings struct {
	Appearance     Appearance   `json:"appearance"`
	AllowedHosts   []string     `json:"allowed_hosts" jsonschema:"private or loopback destinations that requests may reach, as host or host:port"`
	AllowedOrigins []string     `json:"allowed_origins" jsonschema:"web pages that may call this API"`
	Redirect       RedirectKind `json:"redirect" jsonschema:"the address registered with providers, for integrations without their own"`
	CallbackURL    string       `json:"callback_url" jsonschema:"the address of a relay; empty: none"`
	KeepAlive      bool         `json:"keep_alive" jsonschema:"renew connections that nobody used for a day"`
	TestKeys       bool         `json:"test_keys" jsonschema:"test stored keys and passwords once a day"`
	WebhookBaseURL string       `json:"webhook_base_url" jsonschema:"where providers reach the webhook port, such as a tunnel's address; empty: nowhere"`
	MCP            bool         `json:"mcp" jsonschema:"coding assistants may use Patchbay's own tools"`
}

// Appearance is "system", "light" or "dark".
type Appearance string

type settingsBody struct {
	Appearance     *string   `json:"appearance,omitempty" rule:"oneof=system|light|dark"`
	AllowedHosts   *[]string `json:"allowed_hosts,omitempty" rule:"max=200"`
	AllowedOrigins *[]string `json:"allowed_origins,omitempty" rule:"max=200"`
	Redirect       *string   `json:"redirect,omitempty" rule:"oneof=localhost|loopback|https|relay"`
	CallbackURL    *string   `json:"callback_url,omitempty" rule:"is=webhook"`
	KeepAlive      *bool     `json:"keep_alive,omitempty"`
	TestKeys       *bool     `json:"test_keys,omitempty"`
	WebhookBaseURL *string   `json:"webhook_base_url,omitempty"`
	MCP            *bool     `json:"mcp,omitempty"`
}

// Key is the API key of the environment.
type Key struct {
	Key   string `json:"key"`
	Fixed bool   `json:"fixed,omitempty" jsonschema:"PATCHBAY_SECRET_KEY sets the key, so it cannot be replaced here"`
}

// StatusView is what the GUI shows about the app.
type StatusView struct {
	Version          string        `json:"version"`
	Environment      Environment   `json:"environment"`
	APIURL           string        `json:"api_url"`
	WebhookURL       string        `json:"webhook_url"`
	CallbackURL      string        `json:"callback_url" jsonschema:"the address to register with providers"`
	RedirectProblems []ProblemView `json:"redirect_problems" jsonschema:"why a login through it may fail"`
	DataDir          string        `json:"data_dir"`
	Program          string        `json:"program" jsonschema:"path of the running program, for what starts it again"`
	Vault            VaultView     `json:"vault"`
	Counts           Counts        `json:"counts"`
	Window           bool          `json:"window"`
}

// Environment is one set of keys, integrations and connections.
type Environment struct {
	Name string `json:"name"`
	UUID string `json:"uuid"`
}

// VaultView says where keys live and whether they can be reached.
type VaultView struct {
	Mode        string `json:"mode"`
	Description string `json:"description"`
	OK          bool   `json:"ok"`
	Message     string `json:"message,omitempty"`
}

// Counts are the sizes of the lists.
type Counts struct {
	Integrations int `json:"integrations"`
	Connections  int `json:"connections"`
	Operations   int `json:"operations" jsonschema:"at most 500 are counted"`
}

// DoctorReport is every check of the doctor.
type DoctorReport struct {
	Checks []Check `json:"checks"`
}

func (s *Server) getSettings(c *call, _ none) (Settings, error) {
	return settingsView(s.settings.Preferences()), nil
}

func (s *Server) updateSettings(c *call, _ none, b settingsBody) (Settings, error) {
	p, err := s.settings.Update(c.ctx(), settings.PreferencesUpdate{Appearance: b.Appearance, AllowedHosts: b.AllowedHosts,
		AllowedOrigins: b.AllowedOrigins, Redirect: b.Redirect, CallbackURL: b.CallbackURL,
		KeepAlive: b.KeepAlive, TestKeys: b.TestKeys, WebhookBaseURL: b.WebhookBaseURL, MCP: b.MCP})
	return settingsView(p), err
}

func settingsView(p settings.Preferences) Settings {
	return Settings{Appearance: Appearance(p.Appearance), AllowedHosts: orEmpty(p.AllowedHosts), AllowedOrigins: orEmpty(p.AllowedOrigins),
		Redirect: RedirectKind(p.Redirect), CallbackURL: p.CallbackURL, KeepAlive: p.KeepAlive, TestKeys: p.TestKeys, WebhookBaseURL: p.WebhookBaseURL, MCP: p.MCP}
}

func (s *Server) showKey(c *call, _ none) (Key, error) {
	key, err := s.settings.APIKey(c.ctx(), c.env.ID)
	return Key{Key: key.Reveal(), Fixed: s.settings.KeyIsFixed(c.env.ID)}, err
}

func (s *Server) rotateKey(c *call, _ none, _ none) (Key, error) {
	recorder := s.logs.Begin(logs.Operation{EnvironmentID: c.env.ID, Kind: "admin", Action: "rotate", Source: c.askedBy(), Title: "API key replaced"})
	key, err := s.settings.RotateAPIKey(c.ctx(), c.env.ID)
	recorder.Finish(err, nil)
	return Key{Key: key.Reveal()}, err
}

func (s *Server) status(c *call, _ none) (StatusView, error) {
	chosen := s.redirect.Check()
	facts := s.facts()
	view := StatusView{Version: s.version, Environment: Environment{Name: c.env.Name, UUID: c.env.UUID}, APIURL: facts.APIURL,
		WebhookURL: facts.WebhookURL, CallbackURL: chosen.URL, RedirectProblems: problemViews(chosen.Problems), DataDir: facts.DataDir, Program: facts.Program, Window: facts.Window,
		Vault: VaultView{Mode: string(s.vault.Mode()), Description: s.vault.Describe(), OK: true}}
	if err := s.vaultState.check(c.ctx(), s.vault, s.now()); err != nil {
		view.Vault.OK, view.Vault.Message = false, s.redactor.Text(err.Error())
	}
	integrations, err := s.connect.Integrations(c.ctx(), c.env.ID)
	if err != nil {
		return StatusView{}, err
	}
	connections, err := s.connect.CountConnections(c.ctx(), c.env.ID)
	if err != nil {
		return StatusView{}, err
	}
	view.Counts.Integrations = len(integrations)
	for _, n := range connections {
		view.Counts.Connections += n
	}
	operations, _, err := s.logs.List(c.ctx(), c.env.ID, logs.Filter{Limit: maxCounted})
	view.Counts.Operations = len(operations)
	return view, err
}

// maxCounted bounds the count of operations: beyond it, the log says how many there are by its pages.
const maxCounted = 500

// vaultState remembers whether keys could be reached: asking writes and deletes one, which a page that polls the
// status must not do each time.
type vaultState struct {
	mu  sync.Mutex
	at  time.Time
	err error
}

const vaultMemory = time.Minute

func (v *vaultState) check(ctx context.Context, vault *vault.Vault, now time.Time) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.at.IsZero() || now.Sub(v.at) > vaultMemory {
		v.at, v.err = now, vault.Check(ctx)
	}
	return v.err
}

func (s *Server) runDoctor(c *call, _ none) (DoctorReport, error) {
	report := DoctorReport{Checks: []Check{}}
	if s.doctor != nil {
		report.Checks = append(report.Checks, s.doctor(c.ctx())...)
	}
	return report, nil
}
