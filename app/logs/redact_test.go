package logs_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/logs"
)

// secret has everything that encodings change: blank, quotes, slash, plus, umlaut, ampersand.
const secret = `s3cr+t/"wörd" & <more>=`

func TestValuesAreMaskedInEverySpelling(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add(secret)
	quoted, _ := json.Marshal(secret)
	basic := base64.StdEncoding.EncodeToString([]byte("user:" + secret))
	for name, text := range map[string]string{
		"raw":             secret,
		"base64":          base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 url":      base64.RawURLEncoding.EncodeToString([]byte(secret)),
		"query":           url.QueryEscape(secret),
		"path":            url.PathEscape(secret),
		"lower escapes":   strings.ToLower(url.QueryEscape(secret)),
		"component":       strings.ReplaceAll(url.QueryEscape(secret), "+", "%20"),
		"JSON":            string(quoted),
		"JSON in a form":  url.QueryEscape(`{"a":` + string(quoted) + `}`),
		"JSON in JSON":    strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(string(quoted)),
		"plain JSON":      strings.NewReplacer(`"`, `\"`).Replace(secret),
		"basic":           basic,
		"basic, longer":   base64.StdEncoding.EncodeToString([]byte("ab:" + secret + "x")),
		"cut after 12":    secret[:12],
		"cut":             secret[:len(secret)-3],
		"inside a word":   "x" + secret + "y",
		"twice":           secret + secret,
		"basic in query":  url.QueryEscape(basic),
		"in the middle":   "before " + secret + " after",
		"URL of the text": "https://api.test/" + url.PathEscape(secret) + "/x",
	} {
		got := r.Text(text)
		for _, piece := range []string{secret[:12], base64.StdEncoding.EncodeToString([]byte(secret))[:12], url.QueryEscape(secret)[:12]} {
			if strings.Contains(got, piece) {
				t.Errorf("%s: %q still shows %q", name, got, piece)
			}
		}
		if !strings.Contains(got, logs.Mask) {
			t.Errorf("%s: nothing masked in %q", name, got)
		}
	}
	if got := r.Text("before " + secret + " after"); got != "before "+logs.Mask+" after" {
		t.Errorf("Text = %q", got)
	}
}

func TestValuesAreMaskedInXML(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add(`p&ss<w"rd'>x`)
	if got := r.Text(`<a b="p&amp;ss&lt;w&quot;rd&apos;&gt;x">p&amp;ss&lt;w&quot;rd&apos;&gt;x</a>`); got != `<a b="`+logs.Mask+`">`+logs.Mask+`</a>` {
		t.Error(got)
	}
}

func TestOrdinaryTextStays(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add(secret, "short", "abc")
	if r.Skipped() != 2 {
		t.Errorf("Skipped = %d", r.Skipped())
	}
	for _, text := range []string{"", "a", "short story", `{"name":"x","next_page_token":"CAUQAA","token_type":"bearer","max_tokens":100,"code":"not_found","key":"PROJ-1"}`,
		"https://api.test/v1?page_token=abc&limit=3&country_code=de", "a <b> c = d : e", "s3cr+t/ is the beginning only"} {
		if got := r.Text(text); got != text {
			t.Errorf("Text(%q) = %q", text, got)
		}
	}
}

func TestNamesAreEnough(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	const value = "unregistered-value"
	for _, text := range []string{
		`{"access_token":"%s"}`, `{"refreshToken" : "%s"}`, `{"client_secret":"%s","x":1}`, `{"a":{"Password":"%s"}}`, `{"apiKey":"%s"}`,
		`{"outer":"{\"access_token\":\"%s\"}"}`, `{"token":"%s`, `{"pass\u0077ord":1,"passwd":"%s"}`,
		`grant_type=x&client_secret=%s&y=1`, `https://api.test/?api_key=%s`, `https://api.test/?key=%s&b=c`, `?code=%s&state=1`, `access_token=%s`,
		`<Login><Password>%s</Password></Login>`, `<ns:apiKey type="x">%s</ns:apiKey>`, `id_token="%s"`,
	} {
		text = fmt.Sprintf(text, value)
		if got := r.Text(text); strings.Contains(got, value) || !strings.Contains(got, logs.Mask) {
			t.Errorf("Text(%s) = %s", text, got)
		}
	}
	if got := r.Text(`{"token":"a\"b","next":1}`); got != `{"token":"`+logs.Mask+`","next":1}` {
		t.Errorf("an escaped quote ends the value: %s", got)
	}
}

// A vendor's words stand in quotation marks in what Patchbay says; the mark that closes them is no part of the secret.
func TestAQuotationKeepsItsEnd(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	for text, want := range map[string]string{
		"It said: “you sent client_secret=abc”. Look there.": "It said: “you sent client_secret=•••”. Look there.",
		"«token=abc», then":          "«token=•••», then",
		"‘password=abc’.":            "‘password=•••’.",
		"“said” password=abc”def":    "“said” password=•••",
		"password=abc“def”ghi":       "password=•••",
		"“client_secret=abc&x=1” on": "“client_secret=•••&x=1” on",
	} {
		if got := r.Text(text); got != want {
			t.Errorf("Text(%s) = %s, want %s", text, got, want)
		}
	}
}

func TestHeadersAndAddresses(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add(secret)
	got := r.Header(http.Header{"Authorization": {"Bearer abc.def"}, "Cookie": {"a=b"}, "Set-Cookie": {"a=b"}, "X-Api-Key": {"k"}, "Dd-Application-Key": {"k"},
		"X-Shopify-Access-Token": {"t"}, "X-Auth": {"x"}, "Proxy-Authorization": {"Basic eA=="}, "Content-Type": {"text/plain"}, "X-Note": {"see " + secret}, "X-Ratelimit-Remaining": {"3"}})
	want := map[string]string{"Authorization": "Bearer •••", "Cookie": "•••", "Set-Cookie": "•••", "X-Api-Key": "•••", "Dd-Application-Key": "•••", "X-Shopify-Access-Token": "•••",
		"X-Auth": "•••", "Proxy-Authorization": "Basic •••", "Content-Type": "text/plain", "X-Note": "see •••", "X-Ratelimit-Remaining": "3"}
	for name, value := range want {
		if got[name][0] != value {
			t.Errorf("%s: %q, want %q", name, got[name][0], value)
		}
	}
	u, _ := url.Parse("https://user:pw@api.test/bot" + url.PathEscape(secret) + "/x?token=abc&b=1")
	if got := r.URL(u); got != "https://api.test/bot•••/x?token=•••&b=1" {
		t.Errorf("URL = %s", got)
	}
}

func FuzzText(f *testing.F) {
	f.Add("x", "y")
	f.Add(`{"a":"`, `"}`)
	f.Add("token=", "&x")
	f.Fuzz(func(t *testing.T, before, after string) {
		r := logs.NewRedactor()
		const value = "canary-secret-27182818"
		r.Add(value)
		if got := r.Text(before + value + after); strings.Contains(got, value) {
			t.Fatalf("%q shows it", got)
		}
	})
}

func BenchmarkText(b *testing.B) {
	r := logs.NewRedactor()
	for i := range 5000 {
		r.Add(fmt.Sprintf("secret-value-number-%d-%x", i, i*2654435761))
	}
	body := strings.Repeat(`{"id":"0123456789abcdef","name":"Somebody","email":"somebody@example.test","tags":["a","b"],"url":"https://api.test/v1/people/1"},`, 600)[:64<<10]
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		r.Text(body)
	}
}
