package connect_test

import (
	"strings"
	"testing"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
)

// Security KC-11: a data folder that comes to another machine, or to another user, finds no keys in the keychain there.
// What it held is said to be gone, and entering the client secret and connecting again makes the folder whole.
func TestAFolderWithoutItsKeychainIsMadeWholeByReconnecting(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	before, _ := w.imported("c", 0)
	w.close()
	w.ring.forget()
	w.open()
	_, err := w.fresh("c")
	if f := wantCode(t, err, "secret_gone"); !strings.Contains(f.Hint, "Connect again") {
		t.Errorf("the hint is %q", f.Hint)
	}
	again := connect.ConnectInput{IntegrationKey: "acme", ConnectionID: "c", Reconnect: true}
	_, err = w.login(again)
	wantCode(t, err, "secret_gone")
	_, err = w.UpdateIntegration(t.Context(), w.env, "acme", connect.IntegrationUpdate{Credentials: app("client", "client-secret")})
	w.must(err)
	if attempt, err := w.login(again); err != nil || attempt.State != connect.Succeeded {
		t.Fatalf("%+v, %v", attempt, err)
	}
	if token, err := w.fresh("c"); err != nil || token == "" || token == before {
		t.Errorf("%v", err)
	}
}
