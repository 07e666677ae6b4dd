package api

import "encoding/json"

// SyncView is one sync on one connection.
type SyncView struct {
	ID           string                  `json:"id"`
	Integration  string                  `json:"integration"`
	Provider     string                  `json:"provider"`
	Connection   string                  `json:"connection"`
	Name         string                  `json:"name"`
	Variant      string                  `json:"variant"`
	Status       string                  `json:"status"` // RUNNING, PAUSED, ERROR, SUCCESS or STOPPED, as GET /sync/status
	Frequency    string                  `json:"frequency"`
	OwnFrequency bool                    `json:"own_frequency"` // set for this connection
	NextRunAt    *string                 `json:"next_run_at"`
	LastRun      *RunView                `json:"last_run"`
	LastSyncDate *string                 `json:"last_sync_date"`
	Checkpoint   json.RawMessage         `json:"checkpoint"`
	Records      map[string]int          `json:"records"` // by model, without deleted ones
	LastResult   map[string]ResultCounts `json:"last_result"`
}

// SyncViews wraps a list.
type SyncViews struct {
	Data []SyncView `json:"data"`
}

// RecordModel is one model that a connection has records of.
type RecordModel struct {
	Integration string `json:"integration"`
	Provider    string `json:"provider"`
	Connection  string `json:"connection"`
	Model       string `json:"model"`
	Variant     string `json:"variant"`
	Records     int    `json:"records"` // without deleted ones
	Deleted     int    `json:"deleted"`
	Bytes       int64  `json:"bytes"`
	ChangedAt   string `json:"changed_at"`
}

// RecordModels wraps a list.
type RecordModels struct {
	Data []RecordModel `json:"data"`
}

// RecordRow is one record in the browser.
type RecordRow struct {
	ID        string          `json:"id"`
	Action    string          `json:"action"` // "added", "updated" or "deleted"
	FirstSeen string          `json:"first_seen"`
	Modified  string          `json:"modified"`
	Deleted   *string         `json:"deleted"`
	Pruned    bool            `json:"pruned"`
	Payload   json.RawMessage `json:"payload"`
	Run       *string         `json:"run"` // id of the run that changed it last; null when none did, or its history is gone
}

// RecordRows is one window of the browser: Total rows match, Data are those from offset on. A search that is not Complete goes on
// when it is asked for again.
type RecordRows struct {
	Data     []RecordRow `json:"data"`
	Total    int         `json:"total"`
	Complete bool        `json:"complete"`
}
