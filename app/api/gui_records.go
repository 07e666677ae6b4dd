package api

import (
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/records"
	"patchbay/app/schedule"
)

type syncsQuery struct {
	Integration string `json:"integration,omitempty"`
	Connection  string `json:"connection,omitempty"`
	Sync        string `json:"sync,omitempty"`
}

// guiSyncs lists sync instances with their rhythm and last run.
func (s *Server) guiSyncs(c *call, q syncsQuery) (SyncViews, error) {
	command := schedule.Command{EnvironmentID: c.env.ID, Integration: q.Integration, Connection: q.Connection}
	if q.Sync != "" {
		command.Syncs = []schedule.Name{{Sync: q.Sync, Variant: schedule.AnyVariant}}
	}
	all, err := s.schedule.Statuses(c.ctx(), command)
	if err != nil {
		return SyncViews{}, err
	}
	places, err := s.places(c.ctx(), c.env.ID)
	if err != nil {
		return SyncViews{}, err
	}
	views := SyncViews{Data: make([]SyncView, 0, len(all))}
	for _, one := range all {
		view := SyncView{ID: one.SyncID, Integration: one.Integration, Provider: places.providers[one.Integration], Connection: one.Connection, Name: one.Sync,
			Variant: one.Variant, Status: one.Status, Frequency: one.Frequency, OwnFrequency: one.OwnFrequency, NextRunAt: optionalTime(one.NextAt),
			LastSyncDate: optionalTime(one.LastSyncDate), Checkpoint: one.Checkpoint, Records: one.Records, LastResult: resultCounts(one.LastResult)}
		if one.LastRun != nil {
			run := runView(*one.LastRun)
			view.LastRun = &run
		}
		views.Data = append(views.Data, view)
	}
	return views, nil
}

// recordModels lists what there are records of.
func (s *Server) recordModels(c *call, _ none) (RecordModels, error) {
	all, err := s.records.Models(c.ctx(), c.env.ID)
	if err != nil {
		return RecordModels{}, err
	}
	connections, err := s.connect.Summaries(c.ctx(), c.env.ID, connect.ConnectionFilter{Limit: connect.All})
	if err != nil {
		return RecordModels{}, err
	}
	byID := make(map[int64]*connect.Summary, len(connections))
	for i := range connections {
		byID[connections[i].ID] = &connections[i]
	}
	models := RecordModels{Data: make([]RecordModel, 0, len(all))}
	for _, each := range all {
		one := byID[each.ConnectionID]
		if one == nil {
			continue // its connection is gone, and it follows
		}
		name, variant := records.SplitModel(each.Model)
		models.Data = append(models.Data, RecordModel{Integration: one.IntegrationKey, Provider: one.Provider, Connection: one.ConnectionID, Model: name,
			Variant: variant, Records: each.Live, Deleted: each.Deleted, Bytes: each.Bytes, ChangedAt: zulu(each.ChangedAt)})
	}
	return models, nil
}

type browseQuery struct {
	Integration string `json:"integration" rule:"min=1"`
	Connection  string `json:"connection" rule:"min=1"`
	Model       string `json:"model" rule:"is=model,min=1,max=255"`
	Variant     string `json:"variant,omitempty" rule:"is=function,max=255"`
	Search      string `json:"search,omitempty" rule:"max=255"`
	Action      string `json:"action,omitempty" rule:"oneof=added|updated|deleted"`
	Order       string `json:"order,omitempty" rule:"oneof=oldest|newest|id"`
	Offset      int    `json:"offset,omitempty"`
	Limit       *int   `json:"limit,omitempty" rule:"min=1,max=500"`
}

// browseRecords is one window of the record browser.
func (s *Server) browseRecords(c *call, q browseQuery) (RecordRows, error) {
	target, err := s.recordTarget(c, q.Integration, q.Connection, q.Model, q.Variant)
	if err != nil {
		return RecordRows{}, err
	}
	query := records.BrowseQuery{Target: target, Search: q.Search, Action: records.Action(q.Action), Offset: q.Offset, Limit: 100, Order: records.Order(q.Order)}
	if q.Limit != nil {
		query.Limit = *q.Limit
	}
	page, err := s.records.Browse(c.ctx(), query)
	if err != nil {
		return RecordRows{}, err
	}
	rows := RecordRows{Data: make([]RecordRow, 0, len(page.Rows)), Total: page.Total, Complete: page.Complete}
	for _, r := range page.Rows {
		row := RecordRow{ID: r.ID, Action: string(r.Action), FirstSeen: zulu(r.FirstSeen), Modified: zulu(r.Modified),
			Deleted: optionalTime(r.Deleted), Pruned: r.Pruned != nil, Payload: r.Payload}
		if r.Run != "" {
			row.Run = &r.Run
		}
		rows.Data = append(rows.Data, row)
	}
	return rows, nil
}

// clearRecords removes the records of one model of one connection from the cache, without a trace in its history.
func (s *Server) clearRecords(c *call, q clearQuery) error {
	target, err := s.recordTarget(c, q.Integration, q.Connection, q.Model, q.Variant)
	if err != nil {
		return err
	}
	if !q.Confirmed {
		return fault.New(fault.Conflict, "not_confirmed", "This removes the records for good.").WithHint("Send confirmed=true.")
	}
	_, err = s.records.Clear(c.ctx(), target)
	return err
}

type clearQuery struct {
	Integration string `json:"integration" rule:"min=1"`
	Connection  string `json:"connection" rule:"min=1"`
	Model       string `json:"model" rule:"is=model,min=1,max=255"`
	Variant     string `json:"variant,omitempty" rule:"is=function,max=255"`
	Confirmed   bool   `json:"confirmed,omitempty"`
}
