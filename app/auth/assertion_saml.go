package auth

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// Names of SAML 2.0 (OASIS saml-core-2.0-os §2, §8).
const (
	samlNamespace   = "urn:oasis:names:tc:SAML:2.0:assertion"
	samlBearer      = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
	samlUnspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"
	samlClass       = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified"
	samlBasicName   = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"
	schemaNamespace = "http://www.w3.org/2001/XMLSchema"
	schemaInstance  = "http://www.w3.org/2001/XMLSchema-instance"
)

// samlPlan is the definition of an assertion, filled.
type samlPlan struct {
	id                                                         string
	issuer, subject, format, recipient, audience, sessionIndex string
	attributes                                                 catalog.Params
	now, until                                                 time.Time
}

// samlAssertion builds and signs a bearer assertion (RFC 7522 §3, providers-and-auth §4.7.1) and encodes it in base64.
func (f *twoStepFlow) samlAssertion(plan catalog.Params, key string) (string, error) {
	signer, err := samlKey(key)
	if err != nil {
		return "", err
	}
	filled, err := f.samlPlan(plan)
	if err != nil {
		return "", err
	}
	element, err := signSAML(filled.element(), signer)
	if err != nil {
		return "", fault.New(fault.Internal, "server_error", "The SAML assertion could not be signed.").WithCause(err)
	}
	doc := etree.NewDocument()
	doc.SetRoot(element)
	written, err := doc.WriteToBytes()
	if err != nil {
		return "", fault.From(err)
	}
	return base64.StdEncoding.EncodeToString(written), nil
}

// samlPlan fills the definition. Besides the attributes only its texts count.
func (f *twoStepFlow) samlPlan(plan catalog.Params) (samlPlan, error) {
	scope := f.scope()
	if names, _ := unfilled(plan, scope); len(names) > 0 {
		return samlPlan{}, f.missingFields(names)
	}
	filled := fillParams(plan, scope)
	id := make([]byte, 16)
	if _, err := io.ReadFull(f.c.rand, id); err != nil {
		return samlPlan{}, fault.New(fault.Internal, "server_error", "The system gives no random numbers.").WithCause(err)
	}
	now := f.c.now().UTC()
	out := samlPlan{id: "_" + hex.EncodeToString(id), issuer: filled.Text("issuer"), subject: filled.Text("nameIdentifier"), format: filled.Text("nameIdentifierFormat"),
		recipient: filled.Text("recipient"), audience: filled.Text("audiences"), sessionIndex: filled.Text("sessionIndex"), now: now,
		until: now.Add(assertionLifetime(plan, defaultSAMLLife))}
	if out.format == "" {
		out.format = samlUnspecified
	}
	attributes, _ := filled.Get("attributes")
	out.attributes, _ = attributes.(catalog.Params)
	for _, value := range append(out.attributes, catalog.Param{Value: out.subject}, catalog.Param{Value: out.issuer}) {
		if strings.ContainsFunc(text(value.Value), unicode.IsControl) {
			return samlPlan{}, fault.New(fault.Invalid, "invalid_body", "A value for the SAML assertion holds a line break or another control character.").
				WithHint("Enter it again without line breaks.")
		}
	}
	return out, nil
}

// element is the assertion without its signature.
func (p samlPlan) element() *etree.Element {
	root := etree.NewElement("saml:Assertion")
	root.CreateAttr("xmlns:saml", samlNamespace)
	root.CreateAttr("ID", p.id)
	root.CreateAttr("Version", "2.0")
	root.CreateAttr("IssueInstant", formatTime(p.now))
	root.CreateElement("saml:Issuer").SetText(p.issuer)

	subject := root.CreateElement("saml:Subject")
	name := subject.CreateElement("saml:NameID")
	name.CreateAttr("Format", p.format)
	name.SetText(p.subject)
	confirmation := subject.CreateElement("saml:SubjectConfirmation")
	confirmation.CreateAttr("Method", samlBearer)
	data := confirmation.CreateElement("saml:SubjectConfirmationData")
	data.CreateAttr("NotOnOrAfter", formatTime(p.until))
	data.CreateAttr("Recipient", p.recipient)

	conditions := root.CreateElement("saml:Conditions")
	conditions.CreateAttr("NotBefore", formatTime(p.now))
	conditions.CreateAttr("NotOnOrAfter", formatTime(p.until))
	conditions.CreateElement("saml:AudienceRestriction").CreateElement("saml:Audience").SetText(p.audience)

	statement := root.CreateElement("saml:AuthnStatement")
	statement.CreateAttr("AuthnInstant", formatTime(p.now))
	if p.sessionIndex != "" {
		statement.CreateAttr("SessionIndex", p.sessionIndex)
	}
	statement.CreateElement("saml:AuthnContext").CreateElement("saml:AuthnContextClassRef").SetText(samlClass)
	p.addAttributes(root)
	return root
}

func (p samlPlan) addAttributes(root *etree.Element) {
	if len(p.attributes) == 0 { // an empty statement is not allowed (saml-core §2.7.3)
		return
	}
	statement := root.CreateElement("saml:AttributeStatement")
	for _, member := range p.attributes {
		attribute := statement.CreateElement("saml:Attribute")
		attribute.CreateAttr("Name", member.Name)
		attribute.CreateAttr("NameFormat", samlBasicName)
		value := attribute.CreateElement("saml:AttributeValue")
		value.CreateAttr("xmlns:xs", schemaNamespace)
		value.CreateAttr("xmlns:xsi", schemaInstance)
		value.CreateAttr("xsi:type", "xs:string")
		value.SetText(text(member.Value))
	}
}

// signSAML puts an enveloped signature right behind the issuer, where the schema wants it (saml-core §5.4.2).
func signSAML(assertion *etree.Element, key *rsa.PrivateKey) (*etree.Element, error) {
	signing, err := dsig.NewSigningContext(key, nil)
	if err != nil {
		return nil, err
	}
	signing.IdAttribute = "ID"
	signing.Canonicalizer = dsig.MakeC14N10ExclusiveCanonicalizerWithPrefixList("")
	if err := signing.SetSignatureMethod(dsig.RSASHA256SignatureMethod); err != nil {
		return nil, err
	}
	signature, err := signing.ConstructSignature(assertion, true)
	if err != nil {
		return nil, err
	}
	if info := signature.FindElement("./" + signing.Prefix + ":KeyInfo"); info != nil { // it would hold no certificate
		signature.RemoveChild(info)
	}
	assertion.InsertChildAt(1, signature)
	return assertion, nil
}

// samlKey reads an RSA key: PEM, or the key in base64 once or twice over, as SAP's tools hand it out.
func samlKey(written string) (*rsa.PrivateKey, error) {
	text := strings.TrimSpace(written)
	for range 3 {
		if block, _ := pem.Decode([]byte(rewrapPEM(text))); block != nil {
			return rsaFromDER(block.Bytes)
		}
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		if err != nil {
			break
		}
		if key, err := rsaFromDER(decoded); err == nil {
			return key, nil
		}
		text = string(decoded)
	}
	return nil, badKey("RS256")
}

func rsaFromDER(der []byte) (*rsa.PrivateKey, error) {
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	if key, ok := parsed.(*rsa.PrivateKey); ok && err == nil {
		return key, nil
	}
	return nil, badKey("RS256")
}

// samlEnd is NotOnOrAfter of an encoded assertion's conditions.
func samlEnd(encoded string) (time.Time, bool) {
	written, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return time.Time{}, false
	}
	doc := etree.NewDocument()
	if doc.ReadFromBytes(written) != nil || doc.Root() == nil {
		return time.Time{}, false
	}
	conditions := doc.Root().SelectElement("Conditions")
	if conditions == nil {
		return time.Time{}, false
	}
	return Moment(conditions.SelectAttrValue("NotOnOrAfter", ""))
}
