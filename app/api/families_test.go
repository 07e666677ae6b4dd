package api_test

import (
	"crypto/rand"
	"testing"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/inbound"
	"patchbay/app/outbound"
)

// webhookFamilies makes up every known event of every provider that has webhooks, and has it verified and read.
func webhookFamilies(t *testing.T, b *board) {
	t.Parallel()
	cat, err := catalogOnce()
	must(t, err)
	out := outbound.New(outbound.Options{})
	t.Cleanup(out.Close)
	receiver := inbound.New(out, time.Now)
	all, passed, events, signs := 0, 0, 0, 0
	for _, summary := range cat.All() {
		p, _ := cat.Get(summary.Key)
		if p.WebhookRoutingScript == "" {
			continue
		}
		all++
		if !t.Run(p.Key, func(t *testing.T) {
			family, ok := inbound.FamilyOf(p)
			if !ok || len(family.Events) == 0 {
				t.Fatal("nothing is known of its webhooks")
			}
			for _, sample := range family.Events {
				simulated(t, receiver, p, sample.Type, family.Signs)
				events++
			}
			if family.Signs {
				signs++
			}
		}) {
			continue
		}
		passed++
	}
	if all != 75 {
		t.Errorf("%d providers have webhooks, the reference counts 75", all)
	}
	b.line("webhooks: %d of %d providers understood and simulated, %d kinds of events; %d of them sign, and every signature was verified", passed, all, events, signs)
}

// simulated signs a sample as the vendor does and lets the receiver judge it, then breaks the signature.
func simulated(t *testing.T, receiver *inbound.Receiver, p *catalog.Provider, kind string, signs bool) {
	t.Helper()
	secret, err := inbound.NewTestSecret(p, rand.Reader)
	must(t, err)
	other, err := inbound.NewTestSecret(p, rand.Reader)
	must(t, err)
	req, err := receiver.Sign(p, inbound.Draft{Type: kind, URL: "https://hooks.example.com/webhook/dev/" + p.Key}, inbound.Keys{Test: &secret})
	must(t, err)
	got, err := receiver.Receive(t.Context(), p, req, inbound.Keys{Test: &secret}, nil)
	must(t, err)
	if signs != (got.Verification == inbound.Verified) {
		t.Errorf("%q is %s", kind, got.Verification)
	}
	if got, err := receiver.Receive(t.Context(), p, req, inbound.Keys{Test: &other}, nil); signs && err == nil && got.Verification == inbound.Verified {
		t.Errorf("%q passes with another secret", kind)
	}
}
