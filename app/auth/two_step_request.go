package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// plan is how the catalog describes one request of a login.
type plan struct {
	method  string // default POST
	headers catalog.Params
	params  catalog.Params
	format  string // "form", "xml", "query"; else json
}

// twoStepAccept leaves the choice to the provider: some answer with the bare token as text.
const twoStepAccept = "application/json, text/plain, */*"

// request fills the templates and builds the HTTP request; its body comes along for the inspector.
func (f *twoStepFlow) request(ctx context.Context, k *call, how plan) (*http.Request, []byte, error) {
	if err := k.checkAddress(); err != nil {
		return nil, nil, err
	}
	scope := f.scope()
	if err := f.complete(k, "token request", how.params); err != nil {
		return nil, nil, err
	}
	if err := f.complete(k, "token request's headers", how.headers); err != nil {
		return nil, nil, err
	}
	method := how.method
	if method == "" {
		method = http.MethodPost
	}
	body, kind, err := k.body(method, how.format, fillParams(how.params, scope))
	if err != nil {
		return nil, nil, err
	}
	request, err := http.NewRequestWithContext(ctx, method, k.url.String(), bytes.NewReader(body))
	if err != nil {
		return nil, nil, k.fail(fault.Invalid, "has a token address that is no address").WithCause(err)
	}
	request.Header.Set("Accept", twoStepAccept)
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	return request, body, k.setHeaders(request.Header, fillParams(how.headers, scope))
}

// body writes the parameters in their format and names its media type. GET has no body; parameters of the format query
// go into the address.
func (k *call) body(method, format string, values catalog.Params) (body []byte, kind string, err error) {
	if len(values) == 0 || method == http.MethodGet {
		return nil, "", nil
	}
	var list params
	list.setAll(values)
	switch format {
	case "query":
		address := *k.url
		address.RawQuery = joinQuery(address.RawQuery, list.form())
		k.url = &address
		return nil, "", nil
	case "form":
		return []byte(list.form()), "application/x-www-form-urlencoded", nil
	case "xml":
		body, err = writeXML(values)
		kind = "application/xml"
	default:
		body, err = values.MarshalJSON()
		kind = "application/json"
	}
	if err != nil {
		return nil, "", k.fail(fault.Invalid, "cannot be asked: the token parameters cannot be written as "+kind).WithCause(err)
	}
	return body, kind, nil
}

// setHeaders sets the filled headers. One without a value is left out: it belongs to a field that was left out.
func (k *call) setHeaders(h http.Header, headers catalog.Params) error {
	for _, header := range headers {
		value := strings.TrimSpace(text(header.Value))
		if value == "" {
			continue
		}
		if strings.ContainsFunc(value, unicode.IsControl) {
			return fault.New(fault.Invalid, "invalid_body", "A value for the header "+header.Name+" holds a line break or another control character.").
				WithHint("Enter it again without line breaks.")
		}
		h.Set(header.Name, value)
	}
	return nil
}

// fillParams fills every value. Inside a quoted text of another language (Semble's GraphQL query) values are escaped, so
// that a quotation mark in a password stays one.
func fillParams(values catalog.Params, scope catalog.Scope) catalog.Params {
	out := make(catalog.Params, len(values))
	for i, member := range values {
		out[i] = catalog.Param{Name: member.Name, Value: fillValue(member.Value, scope)}
	}
	return out
}

func fillValue(value any, scope catalog.Scope) any {
	switch v := value.(type) {
	case string:
		if strings.Contains(v, `"${credentials.`) {
			scope.Values = maps.Clone(scope.Values)
			scope.Values["credentials"] = quoted(scope.Values["credentials"])
		}
		filled, _ := catalog.Expand(v, scope)
		return filled
	case catalog.Params:
		return fillParams(v, scope)
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = fillValue(item, scope)
		}
		return list
	default:
		return value
	}
}

// quoted escapes texts as JSON and GraphQL strings do, without the marks around them.
func quoted(group any) map[string]any {
	fields, _ := group.(map[string]any)
	out := make(map[string]any, len(fields))
	for name, value := range fields {
		out[name] = value
		if written, ok := value.(string); ok {
			out[name] = escaped(written)
		}
	}
	return out
}

// escaped is a text as it stands between the quotation marks of a JSON string.
func escaped(written string) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(written) != nil { // a text can always be written
		return written
	}
	line := strings.TrimSuffix(out.String(), "\n")
	return line[1 : len(line)-1]
}

// complete checks that every placeholder has a value. The fault names the field, or the answer that lacks something.
func (f *twoStepFlow) complete(k *call, what string, templates any) error {
	names, broken := unfilled(templates, f.scope())
	if len(names) == 0 && !broken {
		return nil
	}
	if len(names) == 0 {
		return fault.New(fault.Invalid, "invalid_body", "The "+what+" cannot be built from what was entered.").
			WithHint("Check the keys: they must be complete, for PEM from -----BEGIN to -----END.")
	}
	if step, rest, found := strings.Cut(names[0], "."); found && strings.HasPrefix(step, "step") {
		said := oauthError{}
		if len(f.answers) > 0 {
			said = errorIn(f.answers[len(f.answers)-1].value)
		}
		return k.fault(fault.Upstream, k.Provider.DisplayName+" answered without “"+rest+"”, which the next request needs."+said.quote(k.secrets...)).
			WithHint("The operation's log shows the answers. Check what was entered and the address of the account.")
	}
	return f.missingFields(names)
}

// missingFields names what nobody entered.
func (f *twoStepFlow) missingFields(names []string) error {
	var titles []string
	var issues []fault.Issue
	for _, name := range names {
		group, short, found := strings.Cut(name, ".")
		if !found {
			group, short = "credentials", name
		}
		title, path := f.fieldNamed(group, short)
		if !slices.Contains(titles, title) {
			titles = append(titles, title)
			issues = append(issues, fault.Issue{Code: "too_small", Message: title + " is required.", Path: path})
		}
	}
	hint := "Fill in the fields named here."
	if f.purpose != loggingIn {
		hint = reconnect
	}
	return fault.New(fault.Invalid, "invalid_body", f.r.Provider.DisplayName+" needs more to log in: "+strings.Join(titles, ", ")+".").
		WithHint(hint).WithIssues(issues...)
}

func (f *twoStepFlow) fieldNamed(group, name string) (title string, path []string) {
	fields, wire := f.r.Provider.CredentialFields(), "credentials"
	switch group {
	case "connectionConfig":
		fields, wire = f.r.Provider.ConnectionConfig, "params"
	case "assertionOption":
		fields, wire = f.r.Provider.AssertionOption, "assertion_option"
	}
	if field, ok := fields.Get(name); ok && field.Title != "" {
		return field.Title, []string{wire, name}
	}
	return name, []string{wire, name}
}

// unfilled lists the placeholders without a value; broken tells of a function that cannot work with its values.
func unfilled(templates any, scope catalog.Scope) (names []string, broken bool) {
	switch v := templates.(type) {
	case string:
		if _, ok := catalog.Expand(v, scope); ok {
			return nil, false
		}
		for _, name := range catalog.Placeholders(v) {
			if _, ok := catalog.Expand("${"+name+"}", scope); !ok {
				names = append(names, name)
			}
		}
		return names, len(names) == 0
	case catalog.Params:
		for _, member := range v {
			more, bad := unfilled(member.Value, scope)
			names, broken = append(names, more...), broken || bad
		}
	case []any:
		for _, item := range v {
			more, bad := unfilled(item, scope)
			names, broken = append(names, more...), broken || bad
		}
	}
	return names, broken
}
