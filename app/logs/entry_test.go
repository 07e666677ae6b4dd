package logs_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"patchbay/app/logs"
)

func TestEntriesOfARun(t *testing.T) {
	t.Parallel()
	f := open(t, logs.Options{})
	f.Redactor().Add("secret-value-1234567890", "12345678")
	r := f.Begin(logs.Operation{EnvironmentID: 1, Kind: "sync", Title: "Sync issues"})
	r.Log("info", "plain")
	r.Entry(logs.Message{Level: "warn", Text: "red \x1b[31m and nul \x00 and\ttab\n", Source: logs.User, Meta: json.RawMessage(`{"token":"secret-value-1234567890","dropped_by_server":true}`)})
	r.Entry(logs.Message{Level: "info", Text: "saved", Kind: logs.KindRecords, Meta: json.RawMessage(`{"model":"Issue"}`)})
	r.Exchange(logs.Exchange{Attempt: 1, Method: "GET", URL: "https://api.test/", Status: 200})
	op, messages, err := f.Get(t.Context(), 1, r.ID())
	if err != nil || len(messages) != 4 {
		t.Fatalf("%d messages of %+v, %v", len(messages), op, err)
	}
	var kinds []string
	for _, m := range messages {
		kinds = append(kinds, m.Kind+"/"+m.Source)
	}
	if got := strings.Join(kinds, " "); got != "log/internal log/user records/internal http/internal" {
		t.Errorf("kinds: %s", got)
	}
	if got := messages[1].Text; got != `red \x1b[31m and nul \x00 and`+"\ttab\n" {
		t.Errorf("control characters: %q", got)
	}
	r.Entry(logs.Message{Level: "info", Meta: json.RawMessage(`{"n":12345678}`)})
	if _, all, err := f.Get(t.Context(), 1, r.ID()); err != nil || !json.Valid(all[4].Meta) || strings.Contains(string(all[4].Meta), "12345678") {
		t.Errorf("a secret number: %s, %v", all[4].Meta, err)
	}
	if meta := string(messages[1].Meta); strings.Contains(meta, "secret-value") || !json.Valid(messages[1].Meta) {
		t.Errorf("meta: %s", meta)
	}
	_, later, err := f.Since(t.Context(), 1, r.ID(), messages[1].ID)
	if err != nil || len(later) != 3 || later[0].Text != "saved" {
		t.Errorf("after the second: %+v, %v", later, err)
	}
	for _, state := range []string{logs.Cancelled, logs.Timeout} {
		one := f.Begin(logs.Operation{EnvironmentID: 1, Kind: "sync", Title: state})
		one.Finish(nil, func(op *logs.Operation) { op.State = state })
		if op, _, err := f.Get(t.Context(), 1, one.ID()); err != nil || op.State != state {
			t.Errorf("state %q, %v, want %q", op.State, err, state)
		}
	}
}

func TestEndlessLinesAreCutAndRequestsStay(t *testing.T) {
	t.Parallel()
	f := open(t, logs.Options{})
	r := f.Begin(logs.Operation{EnvironmentID: 1, Kind: "action", Title: "Action loop"})
	for n := range 12_000 {
		r.Entry(logs.Message{Level: "info", Text: fmt.Sprint("line ", n), Source: logs.User})
	}
	r.Exchange(logs.Exchange{Attempt: 1, Method: "GET", URL: "https://api.test/", Status: 200})
	_, messages, err := f.Get(t.Context(), 1, r.ID())
	if err != nil || len(messages) != 10_002 {
		t.Fatalf("%d messages, %v", len(messages), err)
	}
	if note := messages[10_000]; note.Kind != logs.KindNote || !strings.Contains(note.Text, "too many lines") {
		t.Errorf("no remark about the missing lines: %+v", note)
	}
	if messages[10_001].Exchange == nil {
		t.Error("the request behind the lines is missing")
	}
}
