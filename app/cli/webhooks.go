package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"patchbay/app/fault"
)

type webhooksCommand struct {
	List     webhooksList     `cmd:"" help:"List what providers sent, newest first."`
	Show     webhooksShow     `cmd:"" help:"Show one with its bytes and what it set off."`
	Resend   webhooksResend   `cmd:"" help:"Send one again, as it was or with another body. One that was held or refused is checked again."`
	Simulate webhooksSimulate `cmd:"" help:"Make up a signed webhook of a provider and receive it."`
}

// webhook is what a list shows of one.
type webhook struct {
	ID           string   `json:"id"`
	Integration  string   `json:"integration"`
	State        string   `json:"state"`
	Verification *string  `json:"verification"`
	Simulated    bool     `json:"simulated"`
	Edited       bool     `json:"edited"`
	Types        []string `json:"types"`
	Connections  []string `json:"connections"`
	Status       int      `json:"status"`
	ReceivedAt   string   `json:"received_at"`
	Reason       *problem `json:"reason"`
}

// problem is why something did not run.
type problem struct {
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// about names the integration, the types, and where it came from when that was not the provider.
func (w webhook) about() string {
	about := w.Integration + "  " + strings.Join(w.Types, ", ")
	if w.Simulated {
		about += "  (simulated)"
	}
	if w.Edited {
		about += "  (edited)"
	}
	return about
}

func (w webhook) checked() string {
	if w.Verification == nil {
		return "-"
	}
	return *w.Verification
}

type webhooksList struct {
	State       string `enum:",queued,running,done,failed,held,refused,unmatched,duplicate,no_handler,answered" default:"" help:"Only those in this state, such as held or refused."`
	Integration string `help:"Only this integration's."`
	Search      string `help:"Only those that hold this text."`
	Cursor      string `help:"Go on behind this cursor."`
	Limit       int    `default:"50" help:"How many, at most 200."`
}

// Run prints one page.
func (c webhooksList) Run(ctx context.Context, inv *invocation) error {
	query := url.Values{"limit": {strconv.Itoa(c.Limit)}}
	for name, value := range map[string]string{"state": c.State, "integration": c.Integration, "search": c.Search, "cursor": c.Cursor} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return inv.with(ctx, func(s *session) error {
		var page struct {
			Data       []webhook `json:"data"`
			NextCursor *string   `json:"next_cursor"`
		}
		raw, err := s.call(ctx, http.MethodGet, "/patchbay/webhooks?"+query.Encode(), nil, &page)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(page.Data))
		for i, w := range page.Data {
			rows[i] = []string{ago(w.ReceivedAt), w.ID, w.State, w.checked(), strconv.Itoa(w.Status), w.about()}
		}
		if err := inv.table("No provider has sent anything yet. An integration's page shows the address to enter there.",
			[]string{"WHEN", "ID", "STATE", "CHECKED", "ANSWERED", "ABOUT"}, rows); err != nil {
			return err
		}
		if page.NextCursor != nil {
			fmt.Fprintf(inv.Stderr, "There are more: --cursor %s\n", *page.NextCursor)
		}
		return nil
	})
}

type webhooksShow struct {
	ID string `arg:"" help:"Id of the webhook, from webhooks list."`
}

// webhookJob is one thing that a webhook set off.
type webhookJob struct {
	Kind       string   `json:"kind"`
	State      string   `json:"state"`
	Connection *string  `json:"connection"`
	Function   *string  `json:"function"`
	Attempts   int      `json:"attempts"`
	RunID      *string  `json:"run_id"`
	Reason     *problem `json:"reason"`
}

// Run shows one webhook.
func (c webhooksShow) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data struct {
				webhook
				Headers map[string][]string `json:"headers"`
				Body    string              `json:"body"`
				Jobs    []webhookJob        `json:"jobs"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, http.MethodGet, "/patchbay/webhooks/"+url.PathEscape(c.ID), nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		w := answer.Data
		if err := inv.fields("webhook", w.ID, "about", w.about(), "state", w.State, "checked", w.checked(), "since", ago(w.ReceivedAt),
			"connections", strings.Join(w.Connections, ", ")); err != nil {
			return err
		}
		inv.printProblem("", w.Reason)
		fmt.Fprintln(inv.Stdout)
		inv.printHeader("> ", w.Headers)
		inv.printBody("> ", w.Body)
		fmt.Fprintln(inv.Stdout)
		for _, j := range w.Jobs {
			inv.printJob(j)
		}
		return nil
	})
}

func (inv *invocation) printJob(j webhookJob) {
	text := func(value *string) string {
		if value == nil {
			return ""
		}
		return printable(*value)
	}
	fmt.Fprintf(inv.Stdout, "%s %s %s  %s, %s  %s\n", j.Kind, text(j.Function), text(j.Connection), j.State, counted(j.Attempts, "attempt"), text(j.RunID))
	inv.printProblem("  ", j.Reason)
}

func (inv *invocation) printProblem(indent string, p *problem) {
	if p != nil {
		fmt.Fprintf(inv.Stdout, "%s! %s %s\n", indent, printable(p.Message), printable(p.Hint))
	}
}

type webhooksResend struct {
	ID    string `arg:"" help:"Id of the webhook, from webhooks list."`
	Vouch bool   `help:"Run one that is held without a check: you say who sent it."`
	Body  string `type:"existingfile" help:"A file with another body. You vouch for it: no signature is checked."`
}

// Run sends it again; webhooks show tells what came of it.
func (c webhooksResend) Run(ctx context.Context, inv *invocation) error {
	body := map[string]any{}
	if c.Vouch {
		body["vouch"] = true
	}
	if c.Body != "" {
		text, err := os.ReadFile(c.Body)
		if err != nil {
			return fault.New(fault.Invalid, "invalid_path", "The file "+c.Body+" cannot be read.").WithCause(err)
		}
		body["body"] = string(text)
	}
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			ID    string `json:"id"`
			State string `json:"state"`
		}
		raw, err := s.call(ctx, http.MethodPost, "/patchbay/webhooks/"+url.PathEscape(c.ID)+"/resend", body, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("Sent again as %s: %s.", answer.ID, answer.State)
	})
}

type webhooksSimulate struct {
	Integration string `arg:"" help:"The integration whose provider sends it."`
	Connection  string `help:"The connection that it concerns; by default the integration's only one."`
	Type        string `help:"Type of the event; by default the first that Patchbay knows."`
	Identifier  string `help:"What ties it to a connection, in place of the connection's own value."`
	Body        string `type:"existingfile" help:"A JSON file in place of the sample body."`
	RealSecret  bool   `name:"real-secret" help:"Sign with the integration's own secret. Receivers elsewhere would believe it too."`
}

// Run makes it and tells what the receiver answered.
func (c webhooksSimulate) Run(ctx context.Context, inv *invocation) error {
	body := map[string]any{"integration": c.Integration, "connection": c.Connection, "type": c.Type, "identifier": c.Identifier, "use_real_secret": c.RealSecret}
	if c.Body != "" {
		text, err := os.ReadFile(c.Body)
		if err != nil || !json.Valid(text) {
			return fault.New(fault.Invalid, "invalid_path", "The file "+c.Body+" holds no JSON.").WithCause(err)
		}
		body["body"] = json.RawMessage(text)
	}
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			ID     string `json:"id"`
			State  string `json:"state"`
			Status int    `json:"status"`
			Answer string `json:"answer"`
		}
		raw, err := s.call(ctx, http.MethodPost, "/patchbay/webhooks/simulate", body, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("Answered %d %s\nKept as %s: %s.", answer.Status, printable(answer.Answer), answer.ID, answer.State)
	})
}
