package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"unicode"

	"patchbay/app/fault"
	"patchbay/app/mcpserver"
)

type mcpCommand struct {
	Serve   mcpServe   `cmd:"" default:"withargs" help:"Speak MCP over standard input and output. What patchbay mcp does without a command."`
	Enable  mcpEnable  `cmd:"" help:"Let coding assistants use Patchbay's tools."`
	Disable mcpDisable `cmd:"" help:"Take Patchbay's tools away from coding assistants."`
	Status  mcpStatus  `cmd:"" help:"Say whether the tools are switched on, and how to add them to a client."`
}

type mcpServe struct {
	Connection  string `placeholder:"INTEGRATION/CONNECTION" xor:"door" help:"Offer the actions of this connection in place of Patchbay's own tools. Each run asks you first."`
	Management  bool   `xor:"door" help:"Offer the management tools in place of Patchbay's own tools."`
	AllowWrites bool   `name:"allow-writes" help:"Let tools change things, and run actions, without asking."`
}

type (
	mcpEnable  struct{}
	mcpDisable struct{}
	mcpStatus  struct{}
)

// Run carries the messages of standard input to the app. While no other process runs it, each message opens the data for
// itself, so that the window can be opened meanwhile.
func (c mcpServe) Run(ctx context.Context, inv *invocation) error {
	header, door, err := c.door()
	if err != nil {
		return err
	}
	err = inv.with(ctx, func(s *session) error {
		on, err := mcpIsOn(ctx, s)
		if err == nil && !on {
			err = fault.New(fault.Forbidden, "mcp_disabled", "Tools for coding assistants are switched off.").
				WithHint("Switch them on with: patchbay mcp enable.")
		}
		return err
	})
	if err != nil {
		return err
	}
	return mcpserver.Bridge(ctx, inv.Stdin, inv.Stdout, func(ctx context.Context, client string, message []byte) (answer []byte, err error) {
		err = inv.with(ctx, func(s *session) error {
			h := header.Clone()
			h.Set("User-Agent", shownName(client)+" through patchbay mcp")
			h.Set(mcpserver.WritesHeader, string(c.writes(s)))
			answer, err = s.message(ctx, door, h, message)
			return err
		})
		return answer, err
	})
}

// maxClientName bounds what a client calls itself, in characters.
const maxClientName = 80

// shownName is what a client calls itself, as far as a header can carry it and people can read it.
func shownName(client string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, client)
	if runes := []rune(name); len(runes) > maxClientName {
		name = string(runes[:maxClientName]) + "…"
	}
	return strings.TrimSpace(name)
}

// door is the address that the flags choose, with the headers it wants.
func (c mcpServe) door() (http.Header, string, error) {
	header := http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json, text/event-stream"}}
	switch {
	case c.Management:
		return header, "/mcp/management", nil
	case c.Connection == "":
		return header, "/mcp/patchbay", nil
	}
	integration, connection, found := strings.Cut(c.Connection, "/")
	if !found || integration == "" || connection == "" {
		return nil, "", fault.New(fault.Invalid, "bad_connection", "--connection names an integration and a connection, as in github/work.")
	}
	header.Set("Provider-Config-Key", integration)
	header.Set("Connection-Id", connection)
	return header, "/mcp", nil
}

// writes says who permits what changes something: the flag, or the user in the running app, or nobody.
func (c mcpServe) writes(s *session) mcpserver.Writes {
	switch {
	case c.AllowWrites:
		return mcpserver.AllowWrites
	case s.own != nil:
		return mcpserver.RefuseWrites
	}
	return mcpserver.AskWrites
}

// message posts an MCP message and returns the one that answers it.
func (s *session) message(ctx context.Context, door string, header http.Header, message []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, origin+door, bytes.NewReader(message))
	if err != nil {
		return nil, err
	}
	req.Header = header
	resp, err := s.http.Do(req)
	if err != nil {
		return nil, unwrapURL(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, unwrapURL(err)
	}
	var isMessage struct {
		Version string `json:"jsonrpc"`
	}
	if resp.StatusCode >= http.StatusBadRequest && (json.Unmarshal(answer, &isMessage) != nil || isMessage.Version == "") {
		return nil, answerFault(resp.StatusCode, answer)
	}
	return answer, nil
}

func mcpIsOn(ctx context.Context, s *session) (bool, error) {
	var settings struct {
		MCP bool `json:"mcp"`
	}
	_, err := s.call(ctx, http.MethodGet, "/patchbay/settings", nil, &settings)
	return settings.MCP, err
}

func switchMCP(ctx context.Context, inv *invocation, on bool) error {
	return inv.with(ctx, func(s *session) error {
		raw, err := s.call(ctx, http.MethodPatch, "/patchbay/settings", map[string]bool{"mcp": on}, nil)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		if !on {
			fmt.Fprintln(inv.Stdout, "Coding assistants cannot use Patchbay's tools any more. "+keysAreApart)
			return nil
		}
		fmt.Fprintln(inv.Stdout, "Coding assistants may use Patchbay's tools. What changes something, and every action, asks you first.")
		return inv.addToClient()
	})
}

// keysAreApart says what the switch does not govern.
const keysAreApart = "A program that holds an API key can run actions at /mcp all the same, as it can at /action/trigger."

// addToClient tells how a client finds the tools. It may know neither the shell's PATH nor which data folder is meant.
func (inv *invocation) addToClient() error {
	program, err := os.Executable()
	if err != nil {
		program = "patchbay"
	}
	dir, err := dataDir(inv.flags.DataDir)
	if err != nil {
		return err
	}
	snippet, err := json.Marshal(map[string]any{"mcpServers": map[string]any{"patchbay": map[string]any{"command": program, "args": []string{"--data-dir", dir, "mcp"}}}})
	if err != nil {
		return err
	}
	fmt.Fprintf(inv.Stdout, "Add this to the configuration of an MCP client:\n\n  %s\n", snippet)
	return nil
}

// Run switches the tools on.
func (mcpEnable) Run(ctx context.Context, inv *invocation) error { return switchMCP(ctx, inv, true) }

// Run switches the tools off.
func (mcpDisable) Run(ctx context.Context, inv *invocation) error { return switchMCP(ctx, inv, false) }

// Run says whether the tools are on.
func (mcpStatus) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error {
		on, err := mcpIsOn(ctx, s)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printValue(map[string]bool{"enabled": on})
		}
		if !on {
			fmt.Fprintln(inv.Stdout, "Tools for coding assistants are switched off. Switch them on with: patchbay mcp enable. "+keysAreApart)
			return nil
		}
		fmt.Fprintln(inv.Stdout, "Tools for coding assistants are switched on.")
		return inv.addToClient()
	})
}
