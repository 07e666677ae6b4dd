package inbound_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"patchbay/app/catalog"
	"patchbay/app/inbound"
)

// The secret of a GitHub App is the one that http-api §11.3 names, and no other vendor's is made here.
func TestTheSecretThatFollowsFromTheApp(t *testing.T) {
	t.Parallel()
	keys := inbound.Keys{AppID: "77", PrivateKey: "-----BEGIN", AppLink: "https://github.com/apps/x", ClientSecret: "c", WebhookSecrets: []string{"w"}}
	sum := sha256.Sum256([]byte("77-----BEGINhttps://github.com/apps/x"))
	for script, want := range map[string]string{"githubAppWebhookRouting": hex.EncodeToString(sum[:]), "githubAppOauthWebhookRouting": hex.EncodeToString(sum[:]),
		"linearWebhookRouting": "", "": ""} {
		p := &catalog.Provider{WebhookRoutingScript: script}
		if got := inbound.DerivedSecret(p, keys); got != want {
			t.Errorf("%s: %s", script, got)
		}
	}
	p := &catalog.Provider{WebhookRoutingScript: "githubAppWebhookRouting"}
	if got := inbound.DerivedSecret(p, inbound.Keys{AppID: "77"}); got != "" {
		t.Errorf("without a key: %s", got)
	}
}
