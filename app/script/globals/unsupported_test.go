package globals_test

import (
	"strings"
	"testing"
)

// TestWhatIsMissingSaysSo has what a real server can do and the engine cannot: nothing gives another answer silently.
func TestWhatIsMissingSaysSo(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		`(5).toLocaleString("ar-EG")`:                                                             `RangeError: Patchbay's Intl.NumberFormat does not know the locale ar-EG, although a real server does.`,
		`(5).toLocaleString("en-US", { style: "unit", unit: "kilometer" })`:                       `RangeError: Patchbay's Intl.NumberFormat does not know style "unit"`,
		`(5).toLocaleString("de-DE", { style: "currency", currency: "EUR" })`:                     `RangeError: Patchbay's Intl.NumberFormat does not know style "currency" in de-DE`,
		`new Date(0).toLocaleDateString("de-DE", { month: "long" })`:                              `RangeError: Patchbay's Intl.DateTimeFormat does not know names in de-DE`,
		`new Date(0).toLocaleDateString("en-US", { era: "short" })`:                               `RangeError: Patchbay's Intl.DateTimeFormat does not know era "short"`,
		`new Date(0).toLocaleString("en-US", { timeZone: "Europe/Paris", timeZoneName: "long" })`: `RangeError: Patchbay's Intl.DateTimeFormat does not know timeZoneName "long"`,
		`new Intl.RelativeTimeFormat("en")`:                                                       `TypeError: Patchbay has no Intl.RelativeTimeFormat, although a real server has it.`,
		`Intl.supportedValuesOf("currency")`:                                                      `TypeError: Patchbay has no Intl.supportedValuesOf`,
		`new Intl.Collator("en", { caseFirst: "upper" })`:                                         `RangeError: Patchbay's Intl.Collator does not know caseFirst "upper"`,
		`new RegExp("[a--b]", "v")`:                                                               `SyntaxError: Invalid regular expression: /[a--b]/v: Patchbay's engine does not know the flag "v", although a real server does. The flag "u" does for most patterns.`,
		`new RegExp("a", "d")`:                                                                    `SyntaxError: Invalid regular expression: /a/d: Patchbay's engine does not know the flag "d", although a real server does. Use match.index`,
		`require("crypto").createCipheriv("aes-256-gcm", "k", "i")`:                               `Error: crypto.createCipheriv is not part of Patchbay's engine, although a real server has it.`,
		`require("crypto").webcrypto`:                                                             `Error: crypto.webcrypto is not part of Patchbay's engine`,
		`require("crypto").createPrivateKey({ key: {}, format: "jwk" })`:                          `Error: Patchbay reads keys as PEM or DER; JWK is not supported.`,
		`require("crypto").sign("sha256", Buffer.from("x"), "not a key")`:                         `Error: This is no private key that Patchbay reads`,
	} {
		if got := newSandbox(t).eval(code); !strings.HasPrefix(got, "throws "+want) {
			t.Errorf("%s: %s\n  want %s", code, got, want)
		}
	}
}
