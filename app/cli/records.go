package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

type recordsCommand struct {
	List  recordsList  `cmd:"" help:"List the records that a sync keeps, or what there are records of."`
	Prune recordsPrune `cmd:"" help:"Empty the payloads of old records."`
}

type recordsList struct {
	Connection reference `arg:"" optional:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection; without it every model is listed with its counts."`
	Model      string    `arg:"" optional:"" help:"The model."`
	Variant    string    `help:"Variant of the sync."`
	Filter     string    `help:"Only added, updated or deleted ones."`
	Cursor     string    `help:"Go on behind this cursor."`
	Limit      int       `default:"100" help:"How many, at most 10,000."`
}

// Run prints one page as the API gives it, or the table of models.
func (c recordsList) Run(ctx context.Context, inv *invocation) error {
	if c.Connection == "" || c.Model == "" {
		return inv.recordModels(ctx)
	}
	query := url.Values{"model": {c.Model}, "limit": {strconv.Itoa(c.Limit)}}
	for name, value := range map[string]string{"variant": c.Variant, "filter": c.Filter, "cursor": c.Cursor} {
		if value != "" {
			query.Set(name, value)
		}
	}
	header, err := c.Connection.headers()
	if err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		var page struct {
			Records    []json.RawMessage `json:"records"`
			NextCursor *string           `json:"next_cursor"`
		}
		raw, err := s.callWith(ctx, "GET", "/records?"+query.Encode(), header, nil, &page)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		for _, record := range page.Records {
			fmt.Fprintln(inv.Stdout, string(record))
		}
		if page.NextCursor != nil {
			fmt.Fprintf(inv.Stderr, "There are more: --cursor %s\n", *page.NextCursor)
		}
		return nil
	})
}

func (inv *invocation) recordModels(ctx context.Context) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data []struct {
				Integration string `json:"integration"`
				Connection  string `json:"connection"`
				Model       string `json:"model"`
				Variant     string `json:"variant"`
				Records     int    `json:"records"`
				Deleted     int    `json:"deleted"`
				ChangedAt   string `json:"changed_at"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/records/models", nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(answer.Data))
		for i, m := range answer.Data {
			rows[i] = []string{m.Integration + "/" + m.Connection, m.Model, m.Variant, strconv.Itoa(m.Records), strconv.Itoa(m.Deleted), ago(m.ChangedAt)}
		}
		return inv.table("No records yet. They come when a sync runs.", []string{"CONNECTION", "MODEL", "VARIANT", "RECORDS", "DELETED", "CHANGED"}, rows)
	})
}

// headers name the connection to routes that read it from there.
func (r reference) headers() (http.Header, error) {
	integration, connection, err := r.split()
	return http.Header{"Provider-Config-Key": {integration}, "Connection-Id": {connection}}, err
}

type recordsPrune struct {
	Connection reference `arg:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection."`
	Model      string    `arg:"" help:"The model."`
	Until      string    `required:"" placeholder:"CURSOR" help:"The last record to empty; every record carries its cursor."`
	Variant    string    `help:"Variant of the sync."`
}

// Run empties payloads until there are no more before the cursor.
func (c recordsPrune) Run(ctx context.Context, inv *invocation) error {
	header, err := c.Connection.headers()
	if err != nil {
		return err
	}
	body := map[string]any{"model": c.Model, "until_cursor": c.Until, "limit": 10000}
	if c.Variant != "" {
		body["variant"] = c.Variant
	}
	return inv.with(ctx, func(s *session) error {
		total := 0
		for {
			var pruned struct {
				Count   int  `json:"count"`
				HasMore bool `json:"has_more"`
			}
			if _, err := s.callWith(ctx, "PATCH", "/records/prune", header, body, &pruned); err != nil {
				return err
			}
			total += pruned.Count
			if !pruned.HasMore {
				break
			}
		}
		if inv.flags.JSON {
			return inv.printValue(map[string]int{"count": total})
		}
		return inv.say("Emptied %s.", counted(total, "record"))
	})
}
