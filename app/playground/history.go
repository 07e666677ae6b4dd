// Package playground keeps the requests that were sent from the playground, so that they can be sent again.
package playground

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"unicode/utf8"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Limit is how many requests of an environment are kept.
const Limit = 200

const (
	maxBody   = 64 << 10 // bytes of a request's body
	maxSealed = 1 << 20  // bytes of a whole request; a larger one is forgotten with the process
	column    = "playground_history"
)

// HistoryItem is a request of the playground that can be sent again.
type HistoryItem struct {
	OperationID       string            `json:"operation_id"`
	At                string            `json:"at"`
	ProviderConfigKey string            `json:"provider_config_key"`
	ConnectionID      string            `json:"connection_id"`
	Method            string            `json:"method"`
	Path              string            `json:"path"`
	Headers           map[string]string `json:"headers"`
	Body              *string           `json:"body,omitempty"`
	BodyTruncated     bool              `json:"body_truncated,omitempty" jsonschema:"the body was larger than 64 kB and is kept in part"`
	BaseURLOverride   string            `json:"base_url_override,omitempty"`
	Retries           int               `json:"retries,omitempty"`
	Status            int               `json:"status"`
	DurationMS        float64           `json:"duration_ms"`
}

// History is the requests sent from the playground, the newest 200 of each environment. It answers from memory and keeps a
// copy on disk, where what the user typed, tokens in headers included, is sealed with the environment's key.
type History struct {
	db    *sqlite.DB
	vault *vault.Vault

	disk sync.Mutex // held while the stored copy is read or changed; taken before mu

	mu     sync.Mutex
	items  map[int64][]HistoryItem // by environment, newest first
	loaded map[int64]bool          // environments whose stored requests are among items
}

// NewHistory returns a history that reads what is stored when it is first asked for.
func NewHistory(db *sqlite.DB, box *vault.Vault) *History {
	return &History{db: db, vault: box, items: map[int64][]HistoryItem{}, loaded: map[int64]bool{}}
}

// Add puts a request in front and returns it as it is kept: a body of more than 64 kB is cut. Save writes it down.
func (h *History) Add(env settings.Environment, item HistoryItem) HistoryItem {
	if item.Body != nil && len(*item.Body) > maxBody {
		end := maxBody
		for end > 0 && !utf8.RuneStart((*item.Body)[end]) {
			end--
		}
		kept := (*item.Body)[:end]
		item.Body, item.BodyTruncated = &kept, true
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	list := slices.Insert(h.items[env.ID], 0, item)
	h.items[env.ID] = list[:min(len(list), Limit)]
	return item
}

// Save writes an added request to disk, unless the history was cleared since, and drops what is beyond the limit.
func (h *History) Save(ctx context.Context, env settings.Environment, item HistoryItem) error {
	plain, err := json.Marshal(item)
	if err != nil || len(plain) > maxSealed {
		return err
	}
	h.disk.Lock()
	defer h.disk.Unlock()
	if !h.has(env, item) {
		return nil
	}
	sealed, err := h.vault.Seal(ctx, owner(env), column, plain)
	if err != nil {
		return err
	}
	return h.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO playground_history (environment_id, sealed, created_at) VALUES (?, ?, ?)`,
			env.ID, sealed, sqlite.Micros(tx.Now)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM playground_history WHERE environment_id = ?1 AND id NOT IN
			(SELECT id FROM playground_history WHERE environment_id = ?1 ORDER BY id DESC LIMIT ?2)`, env.ID, Limit)
		return err
	})
}

func (h *History) has(env settings.Environment, item HistoryItem) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.ContainsFunc(h.items[env.ID], item.same)
}

func (i HistoryItem) same(other HistoryItem) bool { return i.OperationID == other.OperationID }

// List returns at most limit requests, newest first.
func (h *History) List(ctx context.Context, env settings.Environment, limit int) ([]HistoryItem, error) {
	if err := h.load(ctx, env); err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.items[env.ID]
	return append([]HistoryItem{}, list[:min(len(list), limit)]...), nil
}

// load reads what earlier runs stored, once, and puts it behind what this run added.
func (h *History) load(ctx context.Context, env settings.Environment) error {
	h.disk.Lock()
	defer h.disk.Unlock()
	if h.isLoaded(env) {
		return nil
	}
	stored, err := h.stored(ctx, env)
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.items[env.ID]
	for _, item := range stored {
		if len(list) < Limit && !slices.ContainsFunc(list, item.same) {
			list = append(list, item)
		}
	}
	h.items[env.ID], h.loaded[env.ID] = list, true
	return nil
}

func (h *History) isLoaded(env settings.Environment) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.loaded[env.ID]
}

// stored reads the rows, newest first. Those whose key is gone, as after each restart of a vault in memory, are nobody's
// any more and left out.
func (h *History) stored(ctx context.Context, env settings.Environment) (items []HistoryItem, err error) {
	rows, err := h.db.Reader().QueryContext(ctx, `SELECT sealed FROM playground_history WHERE environment_id = ? ORDER BY id DESC LIMIT ?`,
		env.ID, Limit)
	if err != nil {
		return nil, h.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err below tells
	for rows.Next() {
		var sealed []byte
		if err := rows.Scan(&sealed); err != nil {
			return nil, h.db.Fault(err)
		}
		plain, err := h.vault.Unseal(ctx, owner(env), column, sealed)
		if f, ok := errors.AsType[*fault.Error](err); ok && (f.Code == "secret_gone" || f.Code == "secret_damaged") {
			continue
		}
		if err != nil {
			return nil, err
		}
		var item HistoryItem
		if json.Unmarshal(plain, &item) == nil {
			items = append(items, item)
		}
	}
	return items, h.db.Fault(rows.Err())
}

// Clear forgets all requests of an environment.
func (h *History) Clear(ctx context.Context, env settings.Environment) error {
	h.disk.Lock()
	defer h.disk.Unlock()
	err := h.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM playground_history WHERE environment_id = ?`, env.ID)
		return err
	})
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.items, env.ID)
	h.loaded[env.ID] = true // there is nothing left to read
	return nil
}

func owner(env settings.Environment) vault.Owner {
	return vault.Owner("environment/" + env.UUID)
}
