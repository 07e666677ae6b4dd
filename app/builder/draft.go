package builder

import (
	"regexp"
	"strings"

	"patchbay/app/script/bundle"
)

// maxCode is how long a draft may be, in bytes.
const maxCode = 64 << 10

var (
	// thoughts is what some local models write before they answer.
	thoughts = regexp.MustCompile(`(?s)^\s*<think>.*?</think>`)
	block    = regexp.MustCompile("(?ms)^[ \\t]*```[ \\t]*([A-Za-z]*)[^\\n]*\\n(.*?)^[ \\t]*```[ \\t]*$")
	makes    = regexp.MustCompile(`\bcreate(Sync|Action|OnEvent)\b`)
)

// codeOf takes the file out of an answer: the longest code block that makes a function, or the whole answer when it is nothing but
// code. The problem says why an answer is none.
func codeOf(answer string) (code string, problem *bundle.Diagnostic) {
	answer = thoughts.ReplaceAllString(answer, "")
	for _, found := range block.FindAllStringSubmatch(answer, -1) {
		if makes.MatchString(found[2]) && len(found[2]) > len(code) {
			code = found[2]
		}
	}
	if whole := strings.TrimSpace(answer); code == "" && strings.HasPrefix(whole, "import ") && makes.MatchString(whole) {
		code = whole + "\n"
	}
	switch {
	case code == "":
		return "", refuse("not_code", "The answer holds no code block with createSync, createAction or createOnEvent.")
	case len(code) > maxCode:
		return "", refuse("code_too_large", "The file is longer than 64 KB.")
	}
	return code, nil
}

func refuse(code, message string) *bundle.Diagnostic {
	return &bundle.Diagnostic{Severity: bundle.SeverityError, Source: bundle.SourceDefinition, Code: code, Message: message}
}
