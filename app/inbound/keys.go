package inbound

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"slices"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// keySource picks the secrets that count from what an integration knows.
type keySource func(Keys) []string

// with returns the secrets of a source, never an empty one. A test secret pushes all others aside.
func (k Keys) with(source keySource) []string {
	if k.Test != nil {
		return []string{k.Test.Check}
	}
	return slices.DeleteFunc(source(k), func(secret string) bool { return secret == "" })
}

// userSecret is what the user entered as the integration's webhook secret.
func userSecret(k Keys) []string { return slices.Clone(k.WebhookSecrets) }

// clientSecret is the secret of the integration's OAuth app.
func clientSecret(k Keys) []string { return []string{k.ClientSecret} }

// clientElseUserSecret is Shopify's: apps sign with their client secret, hand-made webhooks with a shop's own.
func clientElseUserSecret(k Keys) []string {
	if k.ClientSecret != "" {
		return []string{k.ClientSecret}
	}
	return userSecret(k)
}

// userOrClientSecret takes either; both belong to the integration's owner.
func userOrClientSecret(k Keys) []string { return append(userSecret(k), k.ClientSecret) }

// gitHubSecret is the webhook secret that users of this API have set in their GitHub apps: a digest of the app's own data.
func gitHubSecret(k Keys) []string {
	if k.AppID == "" || k.PrivateKey == "" {
		return nil
	}
	key := k.PrivateKey
	if pem, err := base64.StdEncoding.DecodeString(key); err == nil {
		key = string(pem) // the form in which integrations of mode CUSTOM are set up
	}
	sum := sha256.Sum256([]byte(k.AppID + key + k.AppLink))
	return []string{hex.EncodeToString(sum[:])}
}

// pairMaker is a scheme with a key pair: it makes test secrets of its own kind.
type pairMaker interface {
	makePair(random io.Reader) (TestSecret, error)
}

// NewTestSecret makes a secret for simulated deliveries of the provider, from 32 random bytes or as a key pair.
func NewTestSecret(p *catalog.Provider, random io.Reader) (TestSecret, error) {
	f, ok := families[p.WebhookRoutingScript]
	if !ok {
		return TestSecret{}, noHandler(p.Key)
	}
	if maker, ok := f.scheme.(pairMaker); ok {
		return maker.makePair(random)
	}
	key := make([]byte, 32)
	if _, err := io.ReadFull(random, key); err != nil {
		return TestSecret{}, fault.New(fault.Internal, "server_error", "No random bytes for a test secret.").WithCause(err)
	}
	secret := "whsec_" + base64.StdEncoding.EncodeToString(key) // the form that every family takes
	return TestSecret{Check: secret, Sign: secret}, nil
}

// signingSecret returns the secret that a sample is signed with: the test secret, or the current one of the source.
func (l *letter) signingSecret(source keySource) (string, error) {
	if l.keys.Test != nil {
		return l.keys.Test.Sign, nil
	}
	if secrets := l.keys.with(source); len(secrets) > 0 {
		return secrets[0], nil
	}
	return "", notSignable("The integration has no secret to sign with.")
}

// DerivedSecret returns the secret that has to be entered at the vendor because it follows from the app itself; "" where
// the vendor or the user makes it, or while the app is not complete.
func DerivedSecret(p *catalog.Provider, k Keys) string {
	switch p.WebhookRoutingScript {
	case "githubAppWebhookRouting", "githubAppOauthWebhookRouting":
		if secrets := gitHubSecret(k); len(secrets) > 0 {
			return secrets[0]
		}
	}
	return ""
}
