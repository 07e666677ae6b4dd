package cli

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
)

type notificationsCommand struct {
	List   notificationsList   `cmd:"" help:"List what your backend was told, newest first."`
	Show   notificationsShow   `cmd:"" help:"Show one with its bytes and every attempt."`
	Resend notificationsResend `cmd:"" help:"Send one again, with the same bytes."`

	Settings notificationsSettings `cmd:"" help:"Show or change where they go."`
}

// notification is what a list shows of one.
type notification struct {
	ID          string `json:"id"`
	Type        string `json:"type"`
	Action      string `json:"action"`
	Integration string `json:"integration"`
	Connection  string `json:"connection"`
	Subject     string `json:"subject"`
	State       string `json:"state"`
	Simulated   bool   `json:"simulated"`
	Attempts    int    `json:"attempts"`
	CreatedAt   string `json:"created_at"`
	Targets     []struct {
		URL    string `json:"url"`
		State  string `json:"state"`
		Status int    `json:"status"`
		Error  string `json:"error"`
	} `json:"targets"`
}

// about names the connection, if there is one, and what happened to it.
func (n notification) about() string {
	about := n.Integration
	if n.Connection != "" {
		about += "/" + n.Connection
	}
	if n.Subject != "" {
		about += "  " + n.Subject
	}
	if n.Simulated {
		about += "  (simulated)"
	}
	return about
}

type notificationsList struct {
	Type        string `enum:",auth,sync,async_action,forward" default:"" help:"Only auth, sync, async_action or forward."`
	State       string `enum:",waiting,delivered,failed,cancelled" default:"" help:"Only waiting, delivered, failed or cancelled."`
	Integration string `help:"Only this integration's."`
	Search      string `help:"Only those that hold this text."`
	Cursor      string `help:"Go on behind this cursor."`
	Limit       int    `default:"50" help:"How many, at most 200."`
}

// Run prints one page.
func (c notificationsList) Run(ctx context.Context, inv *invocation) error {
	query := url.Values{"limit": {strconv.Itoa(c.Limit)}}
	for name, value := range map[string]string{"type": c.Type, "state": c.State, "integration": c.Integration, "search": c.Search, "cursor": c.Cursor} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return inv.with(ctx, func(s *session) error {
		var page struct {
			Data       []notification `json:"data"`
			NextCursor *string        `json:"next_cursor"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/notifications?"+query.Encode(), nil, &page)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(page.Data))
		for i, n := range page.Data {
			rows[i] = []string{ago(n.CreatedAt), n.ID, n.Action, n.State, strconv.Itoa(n.Attempts), n.about()}
		}
		if err := inv.table("Nothing was told yet. Enter your backend's address in the settings.",
			[]string{"WHEN", "ID", "WHAT", "STATE", "ATTEMPTS", "ABOUT"}, rows); err != nil {
			return err
		}
		if page.NextCursor != nil {
			fmt.Fprintf(inv.Stderr, "There are more: --cursor %s\n", *page.NextCursor)
		}
		return nil
	})
}

type notificationsShow struct {
	ID string `arg:"" help:"Id of the notification, from notifications list."`
}

// notificationAttempt is one request to the backend.
type notificationAttempt struct {
	Number          int                 `json:"number"`
	URL             string              `json:"url"`
	StartedAt       string              `json:"started_at"`
	DurationMS      any                 `json:"duration_ms"`
	RequestHeaders  map[string][]string `json:"request_headers"`
	Status          int                 `json:"status"`
	ResponseHeaders map[string][]string `json:"response_headers"`
	ResponseBody    string              `json:"response_body"`
	Error           string              `json:"error"`
}

// Run shows one notification.
func (c notificationsShow) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data struct {
				notification
				Body    string                `json:"body"`
				History []notificationAttempt `json:"history"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/notifications/"+url.PathEscape(c.ID), nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		n := answer.Data
		if err := inv.fields("notification", n.ID, "what", n.Action, "about", n.about(), "state", n.State, "since", ago(n.CreatedAt)); err != nil {
			return err
		}
		fmt.Fprintln(inv.Stdout)
		inv.printBody("", n.Body)
		for _, a := range n.History {
			inv.printAttempt(a)
		}
		return nil
	})
}

func (inv *invocation) printAttempt(a notificationAttempt) {
	fmt.Fprintf(inv.Stdout, "\n%s  attempt %d, %s\n> POST %s\n", ago(a.StartedAt), a.Number, duration(a.DurationMS), printable(a.URL))
	inv.printHeader("> ", a.RequestHeaders)
	if a.Status != 0 {
		fmt.Fprintf(inv.Stdout, "< %d\n", a.Status)
	}
	inv.printHeader("< ", a.ResponseHeaders)
	inv.printBody("< ", a.ResponseBody)
	if a.Error != "" {
		fmt.Fprintf(inv.Stdout, "! %s\n", printable(a.Error))
	}
}

type notificationsResend struct {
	ID string `arg:"" help:"Id of the notification, from notifications list."`
}

// Run asks for another round; notifications show tells how it went.
func (c notificationsResend) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data notification `json:"data"`
		}
		raw, err := s.call(ctx, "POST", "/patchbay/notifications/"+url.PathEscape(c.ID)+"/resend", struct{}{}, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		for _, target := range answer.Data.Targets {
			if err := inv.say("On its way to %s.", printable(target.URL)); err != nil {
				return err
			}
		}
		return nil
	})
}

type notificationsSettings struct {
	Primary   *string `placeholder:"URL" help:"Your backend's address; an empty one switches it off."`
	Secondary *string `placeholder:"URL" help:"A second address, told after the first."`
	SignWith  string  `enum:",own,api_key" default:"" help:"Sign with a key of its own, or with the API key as older servers do."`
	Key       bool    `help:"Print the key that signs, and nothing else."`
}

// Run changes what the flags say and prints the settings, or the key.
func (c notificationsSettings) Run(ctx context.Context, inv *invocation) error {
	change := map[string]string{}
	for name, value := range map[string]*string{"primary_url": c.Primary, "secondary_url": c.Secondary} {
		if value != nil {
			change[name] = *value
		}
	}
	if c.SignWith != "" {
		change["sign_with"] = c.SignWith
	}
	return inv.with(ctx, func(s *session) error {
		var kept struct {
			Primary   string `json:"primary_url"`
			Secondary string `json:"secondary_url"`
			SignWith  string `json:"sign_with"`
		}
		method, body := "GET", any(nil)
		if len(change) > 0 {
			method, body = "PATCH", change
		}
		raw, err := s.call(ctx, method, "/patchbay/notification-settings", body, &kept)
		if err != nil {
			return err
		}
		if c.Key {
			return inv.printSigningKey(ctx, s)
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.fields("primary", kept.Primary, "secondary", kept.Secondary, "signed with", map[string]string{"own": "a key of its own", "api_key": "the API key"}[kept.SignWith])
	})
}

func (inv *invocation) printSigningKey(ctx context.Context, s *session) error {
	var key struct {
		Key string `json:"key"`
	}
	raw, err := s.call(ctx, "GET", "/patchbay/webhook-signing-key", nil, &key)
	if err != nil {
		return err
	}
	if inv.flags.JSON {
		return inv.printJSON(raw)
	}
	return inv.say("%s", key.Key)
}
