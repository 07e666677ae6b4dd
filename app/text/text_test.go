package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"patchbay/app/text"
)

func TestTextsAreCutBetweenCharacters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		given string
		most  int
		want  string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "abc"}, {"aé", 2, "a"}, {"a€", 2, "a"}, {"a€", 3, "a"}, {"a€b", 4, "a€"}, {"🎉🎉", 7, "🎉"}, {"🎉", 0, ""},
		{"a\x80\x80\x80\x80\x80", 5, "a\x80\x80\x80\x80"},
	} {
		if got := text.Cut(c.given, c.most); got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.given, c.most, got, c.want)
		}
	}
	if got := text.Shorten("€€", 4); got != "€…" {
		t.Errorf("shortened: %q", got)
	}
	if got := text.Shorten("€", 3); got != "€" {
		t.Errorf("short enough: %q", got)
	}
}

func TestHalfACharacterAtTheEndGoes(t *testing.T) {
	t.Parallel()
	const all = "aé€🎉"
	for end := range len(all) + 1 {
		got := text.Whole(all[:end])
		if !utf8.ValidString(got) || !strings.HasPrefix(all, got) || end-len(got) > 3 {
			t.Errorf("the first %d bytes become %q", end, got)
		}
	}
	for _, whole := range []string{"", "é", "abc", "a\xff"} {
		if got := text.Whole(whole); got != whole {
			t.Errorf("%q becomes %q", whole, got)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add("aé€🎉", 4)
	f.Fuzz(func(t *testing.T, given string, most int) {
		if most < 0 {
			return
		}
		got := text.Cut(given, most)
		if len(got) > most || !strings.HasPrefix(given, got) || len(given) > most && len(got) < most-3 {
			t.Errorf("%q at %d: %q", given, most, got)
		}
		if utf8.ValidString(given) && !utf8.ValidString(got) {
			t.Errorf("%q at %d breaks a character: %q", given, most, got)
		}
	})
}

func TestHiddenCharactersBecomeVisible(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"plain\n\tß \U0001f469\u200d\U0001f4bb": "plain\n\tß \U0001f469\u200d\U0001f4bb", "می\u200cخواهم": "می\u200cخواهم",
		"a\x1b[31mb\r\x7f\u0085": `a\x1b[31mb\x0d\x7f\x85`,
		"a\u202eb\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff": `a\u202eb\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff`,
		"\U000e0041": `\ue0041`, "\xff": "\ufffd",
	} {
		if got := text.Visible(given); got != want {
			t.Errorf("%q is shown as %q, want %q", given, got, want)
		}
	}
}
