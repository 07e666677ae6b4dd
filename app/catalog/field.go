package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Field is one value that a user, a flow or a script fills in. All values are strings.
type Field struct {
	Name         string       `json:"-"`
	Type         string       `json:"type"` // always "string"
	Title        string       `json:"title"`
	Description  string       `json:"description"`
	Example      string       `json:"example"`
	Pattern      string       `json:"pattern"` // ECMAScript expression for the whole value, anchors included
	Format       string       `json:"format"`  // "hostname", "uri", "uuid", "email"
	Enum         []string     `json:"enum"`
	Optional     bool         `json:"optional"`
	Secret       bool         `json:"secret"` // shown as a password and masked when read back
	Order        int          `json:"order"`  // 0: none
	DefaultValue *string      `json:"default_value"`
	Hidden       bool         `json:"hidden"`    // not shown, sent with its default
	Automated    bool         `json:"automated"` // never asked: a flow or a script fills it
	Prefix       string       `json:"prefix"`    // decoration around the input, not stored
	Suffix       string       `json:"suffix"`
	DocSection   string       `json:"doc_section"`
	Warnings     Params       `json:"warnings"` // chosen value to the text shown beside it
	VisibleWhen  *VisibleWhen `json:"visible_when"`
}

// VisibleWhen shows a field only while another one has a value.
type VisibleWhen struct {
	Field  string `json:"field"`
	Equals string `json:"equals"`
}

// Default is the declared default value, or "".
func (f Field) Default() string {
	if f.DefaultValue == nil {
		return ""
	}
	return *f.DefaultValue
}

// Required reports whether the value must hold at least one character.
func (f Field) Required() bool {
	return !f.Optional && !f.Hidden && !f.Automated && f.DefaultValue == nil
}

// Multiline reports whether the value is a document of several lines: a key or a certificate in PEM form, or a JSON Web
// Key. The label of such a field says so in brackets.
func (f Field) Multiline() bool {
	return strings.HasSuffix(f.Title, "(PEM)") || strings.HasSuffix(f.Title, "(JWK)") || strings.Contains(f.Pattern, "-----BEGIN")
}

// Asked reports whether a person sees the field in a form.
func (f Field) Asked() bool { return !f.Hidden && !f.Automated }

// Fields is an ordered set of fields.
type Fields []Field

// Get returns the field of a name.
func (f Fields) Get(name string) (Field, bool) {
	for _, field := range f {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}

// UnmarshalJSON reads an object of name to field and keeps its order.
func (f *Fields) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if token, err := dec.Token(); err != nil || token != json.Delim('{') {
		return fmt.Errorf("want an object of fields")
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		field := Field{Name: name.(string)}
		if err := dec.Decode(&field); err != nil {
			return fmt.Errorf("field %s: %w", name, err)
		}
		*f = append(*f, field)
	}
	return nil
}
