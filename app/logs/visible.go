package logs

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// visible writes control characters, which could move a terminal's cursor or end a text early, as escapes. Line breaks
// and tabs stay.
func visible(text string) string {
	if !strings.ContainsFunc(text, hidden) && utf8.ValidString(text) {
		return text
	}
	var out strings.Builder
	for _, c := range text {
		if hidden(c) {
			fmt.Fprintf(&out, `\x%02x`, c)
			continue
		}
		out.WriteRune(c)
	}
	return out.String()
}

func hidden(c rune) bool {
	return c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0
}
