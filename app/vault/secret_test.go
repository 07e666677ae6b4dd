package vault_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"patchbay/app/vault"
)

func TestSecretIsMaskedEverywhere(t *testing.T) {
	t.Parallel()
	secret := vault.Secret(canary)
	type holder struct {
		Token vault.Secret
		List  []vault.Secret
		Map   map[string]vault.Secret
		Ptr   *vault.Secret
		Any   any
	}
	held := holder{secret, []vault.Secret{secret}, map[string]vault.Secret{"k": secret}, &secret, secret}
	var printed []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%10s", "%-30.3s", "%T%v", "%U", "%c"} {
		printed = append(printed, fmt.Sprintf(strings.ReplaceAll(verb, "%T", ""), secret), fmt.Sprintf(strings.ReplaceAll(verb, "%T", ""), held))
	}
	asJSON, err := json.Marshal(held)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(handler).Info("x", "secret", secret, "holder", held, "err", fmt.Errorf("with %v", secret))
	}
	printed = append(printed, string(asJSON), log.String(), fmt.Sprint(secret), fmt.Sprintln(held),
		errors.Join(fmt.Errorf("%w: %s", errors.New("e"), secret)).Error(), secret.String(), secret.GoString())
	for _, text := range printed {
		if strings.Contains(text, "CANARY") || strings.Contains(strings.ToLower(text), fmt.Sprintf("%x", canary[:8])) {
			t.Errorf("not masked: %s", text)
		}
	}
	if got := fmt.Sprintf("%v|%s", secret, asJSON); !strings.Contains(got, "•••|") {
		t.Errorf("got %s", got)
	}
	if secret.Reveal() != canary {
		t.Error("Reveal does not reveal")
	}
	var read vault.Secret
	if err := json.Unmarshal([]byte(`"typed"`), &read); err != nil || read.Reveal() != "typed" {
		t.Errorf("read from JSON: %q, %v", read.Reveal(), err)
	}
}
