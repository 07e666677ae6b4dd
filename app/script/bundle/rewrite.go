package bundle

import (
	"cmp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/shim"
)

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// apply makes edits. Of two that overlap it makes the one that starts first.
func apply(text string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out strings.Builder
	at := 0
	for _, e := range edits {
		if e.start < at {
			continue
		}
		out.WriteString(text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.WriteString(text[at:])
	return out.String()
}

// declare replaces the create call of an entry file by its literal with the type in front, as the official compiler does,
// so that a real server need not have the nango package. No line moves.
func declare(f *file) []edit {
	export, call := declared(f.tree)
	if call == nil || len(call.Children) < 2 || call.Children[1].Kind != shim.Object {
		return nil
	}
	creator := creators[call.Children[0].Name]
	object := call.Children[1]
	head, tail, from := "", "", call.Start
	if export.Children[0] == call {
		from = export.Start
		head, tail = "export const "+creator.constant+" = ", "; export default "+creator.constant+";"
	}
	return []edit{
		{from, object.Start, head + newlines(f.text[from:object.Start])},
		{object.Start, object.Start + 1, `{type: "` + creator.kind + `",`},
		{object.Close + 1, call.Close + 1, newlines(f.text[object.Close+1:call.Close+1]) + tail},
	}
}

func newlines(text string) string { return strings.Repeat("\n", strings.Count(text, "\n")) }

// features lists what an entry's code uses of the nango object.
func features(f *file) []string {
	used := []string{}
	if f == nil || f.tree == nil {
		return used
	}
	f.tree.Walk(func(n *shim.Node, _ []*shim.Node) bool {
		if name, ok := (&checker{file: f}).method(n); ok && checkpointMethods[name] {
			used = append(used, "checkpoints")
		}
		return len(used) == 0
	})
	return used
}

var checkpointMethods = map[string]bool{"getCheckpoint": true, "saveCheckpoint": true, "clearCheckpoint": true}
