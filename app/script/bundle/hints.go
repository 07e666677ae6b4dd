package bundle

import (
	"fmt"
	"strings"

	"github.com/evanw/esbuild/shim"

	"patchbay/app/script"
)

// elsewhere is the namespace of stand-ins for packages that only a real server has.
const elsewhere = "server-only"

// refusedOnServer are imports that compile and that a real server then refuses when the function is loaded.
var refusedOnServer = map[string]string{"node:crypto": "crypto", "node:url": "url", "nango": "", "nango/experimental": ""}

// standIn is a module in place of a package that only a real server has: the runner's, when a test brings one, else an object
// whose first use fails with the sentence. Loading it does not fail, so that the definition can be read. A named import looks
// the name up in the prototype, because esbuild copies only what the module has of its own.
func standIn(name string) string {
	return fmt.Sprintf(`let real;
try { real = require(%[1]q); } catch {}
const fail = () => { throw new Error(%[2]q); };
const get = (_, key) => key === "__esModule" ? true : key === "default" ? module.exports : typeof key === "symbol" || key === "then" ? undefined : fail();
const names = new Proxy({}, { get });
module.exports = real ?? new Proxy(function () {}, { get, apply: fail, construct: fail, set: fail, has: () => true, getPrototypeOf: () => names });
`, name, script.MissingModule(name))
}

// packageHints warns of packages that differ between here and a real server.
func packageHints(entry string, packages []string) []Diagnostic {
	var out []Diagnostic
	warn := func(code, message, hint string) {
		out = append(out, Diagnostic{File: entry, Severity: SeverityWarning, Source: SourceBundle, Code: code, Message: message, Hint: hint})
	}
	for _, name := range packages {
		if script.OnlyOnServer(name) {
			warn("needs_real_server", script.MissingModule(name), "Run it on a server after the export.")
		}
		instead, refused := refusedOnServer[name]
		if !refused {
			continue
		}
		hint := "Import only createAction, createSync, createOnEvent and types from it."
		if instead != "" {
			hint = fmt.Sprintf("Import '%s' instead.", instead)
		}
		warn("refused_at_run", fmt.Sprintf("The import of '%s' compiles, but a real server and Patchbay refuse it when the function runs.", name), hint)
	}
	return out
}

// loadable are the packages a running function can load.
var loadable = map[string]bool{"zod": true, "crypto": true, "url": true, "soap": true, "unzipper": true, "botbuilder": true}

// dynamic warns of import() and require(), which the compile rules do not see.
func (c *checker) dynamic(n *shim.Node) {
	what, arguments := "import()", n.Children
	if n.Kind == shim.Call {
		what, arguments = "require()", n.Children[1:]
	}
	if len(arguments) == 0 {
		return
	}
	message := what + " of a computed name fails when the function runs."
	if arguments[0].Kind == shim.String {
		name := arguments[0].Name
		if !bare(name) || loadable[name] {
			return
		}
		message = fmt.Sprintf("%s of '%s' fails when the function runs: a server offers zod, crypto, url, soap, unzipper and botbuilder only.", what, name)
	}
	c.warnAt(n.Start, len(what)-len("()"), "dynamic_import", message, "Use an import declaration at the top of the file.")
}

// regexp tells of flags that the engine here lacks.
func (c *checker) regexp(n *shim.Node) {
	flags := n.Name[strings.LastIndexByte(n.Name, '/')+1:]
	if strings.ContainsAny(flags, "vd") {
		c.warnAt(n.Start, len(n.Name), "regexp_flag",
			fmt.Sprintf("The flags v and d of regular expressions (here: %s) work on a real server but not in Patchbay's engine.", flags),
			"Use the flag u, or indices from the match.")
	}
}

// advise gives the official compiler's own warnings.
func (c *checker) advise() {
	_, call := declared(c.file.tree)
	if call == nil || len(call.Children) < 2 || call.Children[1].Kind != shim.Object {
		return
	}
	if call.Children[0].Name == "createFunction" {
		c.warnAt(call.Start, len("createFunction"), "create_function_experimental",
			"createFunction is experimental and not ready for production; Patchbay does not run it from a folder.", "Use createAction, createSync or createOnEvent.")
	}
	if p := property(call.Children[1], "trackDeletes"); p != nil && strings.HasPrefix(strings.TrimLeft(c.file.text[p.Start+len("trackDeletes"):], " \t\r\n:"), "true") {
		c.warnAt(p.Start, len("trackDeletes"), "track_deletes_deprecated",
			"trackDeletes: true is deprecated.", "Call trackDeletesStart and trackDeletesEnd in exec instead.")
	}
}
