package catalog

import (
	"reflect"
	"slices"
)

// What an import leaves as it is in a provider that the catalog has already.
var (
	// entryTexts and fieldTexts are what people read, not what is sent.
	entryTexts = []string{"display_name", "docs", "docs_kind", "docs_connect", "vendor_oauth_docs", "vendor_oauth_docs_kind", "vendor_scopes_docs", "alias_of"}
	fieldTexts = []string{"title", "description", "example", "doc_section", "warnings", "order"}
	// fieldGuards keep a value from leading elsewhere or from being shown: an import may change them, not drop them.
	fieldGuards = []string{"pattern", "format", "secret"}
	fieldGroups = []string{"credentials", "connection_config", "integration_config", "assertion_option"}
)

// The members of a file and of a field in the order of the Go types, which is the order of the catalog's files.
var (
	fileOrder      = memberNames(reflect.TypeFor[Provider]())
	attributeOrder = memberNames(reflect.TypeFor[Field]())
)

func memberNames(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			out = append(out, memberNames(field.Type)...)
		} else if tag := field.Tag.Get("json"); tag != "" && tag != "-" {
			out = append(out, tag)
		}
	}
	return out
}

// inOrder sorts members as the catalog's files have them.
func inOrder(members Params, order []string) Params {
	slices.SortStableFunc(members, func(a, b Param) int { return slices.Index(order, a.Name) - slices.Index(order, b.Name) })
	return members
}

// keepOwn gives an imported entry the texts of this provider, their absence included, and the scopes when it has none: the
// public file keeps them elsewhere. With takeTexts an imported text wins over the present one. before are the members
// of this provider's wire form.
func (p *Provider) keepOwn(after, before Params, takeTexts bool) Params {
	out := Params{}
	for _, member := range after {
		if object, ok := member.Value.(Params); ok && slices.Contains(fieldGroups, member.Name) {
			member.Value = keepFields(object, before.object(member.Name), takeTexts)
		}
		if takeTexts || !slices.Contains(entryTexts, member.Name) {
			out = append(out, member)
		}
	}
	for _, member := range before {
		if _, has := out.Get(member.Name); !has && (member.Name == "scopes" || slices.Contains(entryTexts, member.Name)) {
			out = append(out, member)
		}
	}
	return inOrder(p.keepBaseFields(out, before), fileOrder)
}

// keepBaseFields keeps the words for inputs that the auth mode brings along: an entry need not declare those.
func (p *Provider) keepBaseFields(after, before Params) Params {
	declared := slices.Clone(after.object("credentials"))
	base := p.baseFields()
	grown := false
	for _, field := range before.object("credentials") {
		_, isBase := base.Get(field.Name)
		if _, has := declared.Get(field.Name); isBase && !has {
			declared, grown = append(declared, field), true
		}
	}
	if !grown {
		return after
	}
	after = slices.DeleteFunc(after, func(member Param) bool { return member.Name == "credentials" })
	return append(after, Param{Name: "credentials", Value: declared})
}

// keepFields keeps the texts and the guards of fields that exist already.
func keepFields(after, before Params, takeTexts bool) Params {
	out := make(Params, len(after))
	for i, field := range after {
		out[i] = field
		if _, known := before.Get(field.Name); !known {
			continue
		}
		kept := Params{}
		for _, member := range after.object(field.Name) {
			if takeTexts || !slices.Contains(fieldTexts, member.Name) {
				kept = append(kept, member)
			}
		}
		for _, member := range before.object(field.Name) {
			_, has := kept.Get(member.Name)
			if !has && (slices.Contains(fieldTexts, member.Name) || slices.Contains(fieldGuards, member.Name)) {
				kept = append(kept, member)
			}
		}
		out[i].Value = inOrder(kept, attributeOrder)
	}
	return out
}

// object returns a member that is an object, nil when it is none.
func (p Params) object(name string) Params {
	value, _ := p.Get(name)
	object, _ := value.(Params)
	return object
}
