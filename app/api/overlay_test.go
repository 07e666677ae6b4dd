package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"patchbay/app/api"
	"patchbay/app/fault"
)

// demoFile is a provider file whose API is the fake provider.
func demoFile(address string) string {
	return "display_name: Demo\ncategories: [other]\nauth_mode: API_KEY\ncredentials:\n  apiKey: {title: API key}\nproxy:\n  base_url: " + address +
		"\n  headers: {x-key: 'key ${apiKey}'}\n  query: {v: '2'}\n"
}

// overlaid is a stack with the provider demo in its overlay folder, and a connection of it.
func overlaid(t *testing.T) *stack {
	t.Helper()
	st := newStack(t, stackOptions{catalog: map[string]string{"demo": demoFile("https://first.example")}})
	st.expect(http.StatusOK, "PUT", "/patchbay/providers/demo/overlay", map[string]any{"text": demoFile(st.upstream.URL), "version": st.version("demo")})
	st.integration("demo", "demo", nil)
	st.connection("demo", "me", map[string]any{"type": "API_KEY", "apiKey": "k-1"})
	return st
}

func (st *stack) version(provider string) string {
	st.t.Helper()
	text, _ := st.expect(http.StatusOK, "GET", "/patchbay/providers/"+provider+"/overlay", nil).at(st.t, "data", "version").(string)
	return text
}

func (st *stack) viaProxy() answer {
	st.t.Helper()
	return st.ask("GET", "/proxy/echo", nil, "Provider-Config-Key", "demo", "Connection-Id", "me")
}

func TestTheUsersFileOfAProviderIsCheckedStoredAndRemoved(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{catalog: map[string]string{"demo": demoFile("https://first.example")}})
	start := st.expect(http.StatusOK, "GET", "/patchbay/providers/github/overlay", nil)
	if start.at(t, "data", "stored") != false || !strings.Contains(start.at(t, "data", "text").(string), "https://api.github.com") {
		t.Errorf("the start of a file: %s", start.body)
	}
	copied := st.expect(http.StatusOK, "POST", "/patchbay/providers/github/overlay", nil)
	again := st.expect(http.StatusOK, "POST", "/patchbay/providers/github/overlay", nil)
	if copied.at(t, "data", "stored") != true || copied.body != again.body {
		t.Errorf("copying: %s, and again: %s", copied.body, again.body)
	}
	text := copied.at(t, "data", "text").(string)
	broken := strings.Replace(text, "auth_mode: OAUTH2", "auth_mode: MAGIC", 1)
	check := st.expect(http.StatusOK, "POST", "/patchbay/providers/github/overlay/check", map[string]any{"text": broken})
	var problems api.FileCheck
	if err := json.Unmarshal([]byte(check.body), &problems); err != nil || len(problems.Problems) != 1 || problems.Problems[0].Line != 3 {
		t.Errorf("check: %s", check.body)
	}
	if a := st.ask("PUT", "/patchbay/providers/github/overlay", map[string]any{"text": broken, "version": st.version("github")}); a.code() != "bad_provider_file" {
		t.Errorf("a broken file: %d %s", a.status, a.body)
	}
	renamed := strings.Replace(text, "GitHub (User OAuth)", "My GitHub", 1)
	if a := st.ask("PUT", "/patchbay/providers/github/overlay", map[string]any{"text": renamed}); a.status != http.StatusConflict || a.code() != "file_changed" {
		t.Errorf("a change without the version: %d %s", a.status, a.body)
	}
	st.expect(http.StatusOK, "PUT", "/patchbay/providers/github/overlay", map[string]any{"text": renamed, "version": st.version("github")})
	page := st.expect(http.StatusOK, "GET", "/patchbay/providers/github", nil)
	if page.at(t, "data", "display_name") != "My GitHub" || page.at(t, "data", "origin", "source") != "overlay" || page.at(t, "data", "origin", "built_in") != true {
		t.Errorf("the page: %s", page.body)
	}
	if folder := st.expect(http.StatusOK, "GET", "/patchbay/overlay", nil); len(folder.at(t, "data", "files").([]any)) != 2 {
		t.Errorf("the folder: %s", folder.body)
	}
	gone := st.expect(http.StatusOK, "DELETE", "/patchbay/providers/github/overlay", nil)
	if gone.at(t, "data", "text") != renamed {
		t.Errorf("what was deleted: %s", gone.body)
	}
	if page := st.expect(http.StatusOK, "GET", "/patchbay/providers/github", nil); page.at(t, "data", "origin", "source") != "built_in" {
		t.Errorf("the page afterwards: %s", page.body)
	}
	st.expect(http.StatusNotFound, "DELETE", "/patchbay/providers/github/overlay", nil)
	st.expect(http.StatusNotFound, "POST", "/patchbay/providers/nobody/overlay", nil)
}

func TestThePreviewIsWhatArrives(t *testing.T) {
	t.Parallel()
	st := overlaid(t)
	page := st.expect(http.StatusOK, "GET", "/patchbay/providers/demo", nil)
	var detail api.ProviderDetailEntry
	must(t, json.Unmarshal([]byte(page.body), &detail))
	if len(detail.Data.Preview) != 1 || detail.Data.Preview[0].Step != "call" {
		t.Fatalf("the preview: %+v", detail.Data.Preview)
	}
	call, got := detail.Data.Preview[0], st.viaProxy()
	for _, header := range call.Headers {
		if want := strings.ReplaceAll(header.Value, "${apiKey}", "k-1"); !strings.Contains(got.body, want) {
			t.Errorf("the header %s: %s did not arrive: %s", header.Name, want, got.body)
		}
	}
	if call.URL != st.upstream.URL || len(call.Query) != 1 || !strings.Contains(got.body, "v=2") {
		t.Errorf("previewed %+v, arrived %s", call, got.body)
	}
}

func TestThePreviewNamesEveryStepOfAMode(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for provider, want := range map[string][]string{
		"github":              {"login GET https://github.com/login/oauth/authorize", "token POST https://github.com/login/oauth/access_token", "refresh POST https://github.com/login/oauth/access_token", "call GET https://api.github.com"},
		"anthropic":           {"check GET https://api.anthropic.com/v1/models", "call GET https://api.anthropic.com"},
		"spotify-oauth2-cc":   {"token POST https://accounts.spotify.com/api/token", "call GET https://api.spotify.com"},
		"unauthenticated":     nil,
		"private-api-generic": {"call GET "},
	} {
		var detail api.ProviderDetailEntry
		must(t, json.Unmarshal([]byte(st.expect(http.StatusOK, "GET", "/patchbay/providers/"+provider, nil).body), &detail))
		var got []string
		for _, r := range detail.Data.Preview {
			got = append(got, r.Step+" "+r.Method+" "+r.URL)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %q, want %q", provider, got, want)
		}
	}
	body := st.expect(http.StatusOK, "GET", "/patchbay/providers/github", nil).body
	for _, want := range []string{`"code_challenge_method"`, `"Bearer ${accessToken}"`, `"${refresh_token}"`} {
		if !strings.Contains(body, want) {
			t.Errorf("github's preview lacks %s", want)
		}
	}
}

func TestAFileThatMovesAnAPIStopsItsConnectionsUntilConfirmed(t *testing.T) {
	t.Parallel()
	st := overlaid(t)
	if a := st.viaProxy(); a.status != http.StatusOK {
		t.Fatalf("before: %d %s", a.status, a.body)
	}
	moved := strings.Replace(st.upstream.URL, "127.0.0.1", "localhost", 1)
	st.expect(http.StatusOK, "PUT", "/patchbay/providers/demo/overlay", map[string]any{"text": demoFile(moved), "version": st.version("demo")})
	before := len(st.upstream.seen)
	if a := st.viaProxy(); a.code() != "provider_destination_not_confirmed" || !strings.Contains(a.body, moved) || len(st.upstream.seen) != before {
		t.Errorf("a moved API: %d %s", a.status, a.body)
	}
	if a := st.expect(http.StatusOK, "GET", "/patchbay/overlay", nil); !strings.Contains(a.body, `"unconfirmed":["`+moved+`"]`) {
		t.Errorf("the folder: %s", a.body)
	}
	if a := st.ask("POST", "/patchbay/providers/demo/confirm", map[string]any{"destinations": []string{}}); a.status != http.StatusBadRequest {
		t.Errorf("nothing was confirmed: %d", a.status)
	}
	if a := st.ask("POST", "/patchbay/providers/demo/confirm", map[string]any{"destinations": []string{"https://other.example"}}); a.code() != "destination_changed" {
		t.Errorf("something else was confirmed: %s", a.body)
	}
	st.expect(http.StatusOK, "POST", "/patchbay/providers/demo/confirm", map[string]any{"destinations": []string{moved}})
	if a := st.viaProxy(); a.code() == "provider_destination_not_confirmed" {
		t.Errorf("after the confirmation: %d %s", a.status, a.body)
	}
}

func TestAnImportShowsItsPlanAndAppliesOnlyThatPlan(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{catalog: map[string]string{"demo": demoFile("https://first.example")}})
	indent := func(text string) string {
		return "  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ") + "\n"
	}
	file := "demo:\n" + indent(demoFile("https://second.example")) + "new:\n" + indent(demoFile("https://new.example")) + "bad:\n  colour: red\n"
	plan := st.expect(http.StatusOK, "POST", "/patchbay/overlay/import", map[string]any{"text": file})
	var entry api.ImportPlanEntry
	must(t, json.Unmarshal([]byte(plan.body), &entry))
	if entry.Data.Counts != (api.ImportCounts{Added: 1, Changed: 1, Refused: 1}) || len(entry.Data.Applied) != 0 {
		t.Fatalf("the plan: %s", plan.body)
	}
	if fields := entry.Data.Steps[1].Fields; len(fields) != 1 || fields[0].Field != "proxy.base_url" || !entry.Data.Steps[1].ReplacesOwn {
		t.Errorf("the change of demo: %+v", entry.Data.Steps[1])
	}
	if a := st.ask("POST", "/patchbay/overlay/import", map[string]any{"text": file, "apply": true, "digest": "other"}); a.status != http.StatusConflict || a.code() != "plan_changed" {
		t.Errorf("another plan was applied: %d %s", a.status, a.body)
	}
	done := st.expect(http.StatusOK, "POST", "/patchbay/overlay/import", map[string]any{"text": file, "apply": true, "digest": entry.Data.Digest, "only": []string{"new"}})
	if !strings.Contains(done.body, `"applied":["new"]`) {
		t.Errorf("applied: %s", done.body)
	}
	st.expect(http.StatusOK, "GET", "/patchbay/providers/new", nil)
	if a := st.expect(http.StatusOK, "GET", "/patchbay/providers/demo", nil); a.at(t, "data", "base_url") != "https://first.example" {
		t.Errorf("demo was not chosen and is %s", a.body)
	}
}

func TestAnImportComesFromATextOrAnHTTPSAddress(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{catalog: map[string]string{"demo": demoFile("https://first.example")}})
	st.options.Fetch = func(_ context.Context, address string, _ int64) ([]byte, error) {
		if address == "https://files.example/providers.yaml" {
			return []byte("new:\n  display_name: New\n  categories: [other]\n  auth_mode: NONE\n"), nil
		}
		return nil, fault.New(fault.Upstream, "download_failed", "The server answers 404.")
	}
	st.server = api.New(st.options)
	st.listen()
	for address, code := range map[string]string{"http://files.example/providers.yaml": "insecure_address", "file:///etc/passwd": "insecure_address", "https://files.example/nothing": "download_failed"} {
		if a := st.ask("POST", "/patchbay/overlay/import", map[string]any{"address": address}); a.code() != code {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
	}
	for _, body := range []map[string]any{{}, {"text": "a: {}", "address": "https://files.example/providers.yaml"}} {
		if a := st.ask("POST", "/patchbay/overlay/import", body); a.status != http.StatusBadRequest {
			t.Errorf("%v: %d %s", body, a.status, a.body)
		}
	}
	if a := st.expect(http.StatusOK, "POST", "/patchbay/overlay/import", map[string]any{"address": "https://files.example/providers.yaml"}); !strings.Contains(a.body, `"added":1`) {
		t.Errorf("the plan of an address: %s", a.body)
	}
	if a := st.ask("POST", "/patchbay/overlay/import", map[string]any{"text": "<html>"}); a.code() != "bad_import" {
		t.Errorf("a page is no file: %d %s", a.status, a.body)
	}
}
