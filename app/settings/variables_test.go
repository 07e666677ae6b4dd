package settings_test

import (
	"testing"

	"patchbay/app/fault"
	"patchbay/app/settings"
	"patchbay/app/vault"
)

func TestVariablesAreKeptSealed(t *testing.T) {
	t.Parallel()
	w := newHouse(t, vault.Memory).mustOpen(t, "")
	env := defaultOf(t, w)
	for _, v := range []settings.Variable{{"REGION", "eu"}, {"TOKEN", "canary-variable-1234"}, {"REGION", "us"}} {
		if err := w.SetVariable(t.Context(), env.ID, v); err != nil {
			t.Fatal(err)
		}
	}
	all, err := w.Variables(t.Context(), env.ID)
	if err != nil || len(all) != 2 || all[0].Value.Reveal() != "us" || all[1].Value.Reveal() != "canary-variable-1234" {
		t.Fatalf("variables are %v (%v), want REGION=us and TOKEN", all, err)
	}
	if err := w.DeleteVariable(t.Context(), env.ID, "REGION"); err != nil {
		t.Fatal(err)
	}
	if all, _ := w.Variables(t.Context(), env.ID); len(all) != 1 {
		t.Fatalf("after deleting one: %v", all)
	}
	for _, name := range []string{"", "1A", "a b", "a-b"} {
		if err := w.SetVariable(t.Context(), env.ID, settings.Variable{Name: name, Value: vault.Secret("x")}); !fault.HasCode(err, "invalid_variable") {
			t.Errorf("the name %q: %v, want invalid_variable", name, err)
		}
	}
}
