package connect_test

import (
	"strings"
	"testing"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
)

// A token of Meta's is traded in for a younger one while it still works, days before its end; one that has ended cannot be.
// There is no refresh token.
func TestTokensThatAreTradedIn(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("facebook")
	for days, renewed := range map[int]bool{6: false, 4: true} {
		id := map[int]string{6: "later", 4: "soon"}[days]
		w.must(w.importRaw("facebook", id, map[string]any{"type": "OAUTH2", "access_token": "old-" + id, "expires_at": w.clock.Now().Add(time.Duration(days) * 24 * time.Hour).Format(time.RFC3339)}))
		if renewed {
			w.provider.Script(authtest.Answer(200, "application/json", `{"access_token":"younger","expires_in":5184000}`))
		}
		live, err := w.Fresh(t.Context(), w.env, "facebook", id, connect.FreshOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := live.Credentials.Fields()["access_token"]; (got == "younger") != renewed {
			t.Errorf("%d days before its end: %v", days, got)
		}
	}
	asked := w.provider.Requests()
	if len(asked) != 1 || !strings.HasSuffix(asked[0].Path, "&grant_type=fb_exchange_token&fb_exchange_token=old-soon") {
		t.Errorf("asked %v", asked)
	}
	if c := w.get("facebook", "soon"); !c.Refreshable || c.ExpiresAt.Sub(w.clock.Now()) != 60*24*time.Hour {
		t.Errorf("%+v", c)
	}
}
