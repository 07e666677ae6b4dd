package records

import (
	"context"
	"encoding/json"
	"time"
)

type Merging struct{}
type jobSeen struct{}
type search struct{}

type Query struct {
	Target
	Cursor        string
	Limit         int
	Filter        string
	ModifiedAfter *time.Time
	IDs           []string
	MaxBytes      int
}
type Page struct {
	Records    []json.RawMessage
	NextCursor *string
}
type PruneQuery struct {
	Target
	UntilCursor string
	Limit       int
}
type Pruned struct {
	Count   int
	HasMore bool
}
type Order string
type BrowseQuery struct {
	Target
	Search        string
	Action        Action
	Offset, Limit int
	Order         Order
}
type Row struct {
	ID                  string
	Action              Action
	FirstSeen, Modified time.Time
	Deleted, Pruned     *time.Time
	Payload             json.RawMessage
}
type BrowsePage struct {
	Rows     []Row
	Total    int
	Complete bool
}
type Filter struct {
	Model, Action, Cursor string
	Limit                 int
}
type FieldChange struct {
	Path          string
	Before, After json.RawMessage
}
type Change struct {
	Model, ID string
	Action    Action
	Reason    string
	Fields    []FieldChange
	Payload   json.RawMessage
}
type ChangeCount struct{ Added, Updated, Deleted, Cleared int }
type ChangePage struct {
	Changes    []Change
	NextCursor *string
	Counts     map[string]ChangeCount
}
type ModelCount struct {
	Target
	Count
}

func (s *Service) Save(ctx context.Context, w Write) (Summary, error)           { return Summary{}, nil }
func (s *Service) Update(ctx context.Context, w Write) (Summary, error)         { return Summary{}, nil }
func (s *Service) Delete(ctx context.Context, w Write) (Summary, error)         { return Summary{}, nil }
func (s *Service) StartMerging(ctx context.Context, t Target) (*Merging, error) { return nil, nil }
func (s *Service) StartTracking(ctx context.Context, t Target, job int64, runID string) error {
	return nil
}
func (s *Service) DeleteUnseen(ctx context.Context, t Target, startJob int64, runID, reason string) ([]string, error) {
	return nil, nil
}
func (s *Service) EndRun(runID string)                             {}
func (s *Service) List(ctx context.Context, q Query) (Page, error) { return Page{}, nil }
func (s *Service) ByIDs(ctx context.Context, t Target, ids []string) ([]json.RawMessage, error) {
	return nil, nil
}
func (s *Service) Prune(ctx context.Context, q PruneQuery) (Pruned, error) { return Pruned{}, nil }
func (s *Service) Clear(ctx context.Context, t Target) (int, error)        { return 0, nil }
func (s *Service) ClearInRun(ctx context.Context, t Target, runID string, job int64) (int, error) {
	return 0, nil
}
func (s *Service) Counts(ctx context.Context, env, connection int64) (map[string]Count, error) {
	return nil, nil
}
func (s *Service) Models(ctx context.Context, env int64) ([]ModelCount, error) { return nil, nil }
func (s *Service) Browse(ctx context.Context, q BrowseQuery) (BrowsePage, error) {
	return BrowsePage{}, nil
}
func (s *Service) RunChanges(ctx context.Context, env int64, runID string, f Filter) (ChangePage, error) {
	return ChangePage{}, nil
}
func (s *Service) Compare(ctx context.Context, env int64, fromRun, toRun string, f Filter) (ChangePage, error) {
	return ChangePage{}, nil
}
func (s *Service) DeleteConnection(ctx context.Context, env, connection int64) error { return nil }
func (s *Service) DeleteModel(ctx context.Context, env, connection int64, model string) error {
	return nil
}
