package localtls_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"patchbay/app/fault"
	"patchbay/app/localtls"
)

const day = 24 * time.Hour

func TestNothingIsTrustedUntilSomebodyAsks(t *testing.T) {
	t.Parallel()
	store := &shelf{name: "browsers", browsers: true}
	h := newHouse(t, store)
	a := h.open(t)
	if s := a.Status(); s.Enabled || s.Trusted || s.Certificate != "" {
		t.Errorf("a new installation has an authority: %+v", s)
	}
	if _, err := a.Certificate(t.Context()); fault.From(err).Code != "https_disabled" {
		t.Errorf("certificate without an authority: %v", err)
	}
	if err := a.Trust(t.Context()); fault.From(err).Code != "https_disabled" {
		t.Errorf("trust without an authority: %v", err)
	}
	if err := a.Enable(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := a.Status(); !s.Enabled || s.Trusted || store.count() != 0 {
		t.Errorf("making the authority changed a store: %+v", s)
	}
	if err := a.Trust(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := a.Status(); !s.Trusted || store.count() != 1 {
		t.Errorf("after Trust: %+v, %d in the store", s, store.count())
	}
}

func TestTheAuthorityOutlivesTheProcess(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	first := h.enabled(t)
	if err := first.Enable(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := h.open(t)
	if got, want := second.Status().Fingerprint, first.Status().Fingerprint; got != want || len(want) != 95 {
		t.Errorf("fingerprint %q after the start, %q before", got, want)
	}
	if _, err := second.Certificate(t.Context()); err != nil {
		t.Errorf("the next process cannot sign: %v", err)
	}
	other := newHouse(t).enabled(t)
	if other.Status().Name == first.Status().Name {
		t.Error("two installations have the same name, which trust stores take for one authority")
	}
}

func TestRemovalLeavesNothing(t *testing.T) {
	t.Parallel()
	store := &shelf{name: "browsers", browsers: true}
	h := newHouse(t, store)
	a := h.enabled(t)
	if err := a.Trust(t.Context()); err != nil {
		t.Fatal(err)
	}
	leaf, err := a.Certificate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var sealed []byte
	var uuid string
	if err := h.db.Reader().QueryRowContext(t.Context(), `SELECT uuid, sealed FROM local_authorities`).Scan(&uuid, &sealed); err != nil {
		t.Fatal(err)
	}
	key := leaf.PrivateKey.(*ecdsa.PrivateKey)
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil || bytes.Contains(sealed, raw[20:]) {
		t.Errorf("a key is in the database in the clear (%v)", err)
	}
	if err := a.Disable(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := a.Status(); s.Enabled || s.Leftovers || store.count() != 0 {
		t.Errorf("after Disable: %+v, %d in the store", s, store.count())
	}
	if n := h.count(t, `SELECT (SELECT count(*) FROM local_authorities) + (SELECT count(*) FROM key_trash)`); n != 0 {
		t.Errorf("%d rows are left", n)
	}
	_, err = h.vault.Unseal(t.Context(), ownerOf(uuid), "key", sealed)
	if fault.From(err).Code != "secret_gone" {
		t.Errorf("a copy of the sealed key can still be opened: %v", err)
	}
	if _, err := a.Certificate(t.Context()); err == nil {
		t.Error("a disabled authority still hands out certificates")
	}
}

func TestAStoreThatCannotBeReachedKeepsALeftoverWithoutItsKey(t *testing.T) {
	t.Parallel()
	store := &shelf{name: "system", browsers: true}
	h := newHouse(t, store)
	a := h.enabled(t)
	if err := a.Trust(t.Context()); err != nil {
		t.Fatal(err)
	}
	store.password = true // the next process may not change it
	if err := a.Disable(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := a.Status(); s.Enabled || !s.Leftovers || len(a.LeftoverCertificates()) != 1 {
		t.Errorf("status hides what is left: %+v", s)
	}
	if n := h.count(t, `SELECT count(*) FROM local_authorities WHERE sealed IS NOT NULL`); n != 0 {
		t.Error("the key outlived the authority")
	}
	store.password = false
	a = h.open(t)
	if err := a.Disable(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := a.Status(); s.Leftovers || store.count() != 0 {
		t.Errorf("the second try left something: %+v", s)
	}
}

func TestAnAuthorityWhoseKeyIsLostIsMadeAnew(t *testing.T) {
	t.Parallel()
	store := &shelf{name: "browsers", browsers: true}
	h := newHouse(t, store)
	a := h.enabled(t)
	if err := a.Trust(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := a.Status().Fingerprint
	var uuid string
	if err := h.db.Reader().QueryRowContext(t.Context(), `SELECT uuid FROM local_authorities`).Scan(&uuid); err != nil {
		t.Fatal(err)
	}
	if err := h.vault.Delete(t.Context(), ownerOf(uuid)); err != nil {
		t.Fatal(err)
	}
	a = h.open(t)
	if _, err := a.Certificate(t.Context()); !localtls.KeyGone(err) {
		t.Fatalf("signed without a key: %v", err)
	}
	if err := a.Enable(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := a.Trust(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := a.Status(); s.Fingerprint == before || !s.Trusted || s.Leftovers || store.count() != 1 {
		t.Errorf("after Enable: %+v, %d in the store", s, store.count())
	}
}

func TestARefusingStoreIsNamed(t *testing.T) {
	t.Parallel()
	good, bad := &shelf{name: "browsers", browsers: true}, &shelf{name: "This system", refuse: true}
	a := newHouse(t, bad, good).enabled(t)
	err := a.Trust(t.Context())
	if f := fault.From(err); f.Code != "trust_store" || !strings.Contains(f.Message, "This system") || f.Hint == "" {
		t.Errorf("fault %v", err)
	}
	if good.count() != 1 {
		t.Error("one refusing store kept the others from being asked")
	}
}

func TestTrustFollowsTheStoresThatBrowsersRead(t *testing.T) {
	t.Parallel()
	system, browsers := &shelf{name: "system"}, &shelf{name: "browsers", browsers: true, absent: true}
	a := newHouse(t, system, browsers).enabled(t)
	if err := a.Trust(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !a.Status().Trusted {
		t.Error("not trusted where the only store to be seen took it")
	}
	browsers.absent = false
	if a.Status().Trusted {
		t.Error("trusted although the store that browsers read has not taken it")
	}
	if err := a.Trust(t.Context()); err != nil || !a.Status().Trusted {
		t.Errorf("not trusted after the browser's store took it (%v)", err)
	}
}

func TestTheServerCertificateIsRenewedBeforeItEnds(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.enabled(t)
	at := func() *tls.Certificate {
		leaf, err := a.Certificate(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if now := h.now(); now.Before(leaf.Leaf.NotBefore) || now.After(leaf.Leaf.NotAfter.Add(-29*day)) {
			t.Errorf("on %s the certificate is %s to %s", now, leaf.Leaf.NotBefore, leaf.Leaf.NotAfter)
		}
		return leaf
	}
	first := at()
	h.later(59 * day)
	if at() != first {
		t.Error("renewed too early")
	}
	h.later(2 * day)
	second := at()
	if second == first || second.Leaf.SerialNumber.Cmp(first.Leaf.SerialNumber) == 0 {
		t.Error("not renewed 29 days before the end")
	}
	h.later(300 * day)
	at()
	h.later(-400 * day) // the clock was set right
	if leaf := at(); leaf == second {
		t.Error("kept a certificate that is not valid yet")
	}
}

func TestABrowserDatabaseTakesAndForgetsTheAuthority(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	profile := filepath.Join(home, ".mozilla", "firefox", "abc.default")
	if err := os.MkdirAll(profile, 0o700); err != nil {
		t.Fatal(err)
	}
	certutil(t, "-N", "-d", "sql:"+profile, "--empty-password")
	store := localtls.SystemStores()[1]
	a := newHouse(t, store).enabled(t)
	name := a.Status().Name
	if listed := certutil(t, "-L", "-d", "sql:"+profile); strings.Contains(listed, name) {
		t.Fatalf("there before: %s", listed)
	}
	if err := a.Trust(t.Context()); err != nil {
		t.Fatal(err)
	}
	if listed := certutil(t, "-L", "-d", "sql:"+profile); !strings.Contains(listed, name) || !store.State(root(t, a)).Trusted {
		t.Errorf("not in the database: %s", listed)
	}
	if err := a.Disable(t.Context()); err != nil {
		t.Fatal(err)
	}
	if listed := certutil(t, "-L", "-d", "sql:"+profile); strings.Contains(listed, name) || a.Status().Leftovers {
		t.Errorf("still in the database: %s", listed)
	}
}
