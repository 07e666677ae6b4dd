package auth

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"patchbay/app/catalog"
)

// param is one parameter of an authorize address or a token request. Values that are not text keep their type
// for JSON bodies.
type param struct {
	name  string
	value any
}

// params keep the order in which they were first set: some vendors sign or compare the text.
type params []param

// set replaces the parameter of that name where it stands, or appends it.
func (p *params) set(name string, value any) {
	for i := range *p {
		if (*p)[i].name == name {
			(*p)[i].value = value
			return
		}
	}
	*p = append(*p, param{name, value})
}

// setAll sets what a catalog file lists.
func (p *params) setAll(values catalog.Params) {
	for _, v := range values {
		p.set(v.Name, v.Value)
	}
}

func (p *params) remove(name string) {
	for i := range *p {
		if (*p)[i].name == name {
			*p = append((*p)[:i], (*p)[i+1:]...)
			return
		}
	}
}

func (p params) get(name string) (any, bool) {
	for _, q := range p {
		if q.name == name {
			return q.value, true
		}
	}
	return nil, false
}

// form is the application/x-www-form-urlencoded text.
func (p params) form() string {
	var out strings.Builder
	for i, q := range p {
		if i > 0 {
			out.WriteByte('&')
		}
		out.WriteString(url.QueryEscape(q.name) + "=" + url.QueryEscape(text(q.value)))
	}
	return out.String()
}

// query is like form with spaces as %20, which every vendor's authorize page understands; + is not.
func (p params) query() string { return strings.ReplaceAll(p.form(), "+", "%20") }

// json is the object in order.
func (p params) json() ([]byte, error) {
	var out strings.Builder
	out.WriteByte('{')
	for i, q := range p {
		if i > 0 {
			out.WriteByte(',')
		}
		name, err := json.Marshal(q.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(q.value)
		if err != nil {
			return nil, fmt.Errorf("parameter %s: %w", q.name, err)
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(value)
	}
	out.WriteByte('}')
	return []byte(out.String()), nil
}

// text renders a value for a form or a query.
func text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	default:
		encoded, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return string(encoded)
	}
}
