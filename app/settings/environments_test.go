package settings_test

import (
	"slices"
	"testing"
	"time"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

func TestScopesCoverWhatTheySay(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		granted settings.Scopes
		asked   string
		want    bool
	}{
		{settings.Scopes{"environment:*"}, "environment:connections:read", true},
		{settings.Scopes{"environment:connections:*"}, "environment:connections:read", true},
		{settings.Scopes{"environment:connections:*"}, "environment:integrations:read", false},
		{settings.Scopes{"environment:connections:read"}, "environment:connections:read", true},
		{settings.Scopes{"environment:connections:read"}, "environment:connections:read_credentials", false},
		{settings.Scopes{"environment:*"}, "account:environments:create", false},
		{settings.Scopes{"environment:conn*"}, "environment:connections:read", false}, // a star stands only behind a colon
		{settings.Scopes{"*"}, "environment:proxy", false},
		{nil, "environment:proxy", false},
		{settings.Scopes{"environment:proxy", "environment:deploy"}, "environment:*", false},
	} {
		if got := one.granted.Allow(one.asked); got != one.want {
			t.Errorf("%v allow %s: %v", one.granted, one.asked, got)
		}
	}
}

func TestKeysWithScopes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	s := h.mustOpen(t, "")
	env := defaultOf(t, s)
	made, secret, err := s.CreateKey(t.Context(), env.ID, "reader", settings.Scopes{"environment:records:read"})
	if err != nil {
		t.Fatal(err)
	}
	grant, err := s.Authenticate(t.Context(), secret.Reveal())
	if err != nil || grant.Environment != env || !slices.Equal(grant.Scopes, settings.Scopes{"environment:records:read"}) {
		t.Errorf("the new key opens %+v, %v", grant, err)
	}
	if own, _ := s.Authenticate(t.Context(), keyOf(t, s).Reveal()); !own.Scopes.Allow("account:environments:create") {
		t.Error("the first environment's own key cannot make environments")
	}
	if _, _, err := s.CreateKey(t.Context(), env.ID, "reader", settings.Scopes{"environment:*"}); !fault.HasCode(err, "conflict") {
		t.Errorf("a name twice: %v", err)
	}
	for _, bad := range []settings.Scopes{nil, {"environment:reccords:read"}, {"*"}, {"environment:nothing:*"}, {"environment:*", "account:*"},
		{"account:environments:list", "environment:records:read"}} {
		if _, _, err := s.CreateKey(t.Context(), env.ID, "bad", bad); !fault.HasCode(err, "invalid_body") {
			t.Errorf("scopes %v: %v", bad, err)
		}
	}
	rotated, fresh, err := s.RotateKey(t.Context(), env.ID, made.UUID)
	if err != nil || rotated.ID != made.ID || rotated.Name != "reader" {
		t.Fatalf("rotated %+v, %v", rotated, err)
	}
	if opens(t, s, secret) || !opens(t, s, fresh) {
		t.Error("the old secret still works, or the new one does not")
	}
	if shown, again, err := s.Key(t.Context(), env.ID, rotated.UUID); err != nil || again != fresh || shown.ID != made.ID {
		t.Errorf("shown %+v, %v", shown, err)
	}
	if err := s.DeleteKey(t.Context(), env.ID, rotated.UUID); err != nil || opens(t, s, fresh) {
		t.Errorf("the revoked key opens, or %v", err)
	}
	if err := s.DeleteKey(t.Context(), env.ID, rotated.UUID); !fault.HasCode(err, "not_found") {
		t.Errorf("revoked twice: %v", err)
	}
	all, err := s.Keys(t.Context(), env.ID, "")
	if err != nil || len(all) != 1 || !all[0].Default {
		t.Fatalf("keys %+v, %v", all, err)
	}
	if err := s.DeleteKey(t.Context(), env.ID, all[0].UUID); !fault.HasCode(err, "default_key") {
		t.Errorf("the environment's own key: %v", err)
	}
}

func TestKeysAreCapped(t *testing.T) {
	t.Parallel()
	s := newHouse(t, vault.Memory).mustOpen(t, "")
	env := defaultOf(t, s)
	for i := range 49 {
		if _, _, err := s.CreateKey(t.Context(), env.ID, "k"+time.Duration(i).String(), settings.Scopes{settings.FullAccess}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.CreateKey(t.Context(), env.ID, "one more", settings.Scopes{settings.FullAccess}); !fault.HasCode(err, "resource_capped") {
		t.Errorf("the 51st key: %v", err)
	}
}

func TestTheLastUseOfAKeyIsKept(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s, err := settings.Open(t.Context(), settings.Options{DB: h.db, Vault: h.vault, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	env, key := defaultOf(t, s), keyOf(t, s)
	used := func() time.Time {
		all, err := s.Keys(t.Context(), env.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		return all[0].LastUsedAt
	}
	if !used().IsZero() {
		t.Error("a key that nobody used has a last use")
	}
	for _, step := range []struct{ after, want time.Duration }{{0, 0}, {time.Minute, 0}, {6 * time.Minute, 7 * time.Minute}} {
		now = now.Add(step.after)
		if !opens(t, s, key) {
			t.Fatal("the key does not open")
		}
		if want := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).Add(step.want); !used().Equal(want) {
			t.Errorf("at %v the last use is %v, want %v", now, used(), want)
		}
	}
}

func TestMoreEnvironments(t *testing.T) {
	t.Parallel()
	h := newHouse(t, vault.Passphrase)
	s := h.mustOpen(t, "")
	first := defaultOf(t, s)
	staging, err := s.CreateEnvironment(t.Context(), "staging", nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := s.APIKey(t.Context(), staging.ID)
	if err != nil {
		t.Fatal(err)
	}
	if grant, err := s.Authenticate(t.Context(), key.Reveal()); err != nil || grant.Environment != staging || grant.Scopes.Allow(settings.AccountAccess) {
		t.Errorf("its key opens %+v, %v", grant, err)
	}
	if _, err := s.CreateEnvironment(t.Context(), "staging", nil); !fault.HasCode(err, "conflict") {
		t.Errorf("a name twice: %v", err)
	}
	for _, bad := range []string{"", "Staging", "a b", "ü"} {
		if _, err := s.CreateEnvironment(t.Context(), bad, nil); !fault.HasCode(err, "invalid_body") {
			t.Errorf("name %q: %v", bad, err)
		}
	}
	no := false
	if _, err := s.CreateEnvironment(t.Context(), "prod", &no); !fault.HasCode(err, "invalid_is_prod_flag") {
		t.Errorf("a prod that is none: %v", err)
	}
	prod, err := s.CreateEnvironment(t.Context(), "prod", nil)
	if err != nil || !prod.Production {
		t.Fatalf("prod: %+v, %v", prod, err)
	}
	for id, code := range map[int64]string{prod.ID: "cannot_delete_prod_environment", first.ID: "default_environment", 99: "unknown_environment"} {
		if err := s.DeleteEnvironment(t.Context(), id); !fault.HasCode(err, code) {
			t.Errorf("deleting %d: %v, want %s", id, err, code)
		}
	}
	if err := s.DeleteEnvironment(t.Context(), staging.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Authenticate(t.Context(), key.Reveal()); !fault.HasCode(err, "unknown_account") {
		t.Errorf("the key of the deleted environment: %v", err)
	}
	h.leave(t)
	h.enter(t)
	if all := h.mustOpen(t, "").Environments(); len(all) != 2 || all[0] != first || all[1] != prod {
		t.Errorf("after a restart: %+v, %v", all, err)
	}
}
