package inbound

import (
	"slices"
	"strings"
)

// Families lists all families in the order of their labels.
func Families() []Family {
	list := make([]Family, 0, len(families))
	for script := range families {
		list = append(list, describe(script))
	}
	slices.SortFunc(list, func(a, b Family) int { return strings.Compare(a.Label+a.Script, b.Label+b.Script) })
	return list
}
