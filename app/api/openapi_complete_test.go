package api

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestEveryPublicRouteIsDescribed(t *testing.T) {
	t.Parallel()
	problems, err := referenceProblems()
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		t.Error(problem)
	}
}

// referenceProblems compares reference.yaml with the route table and the notifications: routes without words, words without a route, and
// names of parameters or fields that do not exist.
func referenceProblems() ([]string, error) {
	words, err := referenceWords()
	if err != nil {
		return nil, err
	}
	p, err := newPublicDocument(words)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	var found []string
	for _, route := range Routes() {
		if !route.public() {
			continue
		}
		known[route.key()] = true
		told, described := words.operations[route.key()]
		if !described || told.ID == "" {
			found = append(found, route.key()+" has no words in reference.yaml")
			continue
		}
		if err := p.addPublic(route); err != nil {
			return nil, err
		}
		parameters, err := p.publicParameters(route, told)
		if err != nil {
			return nil, err
		}
		found = append(found, parameterProblems(route, told, parameters)...)
	}
	for key := range words.operations {
		if !known[key] {
			found = append(found, "reference.yaml describes "+key+", which is not in the route table")
		}
	}
	sent, err := p.notifications()
	if err != nil {
		return nil, err
	}
	for kind := range sent {
		if told := words.Notifications[kind]; told.ID == "" || told.Summary == "" || len(told.Headers) == 0 {
			found = append(found, "notification "+kind+" has no words in reference.yaml")
		}
	}
	for kind := range words.Notifications {
		if sent[kind] == nil {
			found = append(found, "reference.yaml describes the notification "+kind+", which is not sent")
		}
	}
	for name, fields := range words.Fields {
		for field := range fields {
			if component := p.components[name]; component == nil || component.Properties[field] == nil {
				found = append(found, "reference.yaml describes "+name+"."+field+", which is not there")
			}
		}
	}
	slices.Sort(found)
	return found, nil
}

func parameterProblems(route Route, told routeWords, parameters []any) []string {
	var found []string
	have := map[string]bool{}
	for _, each := range parameters {
		parameter := each.(map[string]any)
		name := parameter["name"].(string)
		have[name] = true
		if text, _ := parameter["description"].(string); strings.TrimSpace(text) == "" {
			found = append(found, route.key()+" does not say what "+name+" means")
		}
	}
	if told.Like != "" {
		return found
	}
	for _, name := range slices.Sorted(maps.Keys(told.Parameters)) {
		if !have[name] {
			found = append(found, route.key()+" has no parameter "+name)
		}
	}
	return found
}
