package api_test

import (
	"strings"
	"testing"
)

func proxied(method, path string, more map[string]any) map[string]any {
	out := map[string]any{"method": method, "path": path, "integration_id": "bench", "connection_id": "c1"}
	for name, value := range more {
		out[name] = value
	}
	return out
}

// questions is how many wait for the user.
func (st *stack) questions() int {
	st.t.Helper()
	return len(serve(st.server.Trusted(), "GET", "/patchbay/mcp").at(st.t, "data", "questions").([]any))
}

func TestPlainReadingIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	client := st.mcpClient("/mcp/patchbay")
	for name, more := range map[string]map[string]any{
		"bare": nil, "null body": {"body": nil}, "query": {"query_params": map[string]any{"page": 2}}, "repeated": {"retries": 1, "forward_headers_on_redirect": false},
		"representation": {"headers": map[string]any{"accept": "application/json", "Accept-Language": "de", "if-none-match": `"x"`}},
	} {
		if got := st.call(client, "proxy_request", proxied("GET", "/echo", more)); got.fails || got.at(t, "status") != 200.0 {
			t.Errorf("%s: %s", name, got.text)
		}
	}
}

// A GET whose caller has a say in more than path and query may be anything: another method, another account.
func TestAGetWithAMindOfItsOwnAsks(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	client := st.mcpClient("/mcp/patchbay")
	for name, c := range map[string]struct {
		more   map[string]any
		shows  []string
		covers bool
	}{
		"override":   {map[string]any{"headers": map[string]any{"x-http-method-override": "DELETE"}}, []string{"X-Http-Method-Override: DELETE"}, true},
		"credential": {map[string]any{"headers": map[string]any{"authorization": "Bearer mine"}}, []string{"Authorization: Bearer mine", "takes the place of the connection's own"}, false},
		"key":        {map[string]any{"headers": map[string]any{"X-Api-Key": "mine", "Accept": "a/b"}}, []string{"Accept: a/b", "X-Api-Key: mine", "sent as it stands here"}, true},
		"body":       {map[string]any{"body": map[string]any{"query": "mutation"}}, []string{`"query": "mutation"`}, true},
		"empty body": {map[string]any{"body": ""}, []string{`""`}, true},
		"redirects":  {map[string]any{"forward_headers_on_redirect": true}, []string{"credentials in them go along"}, false},
	} {
		got, question := st.answering(client, "deny", "proxy_request", proxied("GET", "/echo", c.more))
		if !got.fails || !strings.Contains(got.text, "consent_denied") {
			t.Errorf("%s: refused, and answered %+v", name, got)
		}
		for _, part := range c.shows {
			if !strings.Contains(question["detail"].(string), part) {
				t.Errorf("%s: the user does not read %q in %q", name, part, question["detail"])
			}
		}
		if covers := question["covers"].(string); (covers != "") != c.covers {
			t.Errorf("%s: for a session it covers %q", name, covers)
		}
	}
	if sent := st.upstream.requests(); len(sent) > 0 {
		t.Errorf("refused, and sent %v", sent)
	}
}

func TestASessionDoesNotCoverOtherHeaders(t *testing.T) {
	t.Parallel()
	st := mcpSwitchedOn(t, stackOptions{})
	client := st.mcpClient("/mcp/patchbay")
	with := func(headers map[string]any) map[string]any {
		return proxied("POST", "/echo", map[string]any{"headers": headers})
	}
	if got, _ := st.answering(client, "session", "proxy_request", with(map[string]any{})); got.fails {
		t.Fatal(got.text)
	}
	if got := st.call(client, "proxy_request", with(map[string]any{"Content-Type": "application/json", "Accept": "a/b"})); got.fails {
		t.Errorf("harmless headers are asked about: %s", got.text)
	}
	for _, headers := range []map[string]any{{"X-HTTP-Method-Override": "DELETE"}, {"Authorization": "Bearer mine"}} {
		if got, _ := st.answering(client, "deny", "proxy_request", with(headers)); !got.fails {
			t.Errorf("the session covers %v", headers)
		}
	}
	got, question := st.answering(client, "session", "proxy_request", with(map[string]any{"X-A": "b"}))
	if got.fails || !strings.HasSuffix(question["covers"].(string), "and the headers X-A: b") {
		t.Errorf("it covers %v: %s", question["covers"], got.text)
	}
	if got := st.call(client, "proxy_request", with(map[string]any{"x-a": "b"})); got.fails {
		t.Errorf("covered headers are asked about: %s", got.text)
	}
	if got, _ := st.answering(client, "deny", "proxy_request", with(map[string]any{"X-A": "c"})); !got.fails {
		t.Error("the session covers another value")
	}
}

// What cannot happen anyway is refused at once.
func TestTheUserIsNotAskedInVain(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, nil)
	management := st.mcpClient("/mcp/management")
	nobody := map[string]any{"integration_id": "bench", "connection_id": "nobody"}
	metadata := map[string]any{"integration_id": "bench", "connection_id": "nobody", "metadata": map[string]any{}}
	c1 := func(name string, value any) map[string]any {
		return map[string]any{"integration_id": "bench", "connection_id": "c1", name: value}
	}
	pace := func(sync, frequency string) map[string]any {
		return map[string]any{"provider_config_key": "bench", "connection_id": "c1", "sync_name": sync, "frequency": frequency}
	}
	index := st.call(client, "file_read", map[string]any{"path": "index.ts"}).at(t, "hash")
	for name, c := range map[string]struct {
		tool      string
		arguments map[string]any
		code      string
	}{
		"user in address": {"proxy_request", proxied("GET", "/echo", map[string]any{"base_url_override": "https://me:secret@elsewhere.test"}), "invalid_base_url"},
		"no address":      {"proxy_request", proxied("GET", "/echo", map[string]any{"base_url_override": "file:///etc"}), "invalid_base_url"},
		"header name":     {"proxy_request", proxied("POST", "/echo", map[string]any{"headers": map[string]any{"X A": "b"}}), "invalid_headers"},
		"header value":    {"proxy_request", proxied("POST", "/echo", map[string]any{"headers": map[string]any{"X-A": "b\r\nX-B: c"}}), "invalid_headers"},
		"same header":     {"proxy_request", proxied("POST", "/echo", map[string]any{"headers": map[string]any{"X-A": "b", "x-a": "c"}}), "invalid_headers"},
		"path":            {"proxy_request", proxied("POST", "/echo\t", nil), "invalid_endpoint"},
		"existing file":   {"file_write", map[string]any{"path": "index.ts", "text": "x"}, "file_exists"},
		"other file":      {"file_write", map[string]any{"path": "index.ts", "text": "x", "base": "0000"}, "file_changed"},
		"no file":         {"file_write", map[string]any{"path": "none.ts", "text": "x", "base": index}, "file_changed"},
		"nobody's call":   {"proxy_request", proxied("POST", "/echo", nobody), st.ask("POST", "/proxy/echo", nil, "Provider-Config-Key", "bench", "Connection-Id", "nobody").code()},
		"nothing's call":  {"proxy_request", proxied("POST", "/echo", map[string]any{"integration_id": "none"}), st.ask("POST", "/proxy/echo", nil, "Provider-Config-Key", "none", "Connection-Id", "c1").code()},
		"delete nobody":   {"connection_delete", nobody, st.ask("DELETE", "/connections/nobody?provider_config_key=bench", nil).code()},
		"set nobody":      {"metadata_set", metadata, st.ask("POST", "/connections/metadata", map[string]any{"provider_config_key": "bench", "connection_id": "nobody", "metadata": map[string]any{}}).code()},
		"change nobody":   {"metadata_update", metadata, st.ask("PATCH", "/connections/metadata", map[string]any{"provider_config_key": "bench", "connection_id": "nobody", "metadata": map[string]any{}}).code()},
		"change none":     {"integrations_update", map[string]any{"integration_id": "none", "display_name": "x"}, st.ask("PATCH", "/integrations/none", map[string]any{"display_name": "x"}).code()},
		"delete none":     {"integrations_delete", map[string]any{"integration_id": "none"}, st.ask("DELETE", "/integrations/none", nil).code()},
		"start nobody's":  {"syncs_start", nobody, st.ask("POST", "/sync/start", map[string]any{"provider_config_key": "bench", "connection_id": "nobody", "syncs": []string{}}).code()},
		"pause nothing's": {"syncs_pause", map[string]any{"integration_id": "none"}, st.ask("POST", "/sync/pause", map[string]any{"provider_config_key": "none", "syncs": []string{}}).code()},
		"run nothing":     {"syncs_trigger", c1("syncs", []string{"none"}), st.ask("POST", "/sync/trigger", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "syncs": []string{"none"}}).code()},
		"run one of two":  {"syncs_trigger", c1("syncs", []string{"fill", "none"}), "no_syncs_found"},
		"run no variant":  {"syncs_trigger", c1("syncs", []string{"fill::none"}), st.ask("POST", "/sync/trigger", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "syncs": []string{"fill::none"}}).code()},
		"no sync's pace":  {"sync_frequency", c1("sync", "none"), st.ask("PUT", "/sync/update-connection-frequency", pace("none", "every hour")).code()},
		"no pace":         {"sync_frequency", map[string]any{"integration_id": "bench", "connection_id": "c1", "sync": "fill", "frequency": "often"}, st.ask("PUT", "/sync/update-connection-frequency", pace("fill", "often")).code()},
		"no action":       {"function_dry_run", map[string]any{"integration_id": "bench", "name": "none", "connection_id": "c1"}, "not_found"},
	} {
		door := client
		if strings.HasPrefix(c.tool, "integrations_") {
			door = management
		}
		got := st.call(door, c.tool, c.arguments)
		if !got.fails || !strings.HasSuffix(got.text, "("+c.code+")") || st.questions() > 0 {
			t.Errorf("%s: %s with %d questions", name, got.text, st.questions())
		}
	}
}

// A long text is shown to its end, and what nobody could read is not written.
func TestTheUserSeesAllOfALongFile(t *testing.T) {
	t.Parallel()
	st, client := workbenchOf(t, nil)
	text := strings.Repeat("// a line that hides what follows\n", 3000) + "export const tail = 'the end'\n"
	got, question := st.answering(client, "once", "file_write", map[string]any{"path": "bench/long.ts", "text": text})
	if got.fails || question["detail"] != text {
		t.Errorf("%d of %d bytes are shown: %s", len(question["detail"].(string)), len(text), got.text)
	}
	if read := st.call(client, "file_read", map[string]any{"path": "bench/long.ts"}); read.at(t, "text") != text {
		t.Error("another text is written")
	}
	got = st.call(client, "file_write", map[string]any{"path": "bench/longer.ts", "text": strings.Repeat("x", 1<<20)})
	if !got.fails || !strings.Contains(got.text, "(too_long_to_show)") || st.questions() > 0 {
		t.Errorf("too long: %.200s", got.text)
	}
	if read := st.call(client, "file_read", map[string]any{"path": "bench/longer.ts"}); !read.fails {
		t.Error("it is written")
	}
}
