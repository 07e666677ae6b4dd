package builder

import (
	"context"
	"database/sql"
	"errors"
	"net/netip"
	"net/url"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Kind is the protocol a model is asked in.
type Kind string

// The protocols.
const (
	OpenAI    Kind = "openai"    // POST <url>/chat/completions; most servers for local models speak it
	Anthropic Kind = "anthropic" // POST <url>/v1/messages
)

// Model is where drafts come from.
type Model struct {
	Kind   Kind
	URL    string // e.g. "http://localhost:11434/v1", without a slash at the end
	Name   string // as the server knows it
	HasKey bool
}

const keyColumn = "builder_model"

func owner(env settings.Environment) vault.Owner { return vault.Owner("environment/" + env.UUID) }

// Model returns the environment's model. Fault: no_model.
func (s *Service) Model(ctx context.Context, env int64) (Model, error) {
	m, _, err := s.stored(ctx, env)
	return m, err
}

func (s *Service) stored(ctx context.Context, env int64) (m Model, sealed []byte, err error) {
	err = s.DB.Reader().QueryRowContext(ctx, `SELECT kind, url, name, sealed_key FROM builder_models WHERE environment_id = ?`, env).
		Scan(&m.Kind, &m.URL, &m.Name, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return m, nil, fault.New(fault.Conflict, "no_model", "No language model is set up yet.").
			WithHint("Give the address of one: your own account's, or of a program on this machine.")
	}
	m.HasKey = sealed != nil
	return m, sealed, s.DB.Fault(err)
}

// withKey returns the model and its key in clear, which the redactor knows from then on.
func (s *Service) withKey(ctx context.Context, env int64) (Model, vault.Secret, error) {
	m, sealed, err := s.stored(ctx, env)
	if err != nil || sealed == nil {
		return m, "", err
	}
	e, err := s.Settings.ByID(env)
	if err != nil {
		return m, "", err
	}
	key, err := s.Vault.Unseal(ctx, owner(e), keyColumn, sealed)
	s.Redactor.Add(string(key))
	return m, vault.Secret(key), err
}

// SaveModel stores a model. An empty key leaves the stored one while the address stays the same: a key goes nowhere but where it
// was meant for. Faults: invalid_url, insecure_url.
func (s *Service) SaveModel(ctx context.Context, env int64, m Model, key vault.Secret) (Model, error) {
	m.URL = strings.TrimRight(m.URL, "/")
	before, sealed, err := s.stored(ctx, env)
	if err != nil && !fault.HasCode(err, "no_model") {
		return m, err
	}
	if before.URL != m.URL {
		sealed = nil
	}
	if err := checkAddress(m.URL, key != "" || sealed != nil); err != nil {
		return m, err
	}
	if key != "" {
		s.Redactor.Add(key.Reveal())
		e, err := s.Settings.ByID(env)
		if err != nil {
			return m, err
		}
		if sealed, err = s.Vault.Seal(ctx, owner(e), keyColumn, []byte(key.Reveal())); err != nil {
			return m, err
		}
	}
	m.HasKey = sealed != nil
	return m, s.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO builder_models (environment_id, kind, url, name, sealed_key) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (environment_id) DO UPDATE SET kind = excluded.kind, url = excluded.url, name = excluded.name, sealed_key = excluded.sealed_key`,
			env, m.Kind, m.URL, m.Name, sealed)
		return s.DB.Fault(err)
	})
}

// DeleteModel forgets the model and its key.
func (s *Service) DeleteModel(ctx context.Context, env int64) error {
	return s.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM builder_models WHERE environment_id = ?`, env)
		return s.DB.Fault(err)
	})
}

// checkAddress refuses what cannot be a model's address, and a key that would travel in clear.
func checkAddress(address string, hasKey bool) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" || outbound.IsMetadata(u.Hostname()) {
		return fault.New(fault.Invalid, "invalid_url", "The address of a model begins with https:// or http://, and has no key and no query in it.").
			WithHint("Examples: https://api.anthropic.com, https://api.openai.com/v1, http://localhost:11434/v1.")
	}
	if hasKey && u.Scheme == "http" && !loopback(u.Hostname()) {
		return fault.New(fault.Invalid, "insecure_url", "A key is sent over https:// only, or to this machine.").
			WithHint("Use https://, or leave the key out.")
	}
	return nil
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// Probe is the outcome of a test question.
type Probe struct {
	Answer string // the first words
	Usage  Usage
}

// probeWords are enough to see that the right thing answers.
const probeWords = 200

// Test asks the model one short question. Faults: no_model and those of an answer.
func (s *Service) Test(ctx context.Context, env int64) (Probe, error) {
	m, key, err := s.withKey(ctx, env)
	if err != nil {
		return Probe{}, err
	}
	var text strings.Builder
	usage, err := s.ask(ctx, m, key, []message{{"user", "Answer with the one word: ready"}}, func(piece string) { text.WriteString(piece) })
	answer := []rune(s.Redactor.Text(strings.TrimSpace(text.String())))
	return Probe{Answer: string(answer[:min(len(answer), probeWords)]), Usage: usage}, err
}
