package settings_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

func preferences(t *testing.T, s *settings.Service) settings.Preferences {
	t.Helper()
	return s.Preferences()
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	s := h.mustOpen(t, "")
	want := settings.Preferences{Appearance: "system", Redirect: settings.RedirectLocalhost, KeepAlive: true, AllowedHosts: []string{}, AllowedOrigins: []string{}}
	if diff := cmp.Diff(want, preferences(t, s)); diff != "" {
		t.Errorf("at first:\n%s", diff)
	}
	hints := h.bus.Subscribe()
	defer hints.Close()
	got, err := s.Update(t.Context(), settings.PreferencesUpdate{
		Appearance:     new("dark"),
		AllowedHosts:   &[]string{" LocalHost:8080", "10.0.0.0/8", "*.Corp.test:8443", "[::1]:9000", "localhost:8080"},
		AllowedOrigins: &[]string{"http://localhost:5173/", "HTTPS://App.Example.com:443", "http://[::1]:80", "chrome-extension://abcdef"},
		CallbackURL:    new("https://tunnel.example.com/pb/oauth/callback"),
		KeepAlive:      new(false),
		TestKeys:       new(true),
		WebhookBaseURL: new(" https://Tunnel.example.com/hooks/ "),
		MCP:            new(true),
	})
	if err != nil {
		t.Fatal(err)
	}
	want = settings.Preferences{
		Appearance: "dark", AllowedHosts: []string{"localhost:8080", "10.0.0.0/8", "*.corp.test:8443", "[::1]:9000"},
		AllowedOrigins: []string{"http://localhost:5173", "https://app.example.com", "http://[::1]", "chrome-extension://abcdef"},
		Redirect:       settings.RedirectRelay,
		CallbackURL:    "https://tunnel.example.com/pb/oauth/callback",
		TestKeys:       true,
		WebhookBaseURL: "https://Tunnel.example.com/hooks",
		MCP:            true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("updated:\n%s", diff)
	}
	mustHint(t, hints)
	got.AllowedHosts[0] = "changed by the caller"
	if _, err := s.Update(t.Context(), settings.PreferencesUpdate{CallbackURL: new("")}); err != nil { // the rest stays
		t.Fatal(err)
	}
	want.Redirect, want.CallbackURL = settings.RedirectLocalhost, ""
	if diff := cmp.Diff(want, preferences(t, s)); diff != "" {
		t.Errorf("after changing one:\n%s", diff)
	}
	h.leave(t)
	h.enter(t)
	if diff := cmp.Diff(want, preferences(t, h.mustOpen(t, ""))); diff != "" {
		t.Errorf("after a restart:\n%s", diff)
	}
}

func TestPreferencesThatCannotBe(t *testing.T) {
	t.Parallel()
	s := newHouse(t, vault.Memory).mustOpen(t, "")
	before := preferences(t, s)
	hosts := []string{"", "*", "*:80", "http://localhost", "localhost/path", "local host", "localhost:0x50", "host:port", "a:b@c", "[::1", strings.Repeat("h", 301)}
	origins := []string{
		"", "*", "null", "NULL", "localhost:5173", "http://", "http://*.example.com", "https://example.com/path", "https://example.com?q", "https://example.com#",
		"https://user@example.com", "http://exa mple", "http://host:", "http://host:99999", "file:///x", "http://bücher.de", "javascript:alert(1)", "//host",
	}
	callbacks := []string{
		"x", "ftp://h/oauth/callback", "http:///oauth/callback", "http://h/oauth/callback/", "http://h/oauth/callbackX", "http://h/oauth/callback?x=1", "http://h",
		"http://h/oauth/callback#x", "http://u:p@h/oauth/callback", "javascript:/oauth/callback", "http://h h/oauth/callback", "http://h:0/oauth/callback",
		"http://h/" + strings.Repeat("x", 2000) + "/oauth/callback",
	}
	refused := func(path string, u settings.PreferencesUpdate) {
		t.Helper()
		_, err := s.Update(t.Context(), u)
		f := fault.From(err)
		if f == nil || f.Kind != fault.Invalid || f.Code != "invalid_body" || f.Message == "" || len(f.Issues) != 1 || strings.Join(f.Issues[0].Path, ".") != path {
			t.Errorf("%s: %+v", path, f)
		}
	}
	for _, host := range hosts {
		refused("allowed_hosts.1", settings.PreferencesUpdate{AllowedHosts: &[]string{"fine", host}})
	}
	for _, origin := range origins {
		refused("allowed_origins.0", settings.PreferencesUpdate{AllowedOrigins: &[]string{origin}, Appearance: new("dark")})
	}
	for _, callback := range callbacks {
		refused("callback_url", settings.PreferencesUpdate{CallbackURL: &callback})
	}
	for _, base := range []string{"tunnel", "ftp://h", "http://", "http://u@h", "http://h?x", "http://h#x", "http://h:0x1", "javascript:alert(1)"} {
		refused("webhook_base_url", settings.PreferencesUpdate{WebhookBaseURL: &base})
	}
	refused("appearance", settings.PreferencesUpdate{Appearance: new("pink")})
	many := make([]string, 101)
	for i := range many {
		many[i] = fmt.Sprintf("h%d", i)
	}
	refused("allowed_hosts", settings.PreferencesUpdate{AllowedHosts: &many})
	if diff := cmp.Diff(before, preferences(t, s)); diff != "" {
		t.Errorf("a refused update changed something:\n%s", diff)
	}
}

func TestPreferencesChangedAtOnce(t *testing.T) {
	t.Parallel()
	s := newHouse(t, vault.Memory).mustOpen(t, "")
	var wg sync.WaitGroup
	for _, look := range []string{"dark", "light", "system", "dark"} {
		wg.Go(func() {
			for range 10 {
				if _, err := s.Update(t.Context(), settings.PreferencesUpdate{Appearance: &look}); err != nil {
					t.Error(err)
				}
				preferences(t, s)
			}
		})
	}
	wg.Wait()
}
