package api

import (
	"reflect"

	"patchbay/app/fault"
)

// variants is a union whose members are told apart by their "type" key.
type variants map[string]*shape

func variant[T any]() *shape { return shapeOf(reflect.TypeFor[T](), "") }

func (v variants) check(value any, path []string) []fault.Issue {
	table, ok := value.(map[string]any)
	if !ok {
		return wrongType("object", value, path)
	}
	kind, _ := table["type"].(string)
	member, ok := v[kind]
	if !ok {
		return []fault.Issue{issue("invalid_union", "Invalid input", below(path, "type"))}
	}
	return member.check(value, path)
}
