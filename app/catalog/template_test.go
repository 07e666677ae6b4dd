package catalog_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/catalog"
)

// moment is a leap day, a Thursday, with milliseconds.
var moment = time.Date(2024, 2, 29, 7, 5, 9, 42_000_000, time.UTC)

func fullScope() catalog.Scope {
	return catalog.Scope{
		Values: map[string]any{
			"apiKey": "k-1", "accessToken": "at-1", "clientId": "cid", "port": 8080,
			"connectionConfig": map[string]any{
				"subdomain": "acme", "accounts-server": "https://accounts.zoho.eu", "empty": "", "list": []any{"x"},
				"installation.apiEndPoint": "https://acme.teamwork.com", "team": map[string]any{"id": "T1", "size": 3.5},
				"live": true, "apiSubdomain": "login", "count": json.Number("12345678901234567890"),
			},
			"credentials": map[string]string{"username": "ada", "password": "p:w", "raw.key": "flat"},
			"metadata":    map[string]any{"tier": "gold"},
			"step1":       map[string]any{"data": map[string]any{"url": "https://eu.example.com"}},
			"with.dots":   "flat-top",
		},
		Now:  moment,
		UUID: func() string { return "00000000-0000-4000-8000-000000000001" },
		Request: &catalog.RequestScope{
			Method: "POST", Host: "api.example.com", Path: "/v1/things", Endpoint: "/v1/things?b=2&a=1",
			RawQuery: "b=2&a=1", ContentType: "application/json", Body: []byte(`{"z":1,"a":"x y"}`),
		},
	}
}

func TestExpandFillsEveryForm(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, template, want string
	}{
		{"no placeholder", "plain || text", "plain || text"},
		{"bare name", "Bearer ${apiKey}", "Bearer k-1"},
		{"number", "${port}", "8080"},
		{"connection parameter", "https://${connectionConfig.subdomain}.example.com", "https://acme.example.com"},
		{"name with a hyphen", "${connectionConfig.accounts-server}/oauth", "https://accounts.zoho.eu/oauth"},
		{"dotted key stored flat", "${connectionConfig.installation.apiEndPoint}/x", "https://acme.teamwork.com/x"},
		{"dotted key stored flat in string map", "${credentials.raw.key}", "flat"},
		{"flat key at the top", "${with.dots}", "flat-top"},
		{"path into an object", "${connectionConfig.team.id}", "T1"},
		{"fraction", "${connectionConfig.team.size}", "3.5"},
		{"large number keeps its digits", "${connectionConfig.count}", "12345678901234567890"},
		{"boolean", "${connectionConfig.live}", "true"},
		{"empty value is a value", "a${connectionConfig.empty}b", "ab"},
		{"credential", "${credentials.username}", "ada"},
		{"metadata", "${metadata.tier}", "gold"},
		{"answer of a step", "${step1.data.url}/token", "https://eu.example.com/token"},
		{"bare name found in the config", "https://cognito-${apiSubdomain}.amazonaws.com", "https://cognito-login.amazonaws.com"},
		{"bare name found in the credentials", "${username}", "ada"},
		{"random", "${random}", "00000000-0000-4000-8000-000000000001"},
		{"request", "${method} ${host}${path} ${endpoint}", "POST api.example.com/v1/things /v1/things?b=2&a=1"},
		{"content type and query", "${contentType} ${urlCanonicalParams}", "application/json a=1&b=2"},
		{"parameters of a JSON body", "${params}", "a=x%20y&z=1"},
		{"raw body", "${bodyCanonicalParams}", `{"z":1,"a":"x y"}`},
		{"base64", "Basic ${base64(${credentials.username}:${credentials.password})}", "Basic YWRhOnA6dw=="},
		{"base64 of a comma", "${base64(a,b)}", "YSxi"},
		{"nested functions", "${sha256Hex(${base64(${apiKey})})}", "6979ef643efedf0a2f70c6a1cff8f1123389c9a2d8389fb85368c246c873edde"},
		{"fallback left", "${connectionConfig.subdomain} || other", "acme"},
		{"fallback right", "${connectionConfig.version} || 2025-05-05", "2025-05-05"},
		{"fallback right when the left is empty", "${connectionConfig.empty} || x", "x"},
		{"fallback right when the left is half known", "https://${connectionConfig.subdomain}-${connectionConfig.region}.a || https://${connectionConfig.subdomain}.b", "https://acme.b"},
		{"fallback without blanks", "${connectionConfig.nope}||${apiKey}", "k-1"},
		{"only two alternatives count", "${connectionConfig.nope} || b || c", "b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, complete := catalog.Expand(test.template, fullScope())
			if got != test.want || !complete {
				t.Errorf("Expand(%q) = %q, %v; want %q, complete", test.template, got, complete, test.want)
			}
		})
	}
}

func TestExpandLeavesWhatItCannotFill(t *testing.T) {
	t.Parallel()
	for _, template := range []string{
		"${unknown}", "${connectionConfig.nope}", "a ${connectionConfig.list} b", "${connectionConfig.team}", "${connectionConfig}",
		"${base64(${nope})}", "${unknownFunction(x)}", "${base64(never closed", "${never closed", "${}", "${ }", "${base64(${a)}",
		"${hmacSha1Hex(no key)}", "${ed25519Sign(message, not a key)}", "${fingerprint(nothing)}",
		"${awsSigV4(a, b, c)}", "${awsSigV4(a, b, c, d, e, f)}", "${awsSigV4(, b, c, d)}", "${now+x:days:YYYY}", "${now+1:moons:YYYY}", "${now+99999999999999999999:days:YYYY}",
	} {
		got, complete := catalog.Expand(template, fullScope())
		if got != template || complete {
			t.Errorf("Expand(%q) = %q, %v; want it unchanged and incomplete", template, got, complete)
		}
	}
}

func TestExpandWithoutTimeChanceOrRequestLeavesThem(t *testing.T) {
	t.Parallel()
	for _, template := range []string{"${now}", "${now:X}", "${random}", "${method}", "${params}", "${awsSigV4(a, b, c, d)}"} {
		if got, complete := catalog.Expand(template, catalog.Scope{}); got != template || complete {
			t.Errorf("Expand(%q) = %q, %v; want it unchanged", template, got, complete)
		}
	}
}

func TestExpandPlainGivesBarsNoMeaning(t *testing.T) {
	t.Parallel()
	s := catalog.Scope{Plain: true, Values: map[string]any{"credentials": map[string]any{"apiSecretId": "id", "apiSecretKey": "key"}}}
	got, complete := catalog.Expand("${credentials.apiSecretId}||${credentials.apiSecretKey}", s)
	if got != "id||key" || !complete {
		t.Errorf("got %q, %v", got, complete)
	}
}

func TestExpandNeverFillsAValueAgain(t *testing.T) {
	t.Parallel()
	s := catalog.Scope{Values: map[string]any{
		"connectionConfig": map[string]any{"x": "${apiKey}", "half": "${", "bars": "a || b", "call": "${base64(${apiKey})}"},
		"apiKey":           "SECRET", "message": "a,b",
	}}
	for template, want := range map[string]string{
		"${connectionConfig.x}":                               "${apiKey}",
		"${connectionConfig.half}apiKey}":                     "${apiKey}",
		"${connectionConfig.bars}":                            "a || b",
		"${connectionConfig.call}":                            "${base64(${apiKey})}",
		"${base64(${connectionConfig.x})}":                    "JHthcGlLZXl9",
		"${hmacSha1Hex(${message}, k)} ${connectionConfig.x}": "a8e324e465ecc15089ce5faf017e7a0e8113d584 ${apiKey}",
	} {
		got, complete := catalog.Expand(template, s)
		if got != want || !complete {
			t.Errorf("Expand(%q) = %q, %v; want %q, complete", template, got, complete, want)
		}
	}
}

func TestExpandMapDropsWhatStaysOpen(t *testing.T) {
	t.Parallel()
	got := catalog.ExpandMap(map[string]any{
		"key": "${apiKey}", "gone": "${nope}", "n": 7, "deep": map[string]any{"gone": "${nope}"},
		"kept": map[string]any{"sub": "${connectionConfig.subdomain}", "gone": "${nope}"},
	}, fullScope())
	want := map[string]any{"key": "k-1", "n": 7, "kept": map[string]any{"sub": "acme"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestExpandParamsKeepsOrderAndOtherTypes(t *testing.T) {
	t.Parallel()
	in := catalog.Params{{"b", "${apiKey}"}, {"a", catalog.Params{{"x", []any{"${connectionConfig.subdomain}", true}}}}, {"n", json.Number("1")}}
	want := catalog.Params{{"b", "k-1"}, {"a", catalog.Params{{"x", []any{"acme", true}}}}, {"n", json.Number("1")}}
	got, complete := catalog.ExpandParams(in, fullScope())
	if diff := cmp.Diff(want, got); diff != "" || !complete {
		t.Error(complete, diff)
	}
	if _, complete := catalog.ExpandParams(catalog.Params{{"a", "${nope}"}}, fullScope()); complete {
		t.Error("an open placeholder counts as complete")
	}
}

func TestPlaceholdersListsNamesOnce(t *testing.T) {
	t.Parallel()
	got := catalog.Placeholders("${a} ${base64(${b}:${a})} ${now:YYYY} ${now+1:day:X} ${connectionConfig.x.y} || ${c}")
	if diff := cmp.Diff([]string{"a", "b", "now", "connectionConfig.x.y", "c"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNowFormats(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"${now}":                                  "2024-02-29T07:05:09.042Z",
		"${now:}":                                 "2024-02-29T07:05:09.042Z",
		"${now:YYYY-MM-DDTHH:mm:ss}":              "2024-02-29T07:05:09",
		"${now:YYYY-MM-DD HH:mm:ss.SSS}":          "2024-02-29 07:05:09.042",
		"${now:YYYYMMDDTHHmmss[Z]}":               "20240229T070509Z",
		"${now:X}":                                "1709190309",
		"${now:x}":                                "1709190309042",
		"${now:[at] YY M D H m s}":                "at 24 2 29 7 5 9",
		"${now:ddd, DD MMM YYYY HH:mm:ss ZZ}":     "Thu, 29 Feb 2024 07:05:09 +0000",
		"${now:dddd MMMM hh:mm A Z}":              "Thursday February 07:05 AM +00:00",
		"${now+7:days:YYYY-MM-DD}":                "2024-03-07",
		"${now-1:day:YYYY-MM-DD}":                 "2024-02-28",
		"${now+1:minutes:X}":                      "1709190369",
		"${now+2:hours:HH}":                       "09",
		"${now-1:week:YYYY-MM-DD}":                "2024-02-22",
		"${now+12:months:YYYY-MM-DD}":             "2025-02-28",
		"${now+1:year:YYYY-MM-DD}":                "2025-02-28",
		"${now-1:month:YYYY-MM-DD}":               "2024-01-29",
		"${now+1:day}":                            "2024-03-01T07:05:09.042Z",
		"${now+30:seconds:ss} ${now+1:second:ss}": "39 10",
	}
	for template, want := range tests {
		if got, complete := catalog.Expand(template, fullScope()); got != want || !complete {
			t.Errorf("Expand(%q) = %q, %v; want %q", template, got, complete, want)
		}
	}
}

// A broken template must not cost more than its length: these took minutes with a parser that tries again.
func TestLongBrokenTemplatesAreReadQuickly(t *testing.T) {
	t.Parallel()
	const n = 20_000
	for _, template := range []string{
		strings.Repeat("${base64(", n), strings.Repeat("${", n), strings.Repeat("${", n) + "}", strings.Repeat("${sha256Hex(", n) + strings.Repeat(")}", n),
		"${awsSigV4(" + strings.Repeat(",", n) + ")}", "${" + strings.Repeat("a.", n) + "b}",
	} {
		out, complete := catalog.Expand(template, fullScope())
		if complete || len(out) > len(template) {
			t.Errorf("Expand(%.20q…) = %.20q…, %v", template, out, complete)
		}
	}
}
