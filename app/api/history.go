package api

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

const (
	maxHistory       = 200      // requests per environment
	maxHistoryBody   = 64 << 10 // bytes of a request's body
	maxHistorySealed = 1 << 20  // bytes of a whole request; a larger one is forgotten with the process
	historyColumn    = "playground_history"
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

// History wraps the requests, newest first.
type History struct {
	Data []HistoryItem `json:"data"`
}

type historyQuery struct {
	Limit *int `json:"limit,omitempty" rule:"min=1,max=200"`
}

func (s *Server) history(c *call, q historyQuery) (History, error) {
	limit := maxHistory
	if q.Limit != nil {
		limit = *q.Limit
	}
	items, err := s.played.list(c.ctx(), c.env, limit)
	return History{Data: items}, err
}

func (s *Server) clearHistory(c *call, _ none) error {
	return s.played.clear(c.ctx(), c.env)
}

// playHistory answers from memory and keeps a copy on disk. What the user typed, tokens in headers included, is sealed
// there with the environment's key.
type playHistory struct {
	db    *sqlite.DB
	vault *vault.Vault

	disk sync.Mutex // held while the stored copy is read or changed; taken before mu

	mu     sync.Mutex
	items  map[int64][]HistoryItem // by environment, newest first
	loaded map[int64]bool          // environments whose stored requests are among items
}

func newPlayHistory(db *sqlite.DB, box *vault.Vault) *playHistory {
	return &playHistory{db: db, vault: box, items: map[int64][]HistoryItem{}, loaded: map[int64]bool{}}
}

// add puts a request in front; save writes it down.
func (p *playHistory) add(env settings.Environment, item HistoryItem) HistoryItem {
	if item.Body != nil && len(*item.Body) > maxHistoryBody {
		kept := string(trimRune([]byte((*item.Body)[:maxHistoryBody])))
		item.Body, item.BodyTruncated = &kept, true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	list := slices.Insert(p.items[env.ID], 0, item)
	p.items[env.ID] = list[:min(len(list), maxHistory)]
	return item
}

// save writes an added request to disk, unless the history was cleared since, and drops what is beyond the limit.
func (p *playHistory) save(ctx context.Context, env settings.Environment, item HistoryItem) error {
	plain, err := json.Marshal(item)
	if err != nil || len(plain) > maxHistorySealed {
		return err
	}
	p.disk.Lock()
	defer p.disk.Unlock()
	if !p.has(env, item) {
		return nil
	}
	sealed, err := p.vault.Seal(ctx, historyOwner(env), historyColumn, plain)
	if err != nil {
		return err
	}
	return p.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO playground_history (environment_id, sealed, created_at) VALUES (?, ?, ?)`,
			env.ID, sealed, sqlite.Micros(tx.Now)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM playground_history WHERE environment_id = ?1 AND id NOT IN
			(SELECT id FROM playground_history WHERE environment_id = ?1 ORDER BY id DESC LIMIT ?2)`, env.ID, maxHistory)
		return err
	})
}

func (p *playHistory) has(env settings.Environment, item HistoryItem) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.ContainsFunc(p.items[env.ID], item.same)
}

func (h HistoryItem) same(other HistoryItem) bool { return h.OperationID == other.OperationID }

func (p *playHistory) list(ctx context.Context, env settings.Environment, limit int) ([]HistoryItem, error) {
	if err := p.load(ctx, env); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.items[env.ID]
	return append([]HistoryItem{}, list[:min(len(list), limit)]...), nil
}

// load reads what earlier runs stored, once, and puts it behind what this run added.
func (p *playHistory) load(ctx context.Context, env settings.Environment) error {
	p.disk.Lock()
	defer p.disk.Unlock()
	if p.isLoaded(env) {
		return nil
	}
	stored, err := p.stored(ctx, env)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.items[env.ID]
	for _, item := range stored {
		if len(list) < maxHistory && !slices.ContainsFunc(list, item.same) {
			list = append(list, item)
		}
	}
	p.items[env.ID], p.loaded[env.ID] = list, true
	return nil
}

func (p *playHistory) isLoaded(env settings.Environment) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.loaded[env.ID]
}

// stored reads the rows, newest first. Those whose key is gone, as after each restart of a vault in memory, are nobody's
// any more and left out.
func (p *playHistory) stored(ctx context.Context, env settings.Environment) (items []HistoryItem, err error) {
	rows, err := p.db.Reader().QueryContext(ctx, `SELECT sealed FROM playground_history WHERE environment_id = ? ORDER BY id DESC LIMIT ?`,
		env.ID, maxHistory)
	if err != nil {
		return nil, p.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err below tells
	for rows.Next() {
		var sealed []byte
		if err := rows.Scan(&sealed); err != nil {
			return nil, p.db.Fault(err)
		}
		plain, err := p.vault.Unseal(ctx, historyOwner(env), historyColumn, sealed)
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
	return items, p.db.Fault(rows.Err())
}

func (p *playHistory) clear(ctx context.Context, env settings.Environment) error {
	p.disk.Lock()
	defer p.disk.Unlock()
	err := p.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM playground_history WHERE environment_id = ?`, env.ID)
		return err
	})
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.items, env.ID)
	p.loaded[env.ID] = true // there is nothing left to read
	return nil
}

func historyOwner(env settings.Environment) vault.Owner {
	return vault.Owner("environment/" + env.UUID)
}
