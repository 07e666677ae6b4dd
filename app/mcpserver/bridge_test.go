package mcpserver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"patchbay/app/fault"
	"patchbay/app/mcpserver"
)

// bridged connects the official client to a bridge whose messages post answers.
func bridged(t *testing.T, post mcpserver.Post) *mcp.ClientSession {
	t.Helper()
	toBridge, fromClient := io.Pipe()
	toClient, fromBridge := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- mcpserver.Bridge(context.WithoutCancel(t.Context()), toBridge, fromBridge, post) }()
	client := mcp.NewClient(&mcp.Implementation{Name: "piped", Version: "2"}, nil)
	session, err := client.Connect(context.WithoutCancel(t.Context()), &mcp.IOTransport{Reader: toClient, Writer: fromClient}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
		if err := <-done; err != nil {
			t.Errorf("the bridge ended with %v", err)
		}
	})
	return session
}

// greeting answers what clients ask before the first call: the newest ones try discovery first.
func greeting(request *jsonrpc.Request) ([]byte, error) {
	switch request.Method {
	case "initialize":
		return reply(request.ID, mcp.InitializeResult{ProtocolVersion: "2025-11-25", ServerInfo: &mcp.Implementation{Name: "s", Version: "1"},
			Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}}})
	case "server/discover":
		return jsonrpc.EncodeMessage(&jsonrpc.Response{ID: request.ID, Error: &jsonrpc.Error{Code: jsonrpc.CodeMethodNotFound, Message: "unknown"}})
	}
	return nil, nil
}

func reply(id jsonrpc.ID, result any) ([]byte, error) {
	text, err := json.Marshal(result)
	if err != nil {
		return nil, err
	}
	return jsonrpc.EncodeMessage(&jsonrpc.Response{ID: id, Result: text})
}

func TestTheBridgeCarriesCallsAndTellsFailures(t *testing.T) {
	t.Parallel()
	names := make(chan string, 100)
	session := bridged(t, func(_ context.Context, client string, text []byte) ([]byte, error) {
		message, err := jsonrpc.DecodeMessage(text)
		if err != nil {
			return nil, err
		}
		request := message.(*jsonrpc.Request)
		if answer, err := greeting(request); answer != nil {
			return answer, err
		}
		names <- client
		if request.Method == "tools/list" {
			return nil, fault.New(fault.Forbidden, "mcp_disabled", "Switched off.").WithHint("Switch it on.")
		}
		return reply(request.ID, mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: "done"}}})
	})
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "x"})
	if err != nil || result.Content[0].(*mcp.TextContent).Text != "done" {
		t.Errorf("%v %v", result, err)
	}
	_, err = session.ListTools(t.Context(), nil)
	if wire, ok := errors.AsType[*jsonrpc.Error](err); !ok || wire.Message != "Switched off. Switch it on." {
		t.Errorf("a refusal arrives as %v", err)
	}
	if name := <-names; name != "piped/2" {
		t.Errorf("the client is called %q", name)
	}
}

func TestTheBridgeEndsACallThatTheClientCancels(t *testing.T) {
	t.Parallel()
	under, ended := make(chan struct{}), make(chan struct{})
	session := bridged(t, func(ctx context.Context, _ string, text []byte) ([]byte, error) {
		message, err := jsonrpc.DecodeMessage(text)
		if err != nil {
			return nil, err
		}
		request := message.(*jsonrpc.Request)
		if answer, err := greeting(request); answer != nil {
			return answer, err
		}
		close(under)
		<-ctx.Done()
		close(ended)
		return nil, ctx.Err()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-under
		cancel()
	}()
	if _, err := session.CallTool(ctx, &mcp.CallToolParams{Name: "slow"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-ended
}

func TestTheBridgeAnswersWhatItCannotReadAndGoesOn(t *testing.T) {
	t.Parallel()
	lines := []string{`{"jsonrpc":"2.0","id":1,"method":"ping"}`, `not JSON at all`, `{"jsonrpc":"2.0","id":2,`, `"only a text"`, `{"hello":1}`, ``, "\r",
		`{"jsonrpc":"2.0","id":3,"method":"ping"}`}
	var out bytes.Buffer
	err := mcpserver.Bridge(t.Context(), strings.NewReader(strings.Join(lines, "\n")), &out, func(_ context.Context, _ string, text []byte) ([]byte, error) {
		message, err := jsonrpc.DecodeMessage(text)
		if err != nil {
			return nil, err
		}
		return reply(message.(*jsonrpc.Request).ID, struct{}{})
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for answer := range strings.Lines(out.String()) {
		var told struct {
			ID    any `json:"id"`
			Error struct{ Code int }
		}
		if err := json.Unmarshal([]byte(answer), &told); err != nil || !strings.Contains(answer, `"id":`) {
			t.Errorf("%q: %v", answer, err)
		}
		got[fmt.Sprint(told.ID, " ", told.Error.Code)]++
	}
	want := map[string]int{"1 0": 1, "3 0": 1, "<nil> -32700": 2, "<nil> -32600": 2}
	if !maps.Equal(got, want) {
		t.Errorf("answered %v, want %v:\n%s", got, want, out.String())
	}
}

func TestTheBridgeEndsWithItsContext(t *testing.T) {
	t.Parallel()
	in, held := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- mcpserver.Bridge(ctx, in, io.Discard, nil) }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	if err := held.Close(); err != nil { // lets the reader go
		t.Error(err)
	}
}
