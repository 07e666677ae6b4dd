package project

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"patchbay/app/compile"
)

// How much a difference matters.
const (
	Breaks  = "breaks"  // fails on a real server
	Differs = "differs" // runs, and does something else
	Note    = "note"
)

// Parity is something that behaves differently on a real server than here.
type Parity struct {
	Function string // integration/name
	File     string
	Line     int // 0: the file as a whole
	Severity string
	Code     string
	Message  string
	Hint     string
}

// Parity lists what in the open project behaves differently on a real server.
func (s *Service) Parity() []Parity {
	if p := s.Project(); p != nil {
		return parityOf(p)
	}
	return nil
}

func parityOf(project *compile.Project) []Parity {
	var all []Parity
	for _, f := range project.Functions {
		all = append(all, declared(f)...)
		all = append(all, written(f)...)
	}
	for _, d := range project.Diagnostics {
		if d.Severity != "error" && strings.HasPrefix(d.Code, "server_") {
			all = append(all, Parity{Function: functionOf(project, d.File), File: d.File, Line: d.Line, Severity: Breaks, Code: d.Code, Message: d.Message, Hint: d.Hint})
		}
	}
	return all
}

func functionOf(project *compile.Project, file string) string {
	for _, f := range project.Functions {
		if f.File == file {
			return f.Integration + "/" + f.Name
		}
	}
	return ""
}

// declared finds differences in how a function is declared.
func declared(f *compile.Function) []Parity {
	var all []Parity
	add := func(severity, code, message, hint string) {
		all = append(all, Parity{Function: f.Integration + "/" + f.Name, File: f.File, Severity: severity, Code: code, Message: message, Hint: hint})
	}
	if folder := path.Base(path.Dir(f.File)); folder != folderOf[f.Type] || strings.Count(f.File, "/") != 2 {
		add(Breaks, "wrong_folder", fmt.Sprintf("A deploy looks for this %s in %s/%s/ and does not find it.", f.Type, f.Integration, folderOf[f.Type]),
			"Move the file there and change its line in index.ts.")
	}
	if f.Type == compile.Sync && !f.AutoStart {
		add(Note, "starts_paused", "The sync is created paused: autoStart is not set.", "Start it on the server, or set autoStart: true.")
	}
	if f.HasWebhook && len(f.WebhookSubscriptions) == 0 {
		add(Breaks, "no_subscription", "onWebhook is never called: webhookSubscriptions is empty.", `List the event types, or "*".`)
	}
	if f.TrackDeletes {
		add(Differs, "track_deletes", "trackDeletes is deprecated, and with variants a real server deletes from the base model.",
			"Call trackDeletesStart and trackDeletesEnd in the code.")
	}
	if f.Version == "" {
		add(Note, "no_version", "The server numbers this function itself, because it has no version.", "")
	}
	return all
}

// habit is something in the source text that a real server treats differently.
type habit struct {
	pattern  *regexp.Regexp
	severity string
	code     string
	message  string
	hint     string
}

var habits = []habit{
	{regexp.MustCompile(`\bconsole\.(log|info|warn|error|debug)\s*\(`), Differs, "console", "A real server drops what console prints.", "Use nango.log."},
	{regexp.MustCompile(`\bnango\.log\s*\((?:[^()]|\([^()]*\))*\)`), Differs, "log_level",
		"A real server drops log lines below the level warn, and this one has none or a lower one.",
		"Set NANGO_LOGGER_LEVEL in the server's environment variables, or log with { level: 'warn' }."},
	{regexp.MustCompile(`\binstanceof\s+Error\b`), Differs, "instanceof_error",
		"On a real server errors that the engine throws itself, such as a failed JSON.parse, are not instanceof Error.", "Also handle errors that are not."},
	{regexp.MustCompile(`\bnango\.setMergingStrategy\s*\(`), Differs, "variant_merging", "A real server ignores merging strategies in variants other than base.", ""},
	{regexp.MustCompile(`\blocalhost\b|\b127\.0\.0\.1\b|\[::1\]`), Breaks, "loopback", "A real server refuses to call addresses of its own machine.", "Call an address that it can reach."},
	{regexp.MustCompile(`\b(Intl\.|toLocaleString|toLocaleDateString|toLocaleTimeString)\b`), Differs, "locale",
		"Patchbay knows fewer languages and formats than a real server.", "Check the text on the server, or format by hand."},
}

// written finds differences in a function's source text, one of each kind.
func written(f *compile.Function) []Parity {
	var all []Parity
	for _, h := range habits {
		for _, at := range h.pattern.FindAllStringIndex(f.Source, -1) {
			found := f.Source[at[0]:at[1]]
			if h.code == "log_level" && regexp.MustCompile(`level:\s*['"](warn|error)['"]`).MatchString(found) || commented(f.Source, at[0]) {
				continue
			}
			all = append(all, Parity{Function: f.Integration + "/" + f.Name, File: f.File, Line: 1 + strings.Count(f.Source[:at[0]], "\n"),
				Severity: h.severity, Code: h.code, Message: h.message, Hint: h.hint})
			break
		}
	}
	slices.SortStableFunc(all, func(a, b Parity) int { return a.Line - b.Line })
	return all
}

// commented reports whether the position is behind // on its line or in a block comment's line.
func commented(source string, at int) bool {
	line := source[strings.LastIndexByte(source[:at], '\n')+1 : at]
	trimmed := strings.TrimSpace(line)
	return strings.HasPrefix(trimmed, "*") || strings.HasPrefix(trimmed, "/*") || strings.Contains(line, "// ")
}
