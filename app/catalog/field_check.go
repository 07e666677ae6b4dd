package catalog

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"patchbay/app/fault"
)

// CodeInvalidField is the fault code of a value that its field does not accept.
const CodeInvalidField = "invalid_field"

var (
	formatHostname = regexp.MustCompile(`^[a-zA-Z0-9.-]+$`)
	formatUUID     = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)
	formatEmail    = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
)

// Check tells what is wrong with a value for this field: nil, or a fault Invalid "invalid_field" with a sentence for the
// person who typed it. The sentence never repeats the value, which may be a secret.
func (f Field) Check(value string) error {
	if value == "" {
		if f.Required() {
			return f.wrong("is required.", "")
		}
		return nil
	}
	if !f.Secret && strings.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }) {
		return f.wrong("contains a character that cannot be printed.", "Paste it again as plain text.")
	}
	if len(f.Enum) > 0 && !slices.Contains(f.Enum, value) {
		return f.wrong("must be one of: "+strings.Join(nonEmpty(f.Enum), ", ")+".", "")
	}
	if err := f.checkFormat(value); err != nil {
		return err
	}
	if f.Pattern == "" {
		return nil
	}
	pattern, err := CompilePattern(f.Pattern)
	if err != nil {
		return nil //nolint:nilerr // the catalog's own checks refuse such a pattern; a value is not to blame for it
	}
	if !pattern.Match(value) {
		if strings.HasPrefix(f.Pattern, "^https://") && !strings.HasPrefix(value, "https://") {
			return f.wrong("must start with https:// and a public name: servers of this machine and plain http are refused.", f.patternHint())
		}
		return f.wrong("does not look right.", f.patternHint())
	}
	return nil
}

func (f Field) checkFormat(value string) error {
	switch f.Format {
	case "hostname":
		if !formatHostname.MatchString(value) {
			return f.wrong("must be a host name such as api.example.com.", "Leave out https:// and everything behind the name.")
		}
	case "uuid":
		if !formatUUID.MatchString(value) {
			return f.wrong("must be a UUID such as 123e4567-e89b-12d3-a456-426614174000.", "")
		}
	case "email":
		if !formatEmail.MatchString(value) {
			return f.wrong("must be an email address.", "")
		}
	case "uri":
		u, err := url.Parse(value)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return f.wrong("must be a web address that starts with https:// or http://.", "")
		}
	}
	return nil
}

// patternHint says what the pattern wants in the words the catalog offers: an example, the decoration, or the expression.
func (f Field) patternHint() string {
	switch {
	case strings.HasSuffix(f.Example, "…"):
		return "It starts with " + strings.TrimSuffix(f.Example, "…")
	case f.Example != "":
		return "An example: " + f.Example
	case f.Prefix != "" && f.Suffix != "":
		return "Give only the part between " + f.Prefix + " and " + f.Suffix + "."
	default:
		return "It must match " + f.Pattern
	}
}

func (f Field) wrong(what, hint string) error {
	title := f.Title
	if title == "" {
		title = f.Name
	}
	issue := fault.Issue{Code: "invalid_string", Message: title + " " + what, Path: []string{f.Name}}
	return fault.New(fault.Invalid, CodeInvalidField, title+" "+what).WithHint(hint).WithIssues(issue)
}

func nonEmpty(items []string) []string {
	return slices.DeleteFunc(slices.Clone(items), func(item string) bool { return item == "" })
}
