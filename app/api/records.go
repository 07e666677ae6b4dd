package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/records"
)

type recordsQuery struct {
	Model         string    `json:"model" rule:"is=model,min=1,max=255"`
	Variant       string    `json:"variant,omitempty" rule:"is=function,max=255"`
	ModifiedAfter string    `json:"modified_after,omitempty"`
	Delta         string    `json:"delta,omitempty"`
	Limit         *int      `json:"limit,omitempty" rule:"min=1,max=10000"`
	Filter        string    `json:"filter,omitempty"`
	Cursor        string    `json:"cursor,omitempty" rule:"min=1,max=1000"`
	IDs           recordIDs `json:"ids,omitempty"`
}

// recordIDs are external ids: one, or up to a hundred.
type recordIDs []string

var recordIDsShape = &shape{kind: shapeList, elem: &shape{kind: shapeText, rules: rules{min: 1, max: 256}}, rules: rules{max: 100}}

func (*recordIDs) check(value any, path []string) []fault.Issue {
	return recordIDsShape.check(recordIDsShape.coerce(value), path)
}

// UnmarshalJSON reads what check lets in: a text, a list, or a list by positions.
func (ids *recordIDs) UnmarshalJSON(data []byte) error {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	list, err := json.Marshal(recordIDsShape.coerce(value))
	if err != nil {
		return err
	}
	return json.Unmarshal(list, (*[]string)(ids))
}

// RecordList is one page of records, each a payload with _nango_metadata.
type RecordList struct {
	NextCursor *string           `json:"next_cursor"`
	Records    []json.RawMessage `json:"records"`
}

func (l RecordList) json() []byte {
	size := 200 // of what is around them, the cursor for the most part
	for _, record := range l.Records {
		size += len(record) + len(",")
	}
	b := make([]byte, 0, size)
	b = append(b, `{"next_cursor":`...)
	if l.NextCursor == nil {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendQuote(b, *l.NextCursor) // base64
	}
	b = append(b, `,"records":[`...)
	for i, record := range l.Records {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, record...)
	}
	return append(b, "]}"...)
}

// maxRecordAge is how far back modified_after may reach (http-api §7.1).
const maxRecordAge = 365 * 24 * time.Hour

func (s *Server) listRecords(c *call, q recordsQuery) (RecordList, error) {
	key, id, issues := connectionHeaders(c.r.Header, "connection-id", "provider-config-key")
	if len(issues) > 0 {
		return RecordList{}, wrongHeaders(issues)
	}
	query, err := s.recordsQuery(c, q)
	if err != nil {
		return RecordList{}, err
	}
	if query.Target, err = s.recordTarget(c, key, id, q.Model, q.Variant); err != nil {
		return RecordList{}, err
	}
	page, err := s.records.List(c.ctx(), query)
	if err != nil {
		return RecordList{}, unreadable(err)
	}
	return RecordList{NextCursor: page.NextCursor, Records: page.Records}, nil
}

// listModel is listRecords at an address of the model's own, which the document gives to generated clients.
func (s *Server) listModel(c *call) error {
	return s.listRecordsOf(c, c.params["integration"], c.r.Header.Get("Connection-Id"), c.params["model"])
}

// listRecordsOf lists records of a model that the address tells, not the query.
func (s *Server) listRecordsOf(c *call, key, id, model string) error {
	query, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return fault.New(fault.Invalid, "invalid_query_params", "The query cannot be read.").WithCause(err)
	}
	query.Set("model", model)
	var q recordsQuery
	if err := decodeQuery(query.Encode(), variant[recordsQuery](), &q); err != nil {
		return err
	}
	c.r.Header.Set("Provider-Config-Key", key)
	c.r.Header.Set("Connection-Id", id)
	answer, err := s.listRecords(c, q)
	if err != nil {
		return err
	}
	return c.reply(http.StatusOK, answer)
}

func (s *Server) recordsQuery(c *call, q recordsQuery) (records.Query, error) {
	query := records.Query{Cursor: q.Cursor, IDs: q.IDs, Limit: 100, Filter: q.Filter}
	if q.Limit != nil {
		query.Limit = *q.Limit
	}
	var issues []fault.Issue
	for _, each := range []struct{ name, text string }{{"modified_after", q.ModifiedAfter}, {"delta", q.Delta}} {
		if each.text == "" {
			continue
		}
		at, err := time.Parse("2006-01-02T15:04:05.999999999Z", each.text)
		if err != nil {
			issues = append(issues, fault.Issue{Code: "invalid_format", Message: "Invalid ISO datetime", Path: []string{each.name}})
		}
		if err != nil || s.now().Sub(at) > maxRecordAge {
			issues = append(issues, fault.Issue{Code: "custom", Message: "must be within the last 12 months", Path: []string{each.name}})
		}
		query.ModifiedAfter = &at
	}
	if q.Filter != "" {
		for i, word := range strings.Split(q.Filter, ",") {
			if !recordFilters[word] {
				issues = append(issues, fault.Issue{Code: "invalid_value", Message: `Invalid option: expected one of "added"|"updated"|"deleted"|"ADDED"|"UPDATED"|"DELETED"`,
					Path: []string{"filter", strconv.Itoa(i)}})
			}
		}
	}
	if len(issues) > 0 {
		return query, fault.New(fault.Invalid, "invalid_query_params", "The query is not what this route takes.").WithIssues(issues...)
	}
	return query, nil
}

var recordFilters = map[string]bool{"added": true, "updated": true, "deleted": true, "ADDED": true, "UPDATED": true, "DELETED": true}

// recordTarget finds whose records are meant.
func (s *Server) recordTarget(c *call, key, id, model, variant string) (records.Target, error) {
	one, err := s.connect.Connection(c.ctx(), c.env.ID, key, id)
	if err != nil {
		return records.Target{}, err
	}
	return records.Target{EnvironmentID: c.env.ID, ConnectionID: one.ID, Model: records.StoredModel(model, variant)}, nil
}

// unreadable is how this route spells a bad cursor (http-api §7.1, quirk).
func unreadable(err error) error {
	if fault.HasCode(err, "invalid_cursor") {
		return fault.New(fault.Internal, "server_error", "Failed to fetch records").WithCause(err)
	}
	return err
}

// PruneBody empties the payloads of old records.
type PruneBody struct {
	Model       string `json:"model" rule:"is=model,min=1,max=255"`
	Variant     string `json:"variant,omitempty" rule:"is=function,max=255"`
	UntilCursor string `json:"until_cursor" rule:"min=1,max=1000"`
	Limit       *int   `json:"limit,omitempty" rule:"min=1,max=10000"`
}

// Pruned says how many payloads were emptied and whether there are more.
type Pruned struct {
	Count   int  `json:"count"`
	HasMore bool `json:"has_more"`
}

func (s *Server) pruneRecords(c *call, _ none, b PruneBody) (Pruned, error) {
	key, id, issues := connectionHeaders(c.r.Header, "connection-id", "provider-config-key")
	if len(issues) > 0 {
		return Pruned{}, wrongHeaders(issues)
	}
	target, err := s.recordTarget(c, key, id, b.Model, b.Variant)
	if err != nil {
		return Pruned{}, err
	}
	limit := 1000
	if b.Limit != nil {
		limit = *b.Limit
	}
	pruned, err := s.records.Prune(c.ctx(), records.PruneQuery{Target: target, UntilCursor: b.UntilCursor, Limit: limit})
	if err != nil {
		return Pruned{}, unreadable(err)
	}
	return Pruned{Count: pruned.Count, HasMore: pruned.HasMore}, nil
}
