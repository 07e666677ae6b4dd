// Package text cuts texts without breaking characters and finds the characters that nobody sees.
package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cut shortens to at most so many bytes, at the end of a character. What is no UTF-8 is cut where it comes.
func Cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for end := most; end > 0 && end > most-utf8.UTFMax; end-- {
		if utf8.RuneStart(s[end]) {
			return s[:end]
		}
	}
	return s[:most]
}

// Shorten is Cut with an ellipsis behind what was cut.
func Shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return Cut(s, most) + "…"
}

// Whole takes a character off the end of which only the first bytes are there, as a limit of bytes leaves it.
func Whole(s string) string {
	for end := len(s) - 1; end >= 0 && end > len(s)-utf8.UTFMax; end-- {
		if !utf8.RuneStart(s[end]) {
			continue
		}
		if !utf8.FullRuneInString(s[end:]) {
			return s[:end]
		}
		break
	}
	return s
}

// Hidden reports whether a character has no shape of its own but may change what is around it: control characters (Unicode's
// category Cc), which steer terminals, and format characters (Cf), which turn the direction of writing, join or hide. Line
// breaks and tabs are among them. The two joiners are not: languages and emoji are written with them, and they do no harm.
func Hidden(c rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsControl(c) || unicode.Is(unicode.Cf, c) && c != nonJoiner && c != joiner
}

// Visible writes hidden characters as escapes. Line breaks and tabs stay; wrong bytes become U+FFFD.
func Visible(s string) string {
	hidden := func(c rune) bool { return Hidden(c) && c != '\n' && c != '\t' }
	if !strings.ContainsFunc(s, hidden) && utf8.ValidString(s) {
		return s
	}
	var out strings.Builder
	for _, c := range s {
		switch {
		case !hidden(c):
			out.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&out, `\x%02x`, c)
		default:
			fmt.Fprintf(&out, `\u%04x`, c)
		}
	}
	return out.String()
}
