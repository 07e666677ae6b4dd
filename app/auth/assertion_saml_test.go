package auth_test

import (
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"

	"patchbay/app/auth"
	"patchbay/app/fault"
)

func successFactors(t *testing.T, key string) *account {
	t.Helper()
	return newAccount(t, "sap-success-factors", map[string]any{"apiServer": "api.example.com", "companyId": "acme"}, map[string]string{"apiKey": "QUJD&<>"},
		map[string]string{"userName": "sf&<admin>", "privateKey": key})
}

// sentAssertion is the assertion of the last request, decoded.
func sentAssertion(t *testing.T, a *account) string {
	t.Helper()
	written, err := base64.StdEncoding.DecodeString(formOf(t, a.take()).Get("assertion"))
	if err != nil {
		t.Fatal(err)
	}
	return string(written)
}

// The parts of providers-and-auth §4.7.1 in their order, with a signature that the library's verifier accepts.
func TestSAMLAssertion(t *testing.T) {
	t.Parallel()
	a := successFactors(t, rsaPEM)
	a.says(`{"access_token":"tok","expires_in":600}`)
	a.login(t)
	doc := etree.NewDocument()
	if err := doc.ReadFromString(sentAssertion(t, a)); err != nil {
		t.Fatal(err)
	}
	root := doc.Root()
	var parts []string
	for _, part := range root.ChildElements() {
		parts = append(parts, part.Tag)
	}
	if got := strings.Join(parts, " "); got != "Issuer Signature Subject Conditions AuthnStatement AttributeStatement" {
		t.Errorf("parts %s", got)
	}
	const now, until = "2026-01-02T03:04:05.678Z", "2035-12-31T03:04:05.678Z"
	for path, want := range map[string]string{
		"./Issuer": "www.successfactors.com", "./Subject/NameID": "sf&<admin>", "./Conditions/AudienceRestriction/Audience": "www.successfactors.com",
		"./AttributeStatement/Attribute[@Name='api_key']/AttributeValue": "QUJD&<>", "./AttributeStatement/Attribute[@Name='use_username']/AttributeValue": "true",
		"./AttributeStatement/Attribute[@Name='use_email']/AttributeValue": "false", "./AuthnStatement/AuthnContext/AuthnContextClassRef": "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified",
	} {
		if found := root.FindElement(path); found == nil || found.Text() != want {
			t.Errorf("%s: %v, want %s", path, found, want)
		}
	}
	for path, want := range map[string][2]string{
		".": {"IssueInstant", now}, "./Subject/SubjectConfirmation": {"Method", "urn:oasis:names:tc:SAML:2.0:cm:bearer"},
		"./Subject/SubjectConfirmation/SubjectConfirmationData": {"Recipient", "https://api.example.com/oauth/token"}, "./Conditions": {"NotOnOrAfter", until},
		"./AuthnStatement": {"SessionIndex", fixedUUID}, "./Subject/NameID": {"Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"},
		"./AttributeStatement/Attribute": {"NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"},
	} {
		if found := root.FindElement(path); found == nil || found.SelectAttrValue(want[0], "") != want[1] {
			t.Errorf("%s: want %s=%s", path, want[0], want[1])
		}
	}
	if id := root.SelectAttrValue("ID", ""); len(id) != 33 || id[0] != '_' {
		t.Errorf("ID %q", id)
	}
	verifySAML(t, root)
	root.FindElement("./Subject/NameID").SetText("somebody else")
	if _, err := validator(t).Validate(root); err == nil {
		t.Error("a changed assertion passes")
	}
}

func verifySAML(t *testing.T, root *etree.Element) {
	t.Helper()
	if _, err := validator(t).Validate(root); err != nil {
		t.Error(err)
	}
	for path, want := range map[string]string{"SignatureMethod": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "DigestMethod": "http://www.w3.org/2001/04/xmlenc#sha256",
		"CanonicalizationMethod": "http://www.w3.org/2001/10/xml-exc-c14n#"} {
		if found := root.FindElement(".//" + path); found == nil || found.SelectAttrValue("Algorithm", "") != want {
			t.Errorf("%s: want %s", path, want)
		}
	}
}

// validator trusts the tests' RSA key. The certificate around it is what the library asks for.
func validator(t *testing.T) *dsig.ValidationContext {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "me"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &rsaKey.PublicKey, rsaKey)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	context := dsig.NewDefaultValidationContext(&dsig.MemoryX509CertificateStore{Roots: []*x509.Certificate{certificate}})
	context.IdAttribute = "ID"
	return context
}

// SAP's tools hand the key out in several wrappings.
func TestSAMLKeyForms(t *testing.T) {
	t.Parallel()
	block, _ := pem.Decode([]byte(rsaPEM))
	once := base64.StdEncoding.EncodeToString(block.Bytes)
	pkcs1 := x509.MarshalPKCS1PrivateKey(rsaKey)
	for name, key := range map[string]string{
		"PEM": rsaPEM, "PEM on one line": strings.ReplaceAll(rsaPEM, "\n", " "), "PEM with \\n": strings.ReplaceAll(rsaPEM, "\n", `\n`), "bare base64": once,
		"base64 of base64": base64.StdEncoding.EncodeToString([]byte(once)), "base64 of PEM": base64.StdEncoding.EncodeToString([]byte(rsaPEM)),
		"PKCS #1": base64.StdEncoding.EncodeToString(pkcs1), "PKCS #1 in PEM": string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: pkcs1})),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := successFactors(t, key)
			a.says(`{"access_token":"tok","expires_in":600}`)
			a.login(t)
			doc := etree.NewDocument()
			if err := doc.ReadFromString(sentAssertion(t, a)); err != nil {
				t.Fatal(err)
			}
			verifySAML(t, doc.Root())
		})
	}
}

// The assertion serves ten years without its key; its own end is what counts, not the token's.
func TestSAMLAssertionIsKept(t *testing.T) {
	t.Parallel()
	a := successFactors(t, rsaPEM)
	a.says(`{"access_token":"one","expires_in":600}`, `{"access_token":"two","expires_in":600}`)
	stored := a.login(t)
	first := sentAssertion(t, a)
	a.clock.at = moment.AddDate(9, 0, 0)
	got, err := a.client.Renew(t.Context(), a.entry.TokenRequest, stored)
	if err != nil || sentAssertion(t, a) != first {
		t.Fatalf("the kept assertion was not used: %v", err)
	}
	a.clock.at = moment.AddDate(10, 0, 0)
	if _, err := a.client.Renew(t.Context(), a.entry.TokenRequest, got.Credentials); !fault.HasCode(err, auth.CodeRefresh) || !strings.Contains(fault.From(err).Hint, "Reconnect") {
		t.Error(err)
	}
}
