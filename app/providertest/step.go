package providertest

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// A Step is one request that a vendor waits for, down to the last parameter, and its answer.
type Step struct {
	Name   string // what it is, for reports
	Method string
	URL    string // scheme, host and path, escaped; the query stands in Query

	Query  Values            // exactly these; nil: none
	Header map[string]string // these, and beyond them only what every HTTP client sends
	Free   []string          // headers whose value does not matter, lower-case
	Form   Values            // the body is this form, nil: see JSON and Text
	JSON   any               // the body is this JSON
	Text   *string           // the body is this text; all three nil: no body
	Loose  bool              // the body is Check's business
	Maybe  []string          // form parameters that may come too
	// Only tells requests to one address apart; nil takes all.
	Only func(*Received) bool

	// Check finds what the rules above cannot, such as a wrong signature.
	Check func(*Received) []string

	Answer   Answer
	Reply    func(*Received) Answer // in place of Answer
	Strict   bool                   // a wrong request is answered 401, as a real vendor would
	Optional bool                   // it need not come
	Again    bool                   // it may come any number of times
}

// Values are parameters by name. A value may be a Match's name instead of the text itself, see the constants.
type Values map[string][]string

// one makes Values of single parameters.
func one(m map[string]string) Values {
	out := Values{}
	for name, value := range m {
		out[name] = []string{value}
	}
	return out
}

// Stand-ins for values that nobody can know before.
const (
	anyText = "\x00any"  // something, but not nothing
	anyUUID = "\x00uuid" // a UUID of version 4
)

// Answer is what a vendor says. The zero value is an empty 200.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	Stream func(ctx context.Context, w io.Writer) // in place of Body; ctx ends when the asker leaves
}

// jsonAnswer is a 200 with an object.
func jsonAnswer(object any) Answer {
	body, err := json.Marshal(object)
	if err != nil {
		panic(err) // made of maps and strings
	}
	return Answer{Status: http.StatusOK, Body: body}
}

// Received is a request as it arrived.
type Received struct {
	Method, Scheme, Host, Path, RawQuery string
	Header                               http.Header
	Body                                 []byte
	Certificates                         []*x509.Certificate
}

// URL is the address asked for.
func (r *Received) URL() string {
	address := r.Scheme + "://" + r.Host + r.Path
	if r.RawQuery != "" {
		address += "?" + r.RawQuery
	}
	return address
}

func (r *Received) form() url.Values {
	form, err := url.ParseQuery(string(r.Body))
	if err != nil {
		return nil
	}
	return form
}

func (s *Step) matches(got *Received) bool {
	return s.Method == got.Method && strings.EqualFold(s.URL, got.Scheme+"://"+got.Host+got.Path) && (s.Only == nil || s.Only(got))
}

// everyClient are headers that say nothing about a provider.
var everyClient = []string{"accept", "accept-encoding", "content-length", "content-type", "user-agent", "connection"}

func (s *Step) check(got *Received) []string {
	var wrong []string
	if s.URL != got.Scheme+"://"+got.Host+got.Path {
		wrong = append(wrong, "address "+got.URL()+", want "+s.URL)
	}
	query, err := url.ParseQuery(got.RawQuery)
	if err != nil {
		wrong = append(wrong, "query "+got.RawQuery+": "+err.Error())
	}
	wrong = append(wrong, s.Query.compare("query", query)...)
	wrong = append(wrong, s.headers(got.Header)...)
	if !s.Loose {
		wrong = append(wrong, s.body(got)...)
	}
	if s.Check != nil {
		wrong = append(wrong, s.Check(got)...)
	}
	return wrong
}

func (s *Step) headers(got http.Header) []string {
	var wrong []string
	seen := map[string]bool{}
	for name, want := range s.Header {
		name = strings.ToLower(name)
		seen[name] = true
		have := got.Values(name)
		if len(have) != 1 || !same(want, have[0]) {
			wrong = append(wrong, fmt.Sprintf("header %s is %q, want %q", name, have, want))
		}
	}
	for name := range got {
		name = strings.ToLower(name)
		if !seen[name] && !slices.Contains(everyClient, name) && !slices.Contains(s.Free, name) {
			wrong = append(wrong, "header "+name+" was not expected: "+got.Get(name))
		}
	}
	slices.Sort(wrong)
	return wrong
}

func (s *Step) body(got *Received) []string {
	kind, _, _ := strings.Cut(got.Header.Get("Content-Type"), ";")
	switch {
	case s.Form != nil && len(s.Form) == 0 && len(got.Body) == 0:
	case s.Form != nil:
		if kind != "application/x-www-form-urlencoded" {
			return []string{"content type " + kind + ", want a form: " + string(got.Body)}
		}
		form := got.form()
		for _, name := range s.Maybe {
			if _, asked := s.Form[name]; !asked {
				form.Del(name)
			}
		}
		return s.Form.compare("form", form)
	case s.JSON != nil:
		if _, own := s.Header["content-type"]; kind != "application/json" && !own {
			return []string{"content type " + kind + ", want JSON: " + string(got.Body)}
		}
		return compareJSON(s.JSON, got.Body)
	case s.Text != nil:
		if string(got.Body) != *s.Text {
			return []string{fmt.Sprintf("body %q, want %q", got.Body, *s.Text)}
		}
	case len(got.Body) > 0:
		return []string{fmt.Sprintf("body %q, want none", got.Body)}
	}
	return nil
}

// compare wants exactly these parameters.
func (v Values) compare(place string, got url.Values) []string {
	var wrong []string
	for _, name := range sorted(v) {
		want, have := v[name], got[name]
		equal := len(want) == len(have)
		for i := range min(len(want), len(have)) {
			equal = equal && same(want[i], have[i])
		}
		if !equal {
			wrong = append(wrong, fmt.Sprintf("%s parameter %s is %q, want %q", place, name, have, want))
		}
	}
	for _, name := range sorted(got) {
		if _, known := v[name]; !known {
			wrong = append(wrong, fmt.Sprintf("%s parameter %s was not expected: %q", place, name, got[name]))
		}
	}
	return wrong
}

// same compares one value, stand-ins included.
func same(want, have string) bool {
	switch want {
	case anyText:
		return have != ""
	case anyUUID:
		return isUUID4(have)
	}
	return want == have
}

func isUUID4(text string) bool {
	if len(text) != 36 || text[14] != '4' || !strings.ContainsRune("89ab", rune(text[19])) {
		return false
	}
	return strings.Trim(text, "0123456789abcdef-") == "" && strings.Count(text, "-") == 4
}

// compareJSON compares values, not spelling; stand-ins count inside objects too.
func compareJSON(want any, body []byte) []string {
	var have any
	if err := json.Unmarshal(body, &have); err != nil {
		return []string{fmt.Sprintf("body %q is no JSON: %v", body, err)}
	}
	if !sameJSON(plainJSON(want), have) {
		text, _ := json.Marshal(plainJSON(want)) //nolint:errchkjson // it was JSON a moment ago
		return []string{fmt.Sprintf("body %s, want %s", body, text)}
	}
	return nil
}

func plainJSON(v any) any {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		return err.Error()
	}
	return out
}

func sameJSON(want, have any) bool {
	switch w := want.(type) {
	case string:
		h, ok := have.(string)
		return ok && same(w, h)
	case map[string]any:
		h, ok := have.(map[string]any)
		if !ok || len(w) != len(h) {
			return false
		}
		for name := range w {
			if other, present := h[name]; !present || !sameJSON(w[name], other) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(want, have)
}
