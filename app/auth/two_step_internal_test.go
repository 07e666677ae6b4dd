package auth

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"patchbay/app/catalog"
)

var fuzzNow = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func TestLifeOf(t *testing.T) {
	t.Parallel()
	for stated, want := range map[any]time.Duration{
		json.Number("3600"): time.Hour, "3600": time.Hour, json.Number("1"): time.Second, "2h": 2 * time.Hour, "30 min": 30 * time.Minute, "1.5 days": 36 * time.Hour,
		"2W": 14 * 24 * time.Hour, "500ms": 500 * time.Millisecond, json.Number("0"): 0, json.Number("-1"): 0, json.Number("1.5"): 0, json.Number("1e30"): 0, "": 0,
		"soon": 0, "2 fortnights": 0, "h2": 0, true: 0, "200000 days": 0, "0s": 0,
	} {
		got, ok := lifeOf(stated)
		if got != want || ok != (want > 0) {
			t.Errorf("lifeOf(%v) = %v, %v; want %v", stated, got, ok, want)
		}
	}
}

func TestEndOf(t *testing.T) {
	t.Parallel()
	for stated, want := range map[any]string{
		json.Number("1767330000"): "2026-01-02T05:00:00.000Z", json.Number("1767330000000"): "2026-01-02T05:00:00.000Z", "2026-01-02T07:00:00+02:00": "2026-01-02T05:00:00.000Z",
		"1:02:03": "2026-01-03T05:07:05.000Z", "0:00:30": "2026-01-02T03:34:05.000Z", "1:2": "", "-1:00:00": "", "a:b:c": "", "": "", true: "",
	} {
		got, ok := endOf(stated, fuzzNow)
		if ok != (want != "") || ok && formatTime(got) != want {
			t.Errorf("endOf(%v) = %v, %v; want %s", stated, got, ok, want)
		}
	}
}

// Whatever a provider states, an expiry is in the future and within a century, or an error in words.
func FuzzExpiryOfValue(f *testing.F) {
	for _, seed := range []string{"3600", `"2h"`, `"1:02:03"`, `"2026-05-01T00:00:00Z"`, "-1", "1e300", `"\u0000"`, "null", "{}", `"999999:99:99"`, "1767330000000"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, written string, life bool) {
		d := json.NewDecoder(strings.NewReader(written))
		d.UseNumber()
		var stated any
		if d.Decode(&stated) != nil {
			return
		}
		strategy := "expireAt"
		if life {
			strategy = "expireIn"
		}
		end, err := expiryOfValue(stated, strategy, fuzzNow)
		if err == nil && (!end.After(fuzzNow) || end.After(fuzzNow.Add(maxLifetime))) {
			t.Errorf("%s reads as %v", written, end)
		}
		if err != nil && (err.Error() == "" || len(err.Error()) > maxWords+200) {
			t.Errorf("%s: error of %d bytes", written, len(err.Error()))
		}
	})
}

// No answer and no path makes the reader panic, and a token found can travel in a header.
func FuzzTokenPath(f *testing.F) {
	f.Add("application/json", `{"data":{"token":"x"}}`, "data.token")
	f.Add("application/json", `{"a.b":"x"}`, "a.b")
	f.Add("text/xml", `<r><a>1</a><a>2</a></r>`, "r.a")
	f.Add("text/plain", `tok`, "")
	f.Add("application/json", `"tok"`, "")
	f.Add("text/xml", strings.Repeat("<a>", 200), "a")
	f.Fuzz(func(t *testing.T, kind, body, path string) {
		value := parseAnswer(answer{status: 200, contentType: kind, body: []byte(body)}, path == "")
		d := document{value: value}
		token := d.text(path)
		if word, whole := value.(string); whole && path == "" && (token != word || !soundToken(token)) {
			t.Errorf("token %q of %q", token, body)
		}
		if value != nil && !json.Valid([]byte(d.raw().Reveal())) {
			t.Errorf("%q is kept as %q", body, d.raw().Reveal())
		}
		errorIn(value)
	})
}

func TestXMLWriterRefusesWhatIsNoDocument(t *testing.T) {
	t.Parallel()
	leaf := catalog.Params{{Name: "a", Value: "1"}}
	for name, values := range map[string]catalog.Params{
		"no root": {}, "two roots": {{Name: "a", Value: leaf}, {Name: "b", Value: leaf}}, "a name with a bracket": {{Name: "a><b", Value: "1"}},
		"an attribute without a name": {{Name: "a", Value: catalog.Params{{Name: "$", Value: "1"}}}},
	} {
		if text, err := writeXML(values); err == nil {
			t.Errorf("%s: %s", name, text)
		}
	}
	list := catalog.Params{{Name: "r", Value: catalog.Params{{Name: "i", Value: []any{"1", "<2>"}}, {Name: "$k", Value: `a"b`}}}}
	if text, err := writeXML(list); err != nil || string(text) != `<?xml version="1.0" encoding="UTF-8"?><r k="a&quot;b"><i>1</i><i>&lt;2&gt;</i></r>` {
		t.Errorf("%s %v", text, err)
	}
}
