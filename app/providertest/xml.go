package providertest

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"
)

// readXML turns a document into nested maps: elements by name, attributes by $name, text as it is.
func readXML(text []byte) (map[string]any, error) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	root := map[string]any{}
	if err := readElements(decoder, root); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return root, nil
}

func readElements(decoder *xml.Decoder, into map[string]any) error {
	var words strings.Builder
	for {
		next, err := decoder.Token()
		if err != nil {
			return err
		}
		switch element := next.(type) {
		case xml.StartElement:
			inner := map[string]any{}
			for _, attribute := range element.Attr {
				inner["$"+attribute.Name.Local] = attribute.Value
			}
			if err := readElements(decoder, inner); err != nil {
				return err
			}
			into[element.Name.Local] = any(inner)
			if text, only := inner["#"]; only && len(inner) == 1 {
				into[element.Name.Local] = text
			}
		case xml.CharData:
			words.Write(element)
		case xml.EndElement:
			if text := strings.TrimSpace(words.String()); text != "" || len(into) == 0 {
				into["#"] = text
			}
			return nil
		}
	}
}

// compareXML wants the same elements, attributes and texts.
func compareXML(want map[string]any, body []byte) []string {
	have, err := readXML(body)
	if err != nil {
		return []string{fmt.Sprintf("body %q is no XML: %v", body, err)}
	}
	if texts := textual(want); !reflect.DeepEqual(texts, any(have)) {
		return []string{fmt.Sprintf("XML %s reads as %v, want %v", body, have, texts)}
	}
	return nil
}

// textual turns all leaves into text, as XML has nothing else.
func textual(value any) any {
	object, ok := value.(map[string]any)
	if !ok {
		return plainText(value)
	}
	out := map[string]any{}
	for name, inner := range object {
		out[name] = textual(inner)
	}
	return out
}

// writeXML is the document of nested maps.
func writeXML(object map[string]any) string {
	var out strings.Builder
	for _, name := range sorted(object) {
		out.WriteString("<" + name + ">")
		if inner, ok := object[name].(map[string]any); ok {
			out.WriteString(writeXML(inner))
		} else {
			_ = xml.EscapeText(&out, []byte(plainText(object[name]))) // a Builder does not fail
		}
		out.WriteString("</" + name + ">")
	}
	return out.String()
}

// checkSAML verifies an assertion as a service provider does: the signature first, then the parts (§4.7.1).
func checkSAML(text string, plan map[string]any, now time.Time) []string {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return []string{"the SAML assertion is not base64: " + err.Error()}
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(raw); err != nil {
		return []string{"the SAML assertion is no XML: " + err.Error()}
	}
	block, _ := pem.Decode([]byte(ring().certificate))
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return []string{err.Error()}
	}
	verifier := dsig.NewDefaultValidationContext(&dsig.MemoryX509CertificateStore{Roots: []*x509.Certificate{certificate}})
	signed, err := verifier.Validate(doc.Root())
	if err != nil {
		return []string{"the SAML signature: " + err.Error()}
	}
	read := func(path string) string {
		if element := signed.FindElement(path); element != nil {
			return element.Text()
		}
		return ""
	}
	wrong := []string{}
	for path, want := range map[string]any{"./Issuer": plan["issuer"], "./Subject/NameID": plan["nameIdentifier"],
		"./Conditions/AudienceRestriction/Audience": plan["audiences"]} {
		if read(path) != plainText(want) {
			wrong = append(wrong, fmt.Sprintf("SAML %s is %q, want %q", path, read(path), want))
		}
	}
	data := signed.FindElement("./Subject/SubjectConfirmation/SubjectConfirmationData")
	if data == nil || data.SelectAttrValue("Recipient", "") != plainText(plan["recipient"]) {
		wrong = append(wrong, fmt.Sprintf("SAML recipient, want %q", plan["recipient"]))
	} else if until, err := time.Parse(time.RFC3339, data.SelectAttrValue("NotOnOrAfter", "")); err != nil || !until.After(now) {
		wrong = append(wrong, "SAML NotOnOrAfter is "+data.SelectAttrValue("NotOnOrAfter", ""))
	}
	attributes, _ := plan["attributes"].(map[string]any)
	for name, want := range attributes {
		value := signed.FindElement("./AttributeStatement/Attribute[@Name='" + name + "']/AttributeValue")
		if value == nil || value.Text() != plainText(want) {
			wrong = append(wrong, fmt.Sprintf("SAML attribute %s is not %q", name, want))
		}
	}
	return wrong
}
