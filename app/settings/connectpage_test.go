package settings_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

func TestEachEnvironmentHasALookOfItsConnectPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	s := h.mustOpen(t, "")
	first := s.Default()
	second, err := s.CreateEnvironment(t.Context(), "staging", nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := s.ConnectPage(first.ID)
	want := settings.ConnectPage{DefaultTheme: "dark", PrimaryLight: "#00b2e3", PrimaryDark: plain.PrimaryDark, ShowWatermark: true}
	got, err := s.UpdateConnectPage(t.Context(), second.ID, settings.ConnectPageUpdate{DefaultTheme: new("dark"), PrimaryLight: new(" #00B2E3"), ShowWatermark: new(true)})
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("changed (%v):\n%s", err, diff)
	}
	if diff := cmp.Diff(plain, s.ConnectPage(first.ID)); diff != "" {
		t.Errorf("the other environment:\n%s", diff)
	}
	h.leave(t)
	h.enter(t)
	s = h.mustOpen(t, "")
	if diff := cmp.Diff(want, s.ConnectPage(second.ID)); diff != "" {
		t.Errorf("after a restart:\n%s", diff)
	}
	if diff := cmp.Diff(plain, s.ConnectPage(first.ID)); diff != "" {
		t.Errorf("the other environment after a restart:\n%s", diff)
	}
}

func TestLooksThatCannotBe(t *testing.T) {
	t.Parallel()
	s := newHouse(t, vault.Memory).mustOpen(t, "")
	env := s.Default()
	before := s.ConnectPage(env.ID)
	refused := func(path string, u settings.ConnectPageUpdate) {
		t.Helper()
		u.ShowWatermark = new(true)
		_, err := s.UpdateConnectPage(t.Context(), env.ID, u)
		f := fault.From(err)
		if f == nil || f.Code != "invalid_body" || len(f.Issues) != 1 || strings.Join(f.Issues[0].Path, ".") != path {
			t.Errorf("%s: %+v", path, f)
		}
	}
	refused("default_theme", settings.ConnectPageUpdate{DefaultTheme: new("pink")})
	for _, colour := range []string{"", "red", "#fff", "#12345g", "123456", "#1234567", "url(//evil.test)", "#123456;x:y"} {
		refused("primary_light", settings.ConnectPageUpdate{PrimaryLight: &colour})
		refused("primary_dark", settings.ConnectPageUpdate{PrimaryDark: &colour})
	}
	if diff := cmp.Diff(before, s.ConnectPage(env.ID)); diff != "" {
		t.Errorf("a refused change was kept:\n%s", diff)
	}
	if _, err := s.UpdateConnectPage(t.Context(), env.ID+1, settings.ConnectPageUpdate{}); fault.From(err).Code != "unknown_environment" {
		t.Errorf("an environment that is not there: %v", err)
	}
}
