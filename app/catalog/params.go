package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Params is an object of the catalog with its order kept: what is sent, in the order the file states it.
type Params []Param

// Param is one member. Value is a string, bool, json.Number, nil, []any, or Params when objects nest.
type Param struct {
	Name  string
	Value any
}

// Get returns the value of a name.
func (p Params) Get(name string) (any, bool) {
	for _, member := range p {
		if member.Name == name {
			return member.Value, true
		}
	}
	return nil, false
}

// Text returns the value of a name as text, "" when it is absent or not a scalar.
func (p Params) Text(name string) string {
	value, _ := p.Get(name)
	text, _ := scalarText(value)
	return text
}

// Map returns the members as plain Go maps and slices, without their order.
func (p Params) Map() map[string]any {
	out := make(map[string]any, len(p))
	for _, member := range p {
		out[member.Name] = plain(member.Value)
	}
	return out
}

func plain(value any) any {
	switch v := value.(type) {
	case Params:
		return v.Map()
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = plain(item)
		}
		return out
	default:
		return v
	}
}

// UnmarshalJSON reads an object and keeps the order of its members.
func (p *Params) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	value, err := readValue(dec)
	if err != nil {
		return err
	}
	switch v := value.(type) {
	case Params:
		*p = v
	case nil:
		*p = nil
	default:
		return fmt.Errorf("want an object, got %T", value)
	}
	return nil
}

// MarshalJSON writes the object in its order.
func (p Params) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, member := range p {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := writeMember(&out, member.Name, member.Value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func writeMember(out *bytes.Buffer, name string, value any) error {
	key, err := encodeJSON(name)
	if err != nil {
		return err
	}
	body, err := encodeJSON(value)
	if err != nil {
		return err
	}
	out.Write(key)
	out.WriteByte(':')
	out.Write(body)
	return nil
}

// encodeJSON is json.Marshal without the escaping of <, > and & that only HTML needs.
func encodeJSON(value any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

func readValue(dec *json.Decoder) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return readObject(dec)
	case json.Delim('['):
		return readList(dec)
	default:
		return token, nil
	}
}

func readObject(dec *json.Decoder) (any, error) {
	out := Params{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		value, err := readValue(dec)
		if err != nil {
			return nil, err
		}
		out = append(out, Param{Name: name.(string), Value: value})
	}
	_, err := dec.Token()
	return out, err
}

func readList(dec *json.Decoder) (any, error) {
	out := []any{}
	for dec.More() {
		value, err := readValue(dec)
		if err != nil {
			return nil, err
		}
		out = append(out, value)
	}
	_, err := dec.Token()
	return out, err
}

func joinNonEmpty(items []string, separator string) string {
	kept := make([]string, 0, len(items))
	for _, item := range items {
		if item = strings.TrimSpace(item); item != "" {
			kept = append(kept, item)
		}
	}
	return strings.Join(kept, separator)
}

// TokenURL is the token endpoint. Two-token providers name one per auth mode; all others have only Default.
type TokenURL struct {
	Default string
	ByMode  map[AuthMode]string
}

// For returns the endpoint of the mode.
func (t TokenURL) For(mode AuthMode) string {
	if text, ok := t.ByMode[mode]; ok {
		return text
	}
	return t.Default
}

// String returns the default endpoint.
func (t TokenURL) String() string { return t.Default }

// UnmarshalJSON reads a string or an object of mode to string.
func (t *TokenURL) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return json.Unmarshal(data, &t.ByMode)
	}
	return json.Unmarshal(data, &t.Default)
}
