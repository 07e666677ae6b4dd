package logs_test

import (
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/logs"
)

// phpJSON escapes the slash, as json_encode of PHP does by default.
func phpJSON(text string) string { return strings.ReplaceAll(text, "/", `\/`) }

// codePoints writes every character as \u and four digits.
func codePoints(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r > 0xFFFF {
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04X`, 0xD800+r>>10, 0xDC00+r&0x3FF)
			continue
		}
		fmt.Fprintf(&b, `\u%04X`, r)
	}
	return b.String()
}

// octets percent-encodes every byte.
func octets(text string) string {
	var b strings.Builder
	for i := range len(text) {
		fmt.Fprintf(&b, "%%%02x", text[i])
	}
	return b.String()
}

func inJSON(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text)
}

// Vendors quote what they were sent in their own manner; each of these was, or could be, a way out for a secret.
func TestEscapedValuesAreMasked(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"Zq9/+xSEKRETk1/aa", `a%41\n/"b😀ü&c+d/e`, "p/ss+1", "line one/x\nline two/y"} {
		r := logs.NewRedactor()
		r.Add(value)
		for name, escaped := range map[string]string{
			"PHP":                 phpJSON(inJSON(value)),
			"PHP in JSON":         inJSON(phpJSON(value)),
			"code points":         codePoints(value),
			"code points in JSON": inJSON(codePoints(value)),
			"twice in JSON":       inJSON(inJSON(inJSON(phpJSON(value)))),
			"percent twice":       url.QueryEscape(url.QueryEscape(value)),
			"percent thrice":      url.QueryEscape(url.QueryEscape(url.QueryEscape(value))),
			"every octet":         octets(value),
			"PHP in a query":      url.QueryEscape(phpJSON(value)),
			"hex":                 hex.EncodeToString([]byte(value)),
			"capital hex":         strings.ToUpper(hex.EncodeToString([]byte(value))),
		} {
			text := `{"error_description":"before ` + escaped + ` after"}`
			if got := r.Text(text); got != `{"error_description":"before ••• after"}` {
				t.Errorf("%q, %s: %s", value, name, got)
			}
		}
	}
}

func TestEscapesThatHideNothingStay(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add("Zq9/+xSEKRETk1/aa")
	for _, text := range []string{`\`, `%`, `\u`, `\u00`, `\u12G4 %zz %4`, `{"a":"x\/y\n\"z\" \u00e4 \ud83d\ude00 \ud83d"}`, `a%2Fb%252F`, `C:\temp\new`, `Zq9\/+x is the beginning`} {
		if got := r.Text(text); got != text {
			t.Errorf("Text(%q) = %q", text, got)
		}
	}
	if got := r.Text(`Zq9/+xSEKRETk1/aa \/ Zq9\/+xSEKRETk1\/aaZq9/+xSEKRETk1/aa`); got != `••• \/ ••••••` {
		t.Error(got)
	}
}

func FuzzEscapedText(f *testing.F) {
	f.Add("before ", " after", "Zq9/+xSEKRETk1/aa", uint8(0))
	f.Add(`\`, `"`, `a"b\c/d%41e😀fghi`, uint8(7))
	f.Add("", "", `\\u0041\\\\%2525412 x`, uint8(255))
	f.Fuzz(func(t *testing.T, before, after, value string, how uint8) {
		if value = strings.TrimSpace(value); len(value) < 12 || strings.Contains(before+after, value) || strings.Contains(logs.Mask, value) {
			return
		}
		r := logs.NewRedactor()
		r.Add(value)
		text := value
		for range 2 {
			text = []func(string) string{phpJSON, octets, inJSON, url.QueryEscape}[how%4](text)
			how /= 4
		}
		if got := r.Text(before + "," + text + "," + after); strings.Contains(got, ","+text+",") {
			t.Fatalf("%q stands as %q in %q", value, text, got)
		}
	})
}

// BenchmarkEscapedText is a body that is JSON inside JSON, as webhooks and logs of clouds are.
func BenchmarkEscapedText(b *testing.B) {
	r := logs.NewRedactor()
	for i := range 5000 {
		r.Add(fmt.Sprintf("secret-value-number-%d-%x", i, i*2654435761))
	}
	body := strings.Repeat(`{\"id\":\"0123456789abcdef\",\"name\":\"Somebody\",\"url\":\"https:\/\/api.test\/v1\/people\/1\"},`, 900)[:64<<10]
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		r.Text(body)
	}
}
