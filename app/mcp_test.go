package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// assistant is the official client over the standard input and output of `patchbay mcp`.
func (a *account) assistant(t *testing.T, args ...string) *mcp.ClientSession {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	cmd := a.command(ctx, []string{"PATCHBAY_VAULT=passphrase", "PATCHBAY_PASSPHRASE=correct horse"}, append([]string{"mcp"}, args...)...)
	said := &transcript{}
	cmd.Stderr = said
	client := mcp.NewClient(&mcp.Implementation{Name: "assistant", Version: "9"}, nil)
	session, err := client.Connect(ctx, &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Errorf("patchbay mcp ended with %v\n%s", err, said)
		}
	})
	return session
}

// run is one command to its end.
func (a *account) run(t *testing.T, args ...string) (out, said string, code int) {
	t.Helper()
	cmd := a.command(t.Context(), []string{"PATCHBAY_VAULT=passphrase", "PATCHBAY_PASSPHRASE=correct horse"}, args...)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return stdout.String(), stderr.String(), exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), 0
}

func toolAnswer(t *testing.T, session *mcp.ClientSession, name string, arguments any) (string, bool) {
	t.Helper()
	result, err := session.CallTool(context.WithoutCancel(t.Context()), &mcp.CallToolParams{Name: name, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	return result.Content[0].(*mcp.TextContent).Text, result.IsError
}

// A coding assistant speaks to a real process, before the app runs and while it does.
func TestMCPOverStdio(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	if _, said, code := a.run(t, "mcp"); code != 1 || !strings.Contains(said, "patchbay mcp enable") {
		t.Fatalf("switched off, it ended with %d: %s", code, said)
	}
	if out, said, code := a.run(t, "mcp", "enable"); code != 0 || !strings.Contains(out, `"mcpServers"`) {
		t.Fatalf("enabling ended with %d: %s%s", code, out, said)
	}
	if out, _, _ := a.run(t, "mcp", "status", "--json"); strings.TrimSpace(out) != `{"enabled":true}` {
		t.Errorf("the status is %s", out)
	}
	if _, said, code := a.run(t, "integrations", "create", "private-api-bearer", "--key", "crm"); code != 0 {
		t.Fatal(said)
	}

	if _, said, code := a.run(t, "connections", "import", "crm", "--connection-id", "me", "--credential", "apiKey=k-1"); code != 0 {
		t.Fatal(said)
	}

	alone := a.assistant(t)
	if text, fails := toolAnswer(t, alone, "providers_search", map[string]any{"query": "github", "limit": 1}); fails || !strings.Contains(text, `"github`) {
		t.Errorf("searching: %s", text)
	}
	write := map[string]any{"method": "POST", "path": "/x", "integration_id": "crm", "connection_id": "me",
		"base_url_override": "http://127.0.0.1:1"}
	if text, fails := toolAnswer(t, alone, "proxy_request", write); !fails || !strings.Contains(text, "--allow-writes") {
		t.Errorf("a write that nobody can be asked about: %s", text)
	}
	allowed := a.assistant(t, "--allow-writes")
	if text, fails := toolAnswer(t, allowed, "proxy_request", write); strings.Contains(text, "--allow-writes") || strings.Contains(text, "consent_") || !strings.Contains(text, "127.0.0.1") {
		t.Errorf("an allowed write should be sent, and refused as nothing goes there: %v %s", fails, text)
	}

	r := start(t, a.command(context.WithoutCancel(t.Context()), []string{"PATCHBAY_VAULT=passphrase", "PATCHBAY_PASSPHRASE=correct horse"}, "serve", "--json"))
	t.Cleanup(func() { r.stop(t) })
	done := make(chan string)
	go func() {
		text, _ := toolAnswer(t, alone, "proxy_request", write) // the same process, which finds the app that runs now
		done <- text
	}()
	question := r.deny(t)
	if question.Caller != "assistant/9 through patchbay mcp" || !strings.Contains(question.Summary, "POST /x") {
		t.Errorf("the user reads %+v", question)
	}
	if text := <-done; !strings.Contains(text, "does not allow") {
		t.Errorf("refused, and answered %s", text)
	}
	if about := a.assistant(t, "--management").InitializeResult(); about.ServerInfo.Name != "Nango Management MCP server" {
		t.Errorf("--management opens %+v", about.ServerInfo)
	}
}

// The official client takes a call back over stdio, and the run in the app ends with it.
func TestARunEndsWithItsCallOverStdio(t *testing.T) {
	t.Parallel()
	api := newFakeAPI()
	t.Cleanup(api.Close)
	w := openWays(t, api.URL)
	w.ask("POST", "/integrations", object("provider", "acme", "unique_key", "by-mcp"))
	w.tool(w.workbench, "connection_import", "integration_id", "by-mcp", "connection_id", "jane",
		"credentials", map[string]any{"type": "API_KEY", "apiKey": goodKey})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := w.workbench.CallTool(ctx, &mcp.CallToolParams{Name: "function_dry_run",
			Arguments: map[string]any{"integration_id": "by-mcp", "connection_id": "jane", "name": "wait"}})
		done <- err
	}()
	id := w.running(func() string { return w.ask("GET", "/patchbay/runs?integration=by-mcp&state=running", "") }, "data")
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("a call that was taken back ended with %v", err)
	}
	state := func() string { return part(part(w.ask("GET", "/patchbay/runs/"+id, ""), "data"), "state") }
	if got := w.until(`"cancelled"`, state); got != `"cancelled"` {
		t.Errorf("its run is %s", got)
	}
}

type mcpQuestion struct {
	ID      string `json:"id"`
	Caller  string `json:"caller"`
	Summary string `json:"summary"`
}

// deny is the user in the browser: it refuses the next question.
func (r *running) deny(t *testing.T) mcpQuestion {
	t.Helper()
	link, err := url.Parse(r.GUI)
	if err != nil {
		t.Fatal(err)
	}
	_, _, answer, err := r.send(t.Context(), "", http.MethodPost, "/patchbay/session", object("link", strings.TrimPrefix(link.Fragment, "link=")), nil)
	if err != nil {
		t.Fatal(err)
	}
	var session struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal([]byte(answer), &session); err != nil || session.Token == "" {
		t.Fatalf("no session: %s", answer)
	}
	var view struct {
		Data struct{ Questions []mcpQuestion } `json:"data"`
	}
	for len(view.Data.Questions) == 0 {
		_, _, answer, err := r.send(t.Context(), session.Token, http.MethodGet, "/patchbay/mcp", "", nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(answer), &view); err != nil {
			t.Fatal(err)
		}
	}
	q := view.Data.Questions[0]
	if status, _, answer, err := r.send(t.Context(), session.Token, http.MethodPost, "/patchbay/mcp/questions/"+q.ID, object("decision", "deny"), nil); err != nil || status != http.StatusOK {
		t.Fatalf("answering: %v %s", err, answer)
	}
	return q
}
