// Package templates is the library of ready-made functions: our own, written against the vendors' public documentation, each with
// recorded answers that it passes.
package templates

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"

	"patchbay/app/fault"
)

// library is a functions folder whose integrations are called like their providers, and index.json, which the test writes from
// what the functions compile to.
//
//go:embed all:library
var library embed.FS

// onEvent is the type of functions that run for a connection's events.
const onEvent = "on-event"

// Template is one ready-made function.
type Template struct {
	Provider    string   `json:"provider"` // catalog key
	Name        string   `json:"name"`
	Type        string   `json:"type"` // "sync", "action" or "on-event"
	Description string   `json:"description"`
	Group       string   `json:"group"` // what it is about: "issues", "contacts"
	Docs        string   `json:"docs"`  // the vendor's page
	Models      []string `json:"models"`
	Scopes      []string `json:"scopes"`
	Frequency   string   `json:"frequency,omitempty"`
	File        string   `json:"file"`    // in Library, e.g. github/syncs/issues.ts
	Helpers     []string `json:"helpers"` // other files that it imports
}

// ID names a template.
func (t Template) ID() string { return t.Provider + "/" + t.Type + "/" + t.Name }

// Fixture is the path of the template's recorded answers.
func (t Template) Fixture() string { return path.Join(t.Provider, "tests", t.Name+".test.json") }

var index = sync.OnceValues(func() ([]Template, error) {
	text, err := library.ReadFile("library/index.json")
	if err != nil {
		return nil, err
	}
	var all []Template
	return all, json.Unmarshal(text, &all)
})

// All lists the library by provider, type and name.
func All() ([]Template, error) { return index() }

// Get returns the template with this name, of any type when kind is empty. Faults: template_not_found, ambiguous_function.
func Get(provider, kind, name string) (Template, error) {
	all, err := All()
	if err != nil {
		return Template{}, err
	}
	var found []Template
	for _, t := range all {
		if t.Provider == provider && t.Name == name && (kind == "" || t.Type == kind) {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		return Template{}, notFound(provider, cmp.Or(kind, "function"), name)
	case 1:
		return found[0], nil
	default:
		return Template{}, fault.New(fault.Conflict, "ambiguous_function", "The library has several functions with the name "+name+".").
			WithHint("Say which with function_type.")
	}
}

func notFound(provider, kind, name string) error {
	return fault.New(fault.NotFound, "template_not_found", fmt.Sprintf("The library has no %s %s for %s.", kind, name, provider))
}

// Files are the template's texts for a project whose integration has the given key: path in the project to text.
func (t Template) Files(integration string) (map[string]string, error) {
	files := map[string]string{}
	names := append([]string{t.File}, t.Helpers...)
	if t.Type != onEvent { // these have none: a mock of theirs would have nothing to compare
		names = append(names, t.Fixture())
	}
	for _, name := range names {
		text, err := library.ReadFile("library/" + name)
		if err != nil {
			return nil, err
		}
		files[integration+strings.TrimPrefix(name, t.Provider)] = string(text)
	}
	return files, nil
}
