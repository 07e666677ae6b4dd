package api

import (
	"bytes"
	_ "embed"
	"fmt"
	"maps"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed reference.yaml
var referenceText []byte

// reference is what the API reference says about the public routes beside the route table. The file explains its fields.
type reference struct {
	Parameters map[string]string
	Headers    map[string]map[string]*headerWords
	Topics     []topicWords

	Notifications map[string]routeWords // by type: what is sent to the user's own server

	Fields map[string]map[string]string // component → field → what it means

	operations map[string]routeWords // "METHOD /pattern"
}

type topicWords struct {
	Name, Text string
	Deprecated bool
	Operations map[string]routeWords
}

type routeWords struct {
	ID          string
	Summary     string // in place of the route table's line
	Text        string
	Like        string // another route whose words hold here too
	Query       string // "browser": the query of the front-end SDK, which the route reads by itself
	Deprecated  bool
	Parameters  map[string]string
	Headers     map[string]*headerWords
	Body        map[string]any
	BodyExample any `yaml:"body_example"`
	Answers     map[int]answerWords
	Errors      map[int]map[string]string

	topic string
}

type headerWords struct {
	Text       string
	Required   bool
	Deprecated bool
	Schema     map[string]any
}

type answerWords struct {
	Text   string
	Schema map[string]any
}

// anyMethod is how reference.yaml writes the method of routes for every method.
const anyMethod = "ANY"

func (r *Route) key() string {
	if r.Method == anyOne {
		return anyMethod + " " + r.Pattern
	}
	return r.Method + " " + r.Pattern
}

// referenceWords reads the embedded file once.
var referenceWords = sync.OnceValues(func() (*reference, error) {
	words := &reference{operations: map[string]routeWords{}}
	decoder := yaml.NewDecoder(bytes.NewReader(referenceText))
	decoder.KnownFields(true)
	if err := decoder.Decode(words); err != nil {
		return nil, fmt.Errorf("reference.yaml: %w", err)
	}
	for _, topic := range words.Topics {
		for key, op := range topic.Operations {
			op.topic, op.Deprecated = topic.Name, op.Deprecated || topic.Deprecated
			op.Headers = words.headers(op.Headers)
			words.operations[key] = op
		}
	}
	for kind, told := range words.Notifications {
		told.Headers = words.headers(told.Headers)
		words.Notifications[kind] = told
	}
	for key, op := range words.operations {
		if op.Like != "" {
			same := words.operations[op.Like]
			same.ID, same.topic, same.Deprecated = op.ID, op.topic, op.Deprecated
			words.operations[key] = same
		}
	}
	return words, nil
})

// headers puts the headers of a group in the place of the group's name.
func (r *reference) headers(own map[string]*headerWords) map[string]*headerWords {
	all := map[string]*headerWords{}
	for name, words := range own {
		if words != nil {
			all[name] = words
			continue
		}
		maps.Copy(all, r.Headers[name])
	}
	return all
}
