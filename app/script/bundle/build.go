package bundle

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"patchbay/app/fault"
	"patchbay/app/script"
)

// tsconfig holds the options of functions.md 1.3 and 5.2 that esbuild looks at.
const tsconfig = `{"compilerOptions":{"target":"esnext","strict":true,` +
	`"esModuleInterop":true,"importsNotUsedAsValues":"remove","jsx":"react"}}`

// lowered names what the runner's engine does not know (goja.md section 5). RegExp literals become constructor calls, which
// the runner's own RegExp rewrites.
var lowered = map[string]bool{
	"async-generator": false, "for-await": false, "dynamic-import": false, "import-meta": false, "using": false,
	"decorators": false, "top-level-await": false, "regexp-sticky-and-unicode-flags": false,
	"regexp-unicode-property-escapes": false, "regexp-set-notation": false,
}

// outcome is what one run of esbuild left.
type outcome struct {
	code     string
	problems []Diagnostic
	packages []string // bare imports that are in the code, sorted
}

// build is one run of esbuild over files of a folder. It never reads the disk: every path is resolved and loaded here.
type build struct {
	files *Source
	text  func(name string) (string, error) // a file as it is to be bundled
	local bool                              // for the runner here, not for a real server

	bundled bool // the entry is a bundle already, which says itself what its imports mean

	mu       sync.Mutex // esbuild resolves and loads from several goroutines
	packages map[string]bool
}

// root is where the folder pretends to be; esbuild wants absolute paths.
func root() string {
	if runtime.GOOS == "windows" {
		return `C:\`
	}
	return "/"
}

func absolute(name string) string {
	if runtime.GOOS == "windows" {
		return root() + strings.ReplaceAll(name, "/", `\`)
	}
	return root() + name
}

func relative(name string) string {
	return strings.ReplaceAll(strings.TrimPrefix(name, root()), `\`, "/")
}

// run bundles the entry.
func (b *build) run(entry string) outcome {
	b.packages = map[string]bool{}
	options := api.BuildOptions{
		EntryPoints: []string{absolute(entry)}, AbsWorkingDir: root(), Outfile: absolute("out.cjs"),
		Bundle: true, Format: api.FormatCommonJS, Platform: api.PlatformNode, Target: api.ESNext,
		TreeShaking: api.TreeShakingTrue, Sourcemap: api.SourceMapInline, TsconfigRaw: tsconfig,
		Charset: api.CharsetASCII, LogLevel: api.LogLevelSilent, LogLimit: 100,
		Plugins: []api.Plugin{{Name: "folder", Setup: b.setup}},
	}
	if b.local {
		options.Supported = lowered
		options.Define = map[string]string{"global": "globalThis"}
	}
	result := api.Build(options)
	o := outcome{}
	for _, m := range result.Errors[:min(len(result.Errors), maxFound)] {
		o.problems = append(o.problems, b.problem(entry, m))
	}
	if len(o.problems) == 0 && len(result.OutputFiles) == 1 {
		o.code = b.asModule(string(result.OutputFiles[0].Contents))
	}
	for name := range b.packages {
		o.packages = append(o.packages, name)
	}
	slices.Sort(o.packages)
	return o
}

// imported is how esbuild prints the import of a CommonJS module, on a line of its own.
var imported = regexp.MustCompile(`(?m)^(var \w+ = __toESM\((?:require\("[^"\n]+"\)|require_\w+\(\)))\);$`)

// asModule makes default imports mean module.exports, as esbuild does itself for files of a package of type "module". It
// learns that only from a package.json on disk, which it does not get to see here.
func (b *build) asModule(code string) string {
	if b.bundled {
		return code
	}
	if manifest, err := b.files.Read("package.json"); err == nil {
		var p struct{ Type string }
		if json.Unmarshal([]byte(manifest), &p) != nil || p.Type != "module" {
			return code
		}
	}
	return imported.ReplaceAllString(code, "$1, 1);")
}

func (b *build) setup(p api.PluginBuild) {
	p.OnResolve(api.OnResolveOptions{Filter: `.*`}, b.resolve)
	p.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: elsewhere}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		code := standIn(args.Path)
		return api.OnLoadResult{Contents: &code, Loader: api.LoaderJS}, nil
	})
	p.OnLoad(api.OnLoadOptions{Filter: `.*`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		name := relative(args.Path)
		text, err := b.text(name)
		if err != nil {
			return api.OnLoadResult{}, err
		}
		return api.OnLoadResult{Contents: &text, Loader: loader(name)}, nil
	})
}

func (b *build) resolve(args api.OnResolveArgs) (api.OnResolveResult, error) {
	if args.Kind == api.ResolveEntryPoint {
		return api.OnResolveResult{Path: args.Path, Namespace: "file"}, nil
	}
	if bare(args.Path) {
		if args.Namespace == elsewhere {
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		}
		b.mu.Lock()
		b.packages[args.Path] = true
		b.mu.Unlock()
		if b.local && script.OnlyOnServer(args.Path) {
			return api.OnResolveResult{Path: args.Path, Namespace: elsewhere}, nil
		}
		return api.OnResolveResult{Path: args.Path, External: true}, nil
	}
	name, err := b.files.Resolve(relative(args.Importer), args.Path)
	if err != nil {
		return api.OnResolveResult{}, err
	}
	return api.OnResolveResult{Path: absolute(name), Namespace: "file"}, nil
}

// bare reports whether a specifier names a package: anything that starts neither with a dot nor with a slash.
func bare(specifier string) bool {
	return specifier != "" && !strings.ContainsAny(specifier[:1], "./ \t\r\n\\") && !isDrive(specifier)
}

func isDrive(p string) bool { return len(p) > 2 && p[1] == ':' && (p[2] == '\\' || p[2] == '/') }

// Resolve finds the file of an import, as esbuild would: the file itself, a TypeScript file in place of the JavaScript file
// named, the name with an ending, the index of a folder.
func (s *Source) Resolve(importer, specifier string) (string, error) {
	outside := fault.New(fault.Invalid, "outside_project", fmt.Sprintf("The import %q %s.", specifier, errOutside)).
		WithHint("Import files of this folder by a path that starts with ./ or ../").WithCause(errOutside)
	if strings.HasPrefix(specifier, "/") || isDrive(specifier) || strings.ContainsAny(specifier, "\\\x00") {
		return "", outside
	}
	name := path.Join(path.Dir(importer), specifier)
	if !fs.ValidPath(name) {
		return "", outside
	}
	for _, candidate := range candidates(name) {
		if s.Has(candidate) {
			return candidate, nil
		}
	}
	return "", fault.New(fault.NotFound, "file_not_found", fmt.Sprintf("Could not resolve %q", specifier))
}

func candidates(name string) []string {
	out := []string{name}
	for js, ts := range map[string][]string{".js": {".ts", ".tsx"}, ".jsx": {".ts", ".tsx"}, ".mjs": {".mts"}, ".cjs": {".cts"}} {
		if stem, ok := strings.CutSuffix(name, js); ok {
			for _, ending := range ts {
				out = append(out, stem+ending)
			}
		}
	}
	endings := []string{".tsx", ".ts", ".jsx", ".js", ".json"}
	for _, ending := range endings {
		out = append(out, name+ending)
	}
	for _, ending := range endings {
		out = append(out, path.Join(name, "index"+ending))
	}
	return out
}

func loader(name string) api.Loader {
	switch path.Ext(name) {
	case ".ts", ".mts", ".cts":
		return api.LoaderTS
	case ".tsx":
		return api.LoaderTSX
	case ".jsx":
		return api.LoaderJSX
	case ".json":
		return api.LoaderJSON
	}
	return api.LoaderJS
}

// problem words a message of esbuild.
func (b *build) problem(entry string, m api.Message) Diagnostic {
	d := Diagnostic{File: entry, Severity: SeverityError, Source: SourceBundle, Code: "failed_to_build_unknown", Message: m.Text}
	if err, ok := m.Detail.(error); ok {
		f := fault.From(err)
		d.Message, d.Hint = f.Message, f.Hint
		if f.Code != "file_not_found" {
			d.Code = f.Code
		}
	}
	if at := m.Location; at != nil {
		d.File, d.Line, d.Column = relative(at.File), at.Line, utf16Length(at.LineText[:min(at.Column, len(at.LineText))])+1
		end := min(at.Column+at.Length, len(at.LineText))
		d.EndLine, d.EndColumn = at.Line, utf16Length(at.LineText[:end])+1
	}
	return d
}

// Prelude bundles TypeScript of this program itself, which may import files beside it without their ending, for the runner.
func Prelude(src fs.FS, entry string) (*script.Program, error) {
	files := NewSource(src)
	b := &build{files: files, text: files.Read, local: true}
	o := b.run(entry)
	if len(o.problems) > 0 {
		p := o.problems[0]
		return nil, fault.New(fault.Internal, "server_error", fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message))
	}
	return script.NewProgram(strings.TrimSuffix(path.Base(entry), path.Ext(entry))+".js", o.code), nil
}
