package api

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"github.com/tidwall/gjson"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

type providerQuery struct {
	Search string `json:"search,omitempty" rule:"is=key,max=255"`
}

// ProviderList is the catalog, each entry in the catalog's own field names plus name and logo_url.
type ProviderList struct {
	Data []json.RawMessage `json:"data"`
}

// ProviderEntry is one provider in the catalog's field names plus name and logo_url (http-api §2.1).
type ProviderEntry struct {
	Data json.RawMessage `json:"data"`
}

// TemplateList is always empty: Patchbay has no catalog of ready-made functions.
type TemplateList struct {
	Data []Function `json:"data"`
}

func (s *Server) listProviders(c *call, q providerQuery) (ProviderList, error) {
	list := ProviderList{Data: []json.RawMessage{}}
	pattern, err := regexp.Compile("(?i)" + q.Search) // of what the rule for it lets in, only the dot means something
	if err != nil {
		return list, fault.New(fault.Invalid, "invalid_query_params", "The search is no pattern.").WithCause(err)
	}
	for _, summary := range s.catalog.All() {
		if !pattern.MatchString(summary.Key) {
			continue
		}
		if p, ok := s.catalog.Get(summary.Key); ok {
			list.Data = append(list.Data, s.providerObject(p))
		}
	}
	return list, nil
}

func (s *Server) getProvider(c *call, _ none) (ProviderEntry, error) {
	p, err := s.provider(c.params["provider"])
	if err != nil {
		return ProviderEntry{}, err
	}
	return ProviderEntry{Data: s.providerObject(p)}, nil
}

func (s *Server) listTemplates(*call, none) (TemplateList, error) {
	return TemplateList{Data: []Function{}}, nil
}

func (s *Server) provider(key string) (*catalog.Provider, error) {
	if p, ok := s.catalog.Get(key); ok {
		return p, nil
	}
	return nil, fault.New(fault.NotFound, "not_found", "Unknown provider "+key).
		WithHint("patchbay providers list shows them all.")
}

// publicEntry is a catalog entry in the words of http-api §2.1: its scopes are what one may ask for, each field has a
// description, and the page about setting it up is the one for end users too.
func publicEntry(p *catalog.Provider) json.RawMessage {
	entry := gjson.ParseBytes(p.JSON())
	out := []byte{'{'}
	member := func(name, value string) { out = append(append(append(append(out, name...), ':'), value...), ',') }
	entry.ForEach(func(name, value gjson.Result) bool {
		switch name.String() {
		case "scopes":
			member(`"available_scopes"`, value.Raw)
		case "docs":
			member(name.Raw, value.Raw)
			if !entry.Get("docs_connect").Exists() {
				member(`"docs_connect"`, value.Raw)
			}
		case "credentials", "connection_config", "integration_config", "assertion_option":
			member(name.Raw, string(withDescriptions(value)))
		default:
			member(name.Raw, value.Raw)
		}
		return true
	})
	return closed(out)
}

// withDescriptions gives the fields of a form that have no description an empty one: clients read it as a string.
func withDescriptions(fields gjson.Result) json.RawMessage {
	out := []byte{'{'}
	fields.ForEach(func(name, field gjson.Result) bool {
		raw := field.Raw
		if !field.Get("description").Exists() {
			raw = strings.TrimSuffix(raw, "}") + `,"description":""}`
		}
		out = append(append(append(append(out, name.Raw...), ':'), raw...), ',')
		return true
	})
	return closed(out)
}

// providerObject appends name and logo_url to the catalog's bytes, which are a non-empty object.
func (s *Server) providerObject(p *catalog.Provider) json.RawMessage {
	body := bytes.TrimRight(publicEntry(p), " \n\t")
	name, _ := json.Marshal(p.Key)
	logo, _ := json.Marshal(s.logoURL(p.Key))
	out := make([]byte, 0, len(body)+len(name)+len(logo)+24)
	out = append(out, bytes.TrimSuffix(body, []byte("}"))...)
	if len(out) > 1 {
		out = append(out, ',')
	}
	out = append(append(out, `"name":`...), name...)
	out = append(append(out, `,"logo_url":`...), logo...)
	return append(out, '}')
}

func (s *Server) logoURL(provider string) string {
	return s.facts().APIURL + "/images/template-logos/" + url.PathEscape(provider) + ".svg"
}
