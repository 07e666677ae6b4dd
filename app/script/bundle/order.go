package bundle

import (
	"fmt"
	"slices"

	"github.com/evanw/esbuild/shim"
)

// batching are the methods that write records, requesting those that call the provider.
var (
	batching   = []string{"batchSave", "batchUpdate", "batchDelete", "batchSend"}
	requesting = []string{"proxy", "get", "post", "put", "patch", "delete"}
)

// placed is a call of the nango object inside exec.
type placed struct {
	method, model string // model is the first argument when that is a literal, as of trackDeletesStart
	node          *shim.Node
	line          int
}

// order applies the rules on the order of calls within a sync's exec. Like the official compiler it goes by source lines and
// sees only what is written inside a property exec: of the entry file.
func (c *checker) order() {
	calls := c.execCalls()
	of := func(methods ...string) []placed {
		return slices.DeleteFunc(slices.Clone(calls), func(p placed) bool { return !slices.Contains(methods, p.method) })
	}
	batches := of(batching...)
	c.merging(of("setMergingStrategy"), batches, of(requesting...))
	c.deletion(of("deleteRecordsFromPreviousExecutions"), batches)
	for _, model := range models(of("trackDeletesStart", "trackDeletesEnd")) {
		ofModel := func(list []placed) []placed {
			return slices.DeleteFunc(slices.Clone(list), func(p placed) bool { return p.model != model })
		}
		c.tracking(model, ofModel(of("trackDeletesStart")), ofModel(of("trackDeletesEnd")), batches) // of whatever model
	}
}

func (c *checker) execCalls() []placed {
	var out []placed
	c.file.tree.Walk(func(n *shim.Node, parents []*shim.Node) bool {
		method, ok := c.method(n)
		if !ok || !slices.ContainsFunc(parents, func(p *shim.Node) bool { return p.Kind == shim.Property && p.Name == "exec" }) {
			return true
		}
		p := placed{method: method, node: n}
		p.line, _ = position(c.file.text, n.Start)
		if len(n.Children) > 1 && n.Children[1].Kind == shim.String {
			p.model = n.Children[1].Name
		}
		out = append(out, p)
		return true
	})
	return out
}

// models lists the literal models of calls, in their order.
func models(calls []placed) []string {
	var out []string
	for _, p := range calls {
		if p.model != "" && !slices.Contains(out, p.model) {
			out = append(out, p.model)
		}
	}
	return out
}

func (c *checker) misplaced(p placed, code, message, hint string) {
	c.errorAt(p.node.Start, p.node.Children[0].NameAt+len(p.method)-p.node.Start, code, message, hint)
}

func (c *checker) merging(strategies, batches, requests []placed) {
	const hint = "Call it first: it looks at the cache before anything is fetched."
	for _, p := range strategies {
		if first := earliest(batches); first > 0 && p.line > first {
			c.misplaced(p, "merging_strategy_order", "setMergingStrategy should be called before any batching records function", hint)
		}
		if first := earliest(requests); first > 0 && p.line > first {
			c.misplaced(p, "merging_strategy_order", "setMergingStrategy should be called before any proxy function", hint)
		}
	}
}

func (c *checker) deletion(calls, batches []placed) {
	for i, p := range calls {
		if i > 0 {
			c.misplaced(p, "delete_records_order", "deleteRecordsFromPreviousExecutions should be called only once per sync", "Call it at the end of exec.")
		}
		if p.line < latest(batches) {
			c.misplaced(p, "delete_records_order", "deleteRecordsFromPreviousExecutions should be called after any batching records function",
				"Call it at the end of exec: it deletes what was not saved before.")
		}
	}
}

// tracking applies the rules on the pair that finds deleted records of one model.
func (c *checker) tracking(model string, starts, ends, batches []placed) {
	const code = "track_deletes_order"
	about := func(method, rest string) string { return fmt.Sprintf("%s for model '%s' %s", method, model, rest) }
	for _, list := range [][]placed{starts, ends} {
		if len(list) > 1 {
			c.misplaced(list[1], code, about(list[1].method, "should be called only once per sync"), "One pair for each model is enough.")
		}
	}
	switch {
	case len(ends) == 0:
		c.misplaced(starts[0], code, about("trackDeletesStart", "is called but trackDeletesEnd is never called"), "Call trackDeletesEnd after the last batch.")
		return
	case len(starts) == 0:
		c.misplaced(ends[0], code, about("trackDeletesEnd", "is called but trackDeletesStart is never called"), "Call trackDeletesStart before the first batch.")
		return
	case starts[0].line > ends[0].line:
		c.misplaced(starts[0], code, about("trackDeletesStart", "should be called before trackDeletesEnd"), "")
	}
	if first := earliest(batches); first > 0 && first < starts[0].line {
		c.misplaced(starts[0], code, about("trackDeletesStart", "should be called before any batching records function"), "Move it before the first batch.")
	}
	if latest(batches) > ends[0].line {
		c.misplaced(ends[0], code, about("trackDeletesEnd", "should be called after any batching records function"), "Move it after the last batch.")
	}
}

func earliest(calls []placed) int {
	if len(calls) == 0 {
		return 0
	}
	return slices.MinFunc(calls, func(a, b placed) int { return a.line - b.line }).line
}

func latest(calls []placed) int {
	if len(calls) == 0 {
		return 0
	}
	return slices.MaxFunc(calls, func(a, b placed) int { return a.line - b.line }).line
}
