package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

type logsCommand struct {
	Tail logsTail `cmd:"" help:"Print the latest operations; -f goes on as they happen."`
	Show logsShow `cmd:"" help:"Show one operation with every HTTP attempt."`
}

// followPoll is how often -f looks for new operations.
const followPoll = 500 * time.Millisecond

// operation is one line of the log.
type operation struct {
	ID          string `json:"id"`
	Kind        string `json:"kind"`
	State       string `json:"state"`
	Source      string `json:"source"`
	Title       string `json:"title"`
	Integration string `json:"integration"`
	Connection  string `json:"connection"`
	Method      string `json:"method"`
	URL         string `json:"url"`
	Status      int    `json:"status"`
	Attempts    int    `json:"attempts"`
	StartedAt   string `json:"started_at"`
	DurationMS  any    `json:"duration_ms"`
	Error       *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Hint    string `json:"hint"`
	} `json:"error"`
}

// sourceSimulated is the source of operations, and the trigger of runs, that come of a webhook which Patchbay made up.
const sourceSimulated = "simulated"

func (o operation) line() []string {
	status := o.State
	if o.Status != 0 {
		status = strconv.Itoa(o.Status)
	}
	what := o.Title
	if o.URL != "" {
		what = o.Method + " " + o.URL
	}
	if o.Source == sourceSimulated && !strings.Contains(strings.ToLower(what), sourceSimulated) {
		what += "  (simulated)"
	}
	return []string{ago(o.StartedAt), o.ID, o.Kind, status, what}
}

type logsTail struct {
	Number      int    `short:"n" default:"20" help:"How many."`
	Follow      bool   `short:"f" help:"Go on until Ctrl-C."`
	Kind        string `help:"Only proxy, auth, connection, admin, sync, action, on-event, webhook or mcp."`
	State       string `enum:",running,success,failed" default:"" help:"Only running, success or failed."`
	Integration string `help:"Only this integration's."`
	Source      string `help:"Only what this one asked for: api, cli, mcp, gui, schedule and so on."`
}

// Run prints the latest operations, oldest first. With --json each is one line.
func (c logsTail) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		printed := map[string]bool{} // finished ones: those do not change any more
		latest, err := c.fetch(ctx, s)
		if err != nil {
			return err
		}
		if len(latest) == 0 && !c.Follow {
			return inv.say("Nothing happened yet.")
		}
		for {
			if err := c.print(inv, latest, printed); err != nil || !c.Follow {
				return err
			}
			select {
			case <-ctx.Done():
				return nil // Ctrl-C is how following ends
			case <-time.After(followPoll):
			}
			latest, err = c.fetch(ctx, s)
			if err != nil {
				if ctx.Err() != nil {
					err = nil
				}
				return err
			}
		}
	})
}

func (c logsTail) fetch(ctx context.Context, s *session) ([]json.RawMessage, error) {
	query := url.Values{"limit": {strconv.Itoa(c.Number)}}
	for name, value := range map[string]string{"kind": c.Kind, "state": c.State, "integration": c.Integration, "source": c.Source} {
		if value != "" {
			query.Set(name, value)
		}
	}
	var answer struct {
		Data []json.RawMessage `json:"data"`
	}
	_, err := s.call(ctx, "GET", "/patchbay/operations?"+query.Encode(), nil, &answer)
	slices.Reverse(answer.Data)
	return answer.Data, err
}

// print writes the operations that printed lacks. While following, a running one waits until it has an outcome.
func (c logsTail) print(inv *invocation, latest []json.RawMessage, printed map[string]bool) error {
	for _, raw := range latest {
		var o operation
		if err := json.Unmarshal(raw, &o); err != nil {
			return err
		}
		if printed[o.ID] || (c.Follow && o.State == "running") {
			continue
		}
		printed[o.ID] = true
		var err error
		if inv.flags.JSON {
			err = inv.printJSON(raw)
		} else {
			err = inv.say("%s", printable(strings.Join(o.line(), "  ")))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type logsShow struct {
	Operation string `arg:"" help:"Id of the operation, from logs tail."`
}

// finding is why a login or a renewal failed.
type finding struct {
	Cause    string   `json:"cause"`
	Message  string   `json:"message"`
	Remedy   string   `json:"remedy"`
	Evidence []string `json:"evidence"`
}

// printFinding tells the cause, what to change and what shows it; nil prints nothing.
func (inv *invocation) printFinding(f *finding) error {
	if f == nil {
		return nil
	}
	pairs := []string{"cause", f.Message + " (" + f.Cause + ")", "what to do", f.Remedy}
	for _, one := range f.Evidence {
		pairs = append(pairs, "evidence", one)
	}
	return inv.fields(pairs...)
}

// message is one line of an operation, perhaps with an HTTP attempt.
type message struct {
	At       string `json:"at"`
	Level    string `json:"level"`
	Text     string `json:"text"`
	Exchange *struct {
		Attempt         int                 `json:"attempt"`
		Method          string              `json:"method"`
		URL             string              `json:"url"`
		RequestHeaders  map[string][]string `json:"request_headers"`
		ResponseHeaders map[string][]string `json:"response_headers"`
		RequestBody     string              `json:"request_body"`
		ResponseBody    string              `json:"response_body"`
		Status          int                 `json:"status"`
		Error           string              `json:"error"`
		RetryReason     string              `json:"retry_reason"`
	} `json:"exchange"`
}

// Run shows one operation.
func (c logsShow) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data struct {
				operation
				Messages  []message `json:"messages"`
				Diagnosis *finding  `json:"diagnosis"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/operations/"+url.PathEscape(c.Operation), nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		o := answer.Data.operation
		outcome := o.State
		if o.Error != nil {
			outcome += ": " + strings.TrimSpace(o.Error.Message+" "+o.Error.Hint)
		}
		if err := inv.fields("operation", o.ID, "what", strings.TrimSpace(o.Title), "asked by", o.Source, "integration", o.Integration,
			"connection", o.Connection, "started", ago(o.StartedAt), "took", duration(o.DurationMS), "outcome", outcome); err != nil {
			return err
		}
		if err := inv.printFinding(answer.Data.Diagnosis); err != nil {
			return err
		}
		for _, m := range answer.Data.Messages {
			inv.printMessage(m)
		}
		return nil
	})
}

func duration(ms any) string {
	if ms == nil {
		return ""
	}
	return fmt.Sprintf("%v ms", ms)
}

func (inv *invocation) printMessage(m message) {
	fmt.Fprintf(inv.Stdout, "\n%s  %s  %s\n", ago(m.At), m.Level, printable(m.Text))
	x := m.Exchange
	if x == nil {
		return
	}
	fmt.Fprintf(inv.Stdout, "> %s %s\n", printable(x.Method), printable(x.URL))
	inv.printHeader("> ", x.RequestHeaders)
	inv.printBody("> ", x.RequestBody)
	if x.Error != "" {
		fmt.Fprintf(inv.Stdout, "! %s\n", printable(x.Error))
	}
	if x.Status != 0 {
		fmt.Fprintf(inv.Stdout, "< %d\n", x.Status)
	}
	inv.printHeader("< ", x.ResponseHeaders)
	inv.printBody("< ", x.ResponseBody)
	if x.RetryReason != "" {
		fmt.Fprintf(inv.Stdout, "* again: %s\n", printable(x.RetryReason))
	}
}

func (inv *invocation) printHeader(prefix string, header map[string][]string) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			fmt.Fprintf(inv.Stdout, "%s%s: %s\n", prefix, printable(name), printable(value))
		}
	}
}

func (inv *invocation) printBody(prefix, body string) {
	if body == "" {
		return
	}
	for line := range strings.Lines(body) {
		fmt.Fprintf(inv.Stdout, "%s%s\n", prefix, printable(strings.TrimRight(line, "\r\n")))
	}
}
