package api

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

type shapedInput struct {
	Name    string            `json:"name" rule:"min=2,max=4,is=function"`
	Kind    string            `json:"kind,omitempty" rule:"oneof=a|b"`
	Count   *int              `json:"count,omitempty" rule:"min=1,max=9"`
	On      bool              `json:"on,omitempty"`
	List    []string          `json:"list,omitempty" rule:"items=key"`
	Table   map[string]string `json:"table,omitempty"`
	Free    any               `json:"free,omitempty"`
	Address string            `json:"address,omitempty" rule:"is=url"`
	Inner   *struct {
		ID string `json:"id" rule:"min=1"`
	} `json:"inner,omitempty"`
}

func TestIssuesHaveTheCodesAndPathsOfThePublicAPI(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"name":"ab"}`: ``,
		`{"name":"ab","kind":"b","count":9,"on":true,"list":["x"],"table":{"k":"v"},"free":[1,{"a":null}],"address":"https://x.y","inner":{"id":"1"}}`: ``,
		`{}`:                                     `invalid_type name`,
		`{"name":null}`:                          `invalid_type name`,
		`{"name":5}`:                             `invalid_type name`,
		`{"name":"a"}`:                           `too_small name`,
		`{"name":"abcde"}`:                       `too_big name`,
		`{"name":"a b"}`:                         `invalid_format name`,
		`{"name":"!"}`:                           `too_small name, invalid_format name`,
		`{"name":"ab","kind":"c"}`:               `invalid_value kind`,
		`{"name":"ab","count":"1"}`:              `invalid_type count`,
		`{"name":"ab","count":1.5}`:              `invalid_type count`,
		`{"name":"ab","count":0}`:                `too_small count`,
		`{"name":"ab","count":10}`:               `too_big count`,
		`{"name":"ab","on":1}`:                   `invalid_type on`,
		`{"name":"ab","list":"x"}`:               `invalid_type list`,
		`{"name":"ab","list":["x",2,"y!"]}`:      `invalid_type list.1, invalid_format list.2`,
		`{"name":"ab","table":{"k":1}}`:          `invalid_type table.k`,
		`{"name":"ab","address":"nowhere"}`:      `invalid_format address`,
		`{"name":"ab","inner":{}}`:               `invalid_type inner.id`,
		`{"name":"ab","inner":{"id":"1","x":1}}`: `unrecognized_keys inner`,
		`{"name":"ab","Name":"ab"}`:              `unrecognized_keys `,
		`{"y":1,"x":1,"inner":[]}`:               `invalid_type name, invalid_type inner, unrecognized_keys `,
		`[]`:                                     `invalid_type `,
		`"text"`:                                 `invalid_type `,
	} {
		err := decodeJSON([]byte(body), variant[shapedInput](), &shapedInput{})
		if got := issueText(err); got != want {
			t.Errorf("%s\n got %q\nwant %q", body, got, want)
		}
	}
}

func issueText(err error) string {
	if err == nil {
		return ""
	}
	var parts []string
	for _, i := range fault.From(err).Issues {
		parts = append(parts, i.Code+" "+strings.Join(i.Path, "."))
	}
	return strings.Join(parts, ", ")
}

func TestJSONThatIsNoneOrTooDeepIsRefused(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"{", `{"a":1}x`, "nope", `{"a":1}{"b":2}`, "\xff", strings.Repeat("[", 129) + strings.Repeat("]", 129)} {
		if err := decodeJSON([]byte(body), variant[shapedInput](), &shapedInput{}); !fault.HasCode(err, "invalid_json") {
			t.Errorf("%.40q: %v", body, err)
		}
	}
	deep := strings.Repeat("[", 128) + strings.Repeat("]", 128)
	if tooDeep([]byte(deep)) || tooDeep([]byte(`"`+strings.Repeat("[", 500)+`\"[[["`)) {
		t.Error("brackets in a text, or 128 levels, count as too deep")
	}
}

func TestABodyThatIsTooLargeIsRefusedWithoutBeingRead(t *testing.T) {
	t.Parallel()
	req := httptest.NewRequest("POST", "/", endless{})
	s := &Server{bodyTimeout: bodyTimeout}
	err := s.decodeBody(&call{w: httptest.NewRecorder(), r: req}, variant[shapedInput](), &shapedInput{})
	if !fault.HasCode(err, "request_too_large") {
		t.Errorf("%v", err)
	}
}

// endless is a body without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestQueriesAreReadAsClientsWriteThem(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]any{
		"a=1&b=two+words&c=%2F":   map[string]any{"a": "1", "b": "two words", "c": "/"},
		"a=1&a=2":                 map[string]any{"a": []any{"1", "2"}},
		"a[]=1":                   map[string]any{"a": []any{"1"}},
		"tags[k]=v&tags%5Bj%5D=w": map[string]any{"tags": map[string]any{"k": "v", "j": "w"}},
		"a[b][c]=1":               map[string]any{"a": map[string]any{"b": map[string]any{"c": "1"}}},
		"a[b=1&[c]=2&d]=3":        map[string]any{"a[b": "1", "[c]": "2", "d]": "3"},
		"flag&=x&&%zz=1":          map[string]any{"flag": "", "": "x", "%zz": "1"},
	} {
		if diff := cmp.Diff(want, any(parseQuery(raw))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", raw, diff)
		}
	}
	long := parseQuery(strings.Repeat("a=1&", 5000))
	if n := len(long["a"].([]any)); n > maxQueryList {
		t.Errorf("%d values of one key", n)
	}
}

func TestQueryValuesTakeTheKindTheyShould(t *testing.T) {
	t.Parallel()
	var q connectionsQuery
	must := func(raw string) {
		q = connectionsQuery{}
		if err := decodeQuery(raw, variant[connectionsQuery](), &q); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
	}
	must("limit=10&page=2&tags[a]=1&search=5")
	if q.Limit == nil || *q.Limit != 10 || q.Page != 2 || q.Tags["a"] != "1" || q.Search != "5" {
		t.Errorf("%+v", q)
	}
	for text, want := range map[string]int{"1e3": 1000, "+10": 10, "%201": 1, "5.": 5, "0x10": 16, "1.5e1": 15} {
		if must("limit=" + text); *q.Limit != want {
			t.Errorf("limit=%s is %d, want %d", text, *q.Limit, want)
		}
	}
	for text, want := range map[string]string{"1.5": "invalid_type limit", "ten": "invalid_type limit", "1_0": "invalid_type limit", "0x": "invalid_type limit", "0x1p4": "invalid_type limit", "0x1_0": "invalid_type limit", "Infinity": "invalid_type limit",
		"nan": "invalid_type limit", "1e3.5": "invalid_type limit", "": "too_small limit", "-1": "too_small limit", "1e99": "invalid_type limit", "1e999": "invalid_type limit"} {
		if got := issueText(decodeQuery("limit="+text, variant[connectionsQuery](), &q)); got != want {
			t.Errorf("limit=%s: %q, want %q", text, got, want)
		}
	}
	var c connectionQuery
	if err := decodeQuery("provider_config_key=a&force_refresh=YES&refresh_token=off", variant[connectionQuery](), &c); err != nil || !c.ForceRefresh || c.RefreshToken {
		t.Errorf("%+v %v", c, err)
	}
	for raw, want := range map[string]string{"provider_config_key=a&force_refresh=2": "invalid_value force_refresh", "provider_config_key=a&provider_config_key=b": "invalid_type provider_config_key"} {
		if got := issueText(decodeQuery(raw, variant[connectionQuery](), &c)); got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

func TestTagsFollowTheirRules(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 256)
	many := map[string]any{}
	for i := range 11 {
		many[fmt.Sprintf("k%02d", i)] = "v"
	}
	for name, c := range map[string]struct {
		value any
		want  string
	}{
		"fine": {map[string]any{"Team": "red", "a.b/c-d_e": "1"}, ""}, "no object": {[]any{}, "invalid_type "}, "digit first": {map[string]any{"1a": "x"}, "invalid_key 1a"},
		"empty": {map[string]any{"a": ""}, "too_small a"}, "long": {map[string]any{"a": long}, "too_big a"}, "number": {map[string]any{"a": json.Number("1")}, "invalid_type a"},
		"same in another case": {map[string]any{"A": "1", "a": "2"}, "custom a"}, "too many": {many, "custom "}, "no email": {map[string]any{"end_user_email": "nobody"}, "invalid_format end_user_email"},
	} {
		err := fault.New(fault.Invalid, "x", "").WithIssues((*tags)(nil).check(c.value, nil)...)
		if got := issueText(err); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestRefreshTokensAreLeftOutInEverySpelling(t *testing.T) {
	t.Parallel()
	got := withoutRefreshTokens(&catalog.Provider{}, json.RawMessage(`{"refresh_token":"a","refreshToken":1,"REFRESH-TOKEN":{},"raw":{"x":[{"refresh token":"b","n":12345678901234567890}]},"access_token":"kept","refresh_token_expires_in":5}`))
	want := `{"access_token":"kept","raw":{"x":[{"n":12345678901234567890}]},"refresh_token_expires_in":5}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	mapped := &catalog.Provider{AuthMode: catalog.TwoStep, Token: catalog.Token{TokenResponse: &catalog.TokenResponse{Token: "data.access", RefreshToken: "data.renewal"}}}
	if got := withoutRefreshTokens(mapped, json.RawMessage(`{"token":"t","raw":{"data":{"access":"t","renewal":"r"}}}`)); string(got) != `{"raw":{"data":{"access":"t"}},"token":"t"}` {
		t.Errorf("a provider's own name for it: %s", got)
	}
	if got := withoutRefreshTokens(mapped, json.RawMessage(`{"token":"t","raw":"t"}`)); string(got) != `{"raw":"t","token":"t"}` {
		t.Errorf("an answer that is no object: %s", got)
	}
}

// FuzzInput: whatever arrives, the checks neither panic nor let through what the Go type cannot hold.
func FuzzInput(f *testing.F) {
	for _, seed := range []string{`{"name":"ab"}`, `{"name":"ab","inner":{"id":1}}`, "a[b]=1&a=2", "limit=1&tags[a]=b", `{"credentials":{"type":"OAUTH2"}}`, "[]", ""} {
		f.Add(seed)
	}
	shapes := []*shape{variant[shapedInput](), variant[importBody](), variant[sessionBody](), variant[metadataBody](), variant[connectionsQuery](), variant[browserQuery]()}
	types := []reflect.Type{reflect.TypeFor[shapedInput](), reflect.TypeFor[importBody](), reflect.TypeFor[sessionBody](), reflect.TypeFor[metadataBody](), reflect.TypeFor[connectionsQuery](), reflect.TypeFor[browserQuery]()}
	f.Fuzz(func(t *testing.T, text string) {
		for i, s := range shapes {
			for _, decode := range []func(any) error{
				func(into any) error { return decodeJSON([]byte(text), s, into) },
				func(into any) error { return decodeQuery(text, s, into) },
			} {
				err := decode(reflect.New(types[i]).Interface())
				if err != nil && len(fault.From(err).Issues) == 0 && !fault.HasCode(err, "invalid_json") {
					t.Errorf("%s passed the check and not the decoder: %v", types[i].Name(), err)
				}
			}
		}
	})
}
