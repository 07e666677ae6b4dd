package compile

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/script/bundle"
)

// indexFile lists the functions of a project.
const indexFile = "index.ts"

// Recognise says whether root is a project folder this package can read (functions.md 1.1), else with a fault that says what
// to do.
func Recognise(root fs.FS) error {
	for _, name := range []string{"nango.yaml", ".nango", indexFile} {
		if unreadable(root, name) {
			return fault.New(fault.Unavailable, "cannot_read", "The folder cannot be read completely: "+name+" is closed to you.").
				WithHint(openIt)
		}
	}
	if exists(root, "nango.yaml") {
		return fault.New(fault.Invalid, "yaml_project", "This folder holds functions in the old format with a nango.yaml.").
			WithHint("Convert a copy of it with: npx nango migrate-to-zero-yaml. Then open the result.")
	}
	info, err := fs.Stat(root, ".nango")
	marked := err == nil && info.IsDir()
	switch {
	case marked && exists(root, indexFile):
		return nil
	case marked:
		return fault.New(fault.NotFound, "no_index", "The folder has no index.ts, the file that lists its functions.").
			WithHint("Make an index.ts with a line such as: import './github/actions/get-user.js';")
	case exists(root, indexFile):
		return fault.New(fault.NotFound, "not_a_project", "The folder has an index.ts but no folder named .nango, so it is not a functions project.").
			WithHint("If it is one, make an empty folder .nango in it; git and zip drop empty folders.")
	}
	return fault.New(fault.NotFound, "not_a_project", "This is not a functions project: it has neither an index.ts nor a folder .nango.").
		WithHint("Choose the folder that holds them, or make a new project: patchbay functions init DIR")
}

func exists(root fs.FS, name string) bool {
	_, err := fs.Stat(root, name)
	return err == nil
}

// unreadable reports whether the system refuses to say if a file is there.
func unreadable(root fs.FS, name string) bool {
	_, err := fs.Stat(root, name)
	return errors.Is(err, fs.ErrPermission)
}

const openIt = "Check the permissions of the file and of the folders above it."

// Entry is one line of index.ts.
type Entry struct {
	File        string // "github/syncs/list-issues.ts"
	Integration string // "github"
	Name        string // "list-issues"
	Line        int    // in index.ts, from 1
}

// entryLine finds the entries by text, as the official compiler does: a side-effect import at the start of a line, also
// inside a comment; every other form of import is passed over.
var entryLine = regexp.MustCompile(`(?m)^import ['"](\./[^'"]+)['"];?`)

// entryName is what a real server accepts as a function's name.
var entryName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,255}$`)

// Discover lists the functions that index.ts names, in its order.
func Discover(root fs.FS) ([]Entry, []bundle.Diagnostic) {
	text, err := bundle.NewSource(root).Read(indexFile)
	if err != nil {
		f := fault.From(err)
		return nil, []bundle.Diagnostic{indexProblem(0, "", f.Code, f.Message, f.Hint)}
	}
	var entries []Entry
	var found []bundle.Diagnostic
	for _, at := range entryLine.FindAllStringSubmatchIndex(text, -1) {
		line, named := 1+strings.Count(text[:at[0]], "\n"), text[at[2]:at[3]]
		e, d := entry(root, named, line)
		switch {
		case d != nil:
			found = append(found, *d)
		case !slices.ContainsFunc(entries, func(other Entry) bool { return other.File == e.File }):
			entries = append(entries, e)
		default:
			found = append(found, indexWarning(line, named, "named_twice", fmt.Sprintf("%s is imported twice.", e.File), "Remove one of the lines."))
		}
	}
	if len(entries) == 0 && len(found) == 0 {
		found = append(found, indexProblem(0, "", "no_entry_points", "No entry points found in index.ts.",
			"Add a line at the start of a line, such as: import './github/actions/get-user.js';"))
	}
	return entries, found
}

// entry reads one import. The integration is the first folder, the name the file's.
func entry(root fs.FS, named string, line int) (Entry, *bundle.Diagnostic) {
	problem := func(code, message, hint string) (Entry, *bundle.Diagnostic) {
		d := indexProblem(line, named, code, message, hint)
		return Entry{}, &d
	}
	stem := strings.TrimSuffix(named, ".js")
	file := path.Clean(stem) + ".ts"
	switch {
	case !fs.ValidPath(file):
		return problem("outside_project", fmt.Sprintf("Script '%s.ts' must be inside the project folder.", stem), "")
	case !strings.Contains(file, "/"):
		return problem("outside_integration", fmt.Sprintf("Script '%s.ts' must be inside an integration folder.", stem),
			"Move it, for example to github/actions/, and import it from there.")
	case unreadable(root, file):
		return problem("file_unreadable", fmt.Sprintf("The file %s cannot be read.", file), openIt)
	case !exists(root, file):
		return problem("file_not_found", fmt.Sprintf("There is no file %s.", file), "Remove the line, or make the file.")
	}
	e := Entry{File: file, Line: line, Name: strings.TrimSuffix(path.Base(file), ".ts")}
	e.Integration, _, _ = strings.Cut(file, "/")
	if !entryName.MatchString(e.Name) {
		return problem("invalid_name", fmt.Sprintf("A server does not accept the function name %q.", e.Name),
			"Rename the file: letters, digits, - and _ are allowed, up to 255 of them.")
	}
	return e, nil
}

func indexProblem(line int, named, code, message, hint string) bundle.Diagnostic {
	d := bundle.Diagnostic{
		File: indexFile, Line: line, Severity: bundle.SeverityError, Source: bundle.SourceDefinition,
		Code: code, Message: message, Hint: hint,
	}
	if line > 0 {
		d.Column, d.EndLine, d.EndColumn = 1, line, len("import ''")+len(named)+1
	}
	return d
}

func indexWarning(line int, named, code, message, hint string) bundle.Diagnostic {
	d := indexProblem(line, named, code, message, hint)
	d.Severity = bundle.SeverityWarning
	return d
}
