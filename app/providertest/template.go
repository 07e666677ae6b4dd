package providertest

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // a vendor's rule
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// A filler expands templates the plain way: innermost placeholder first, until nothing changes any more.
type filler struct {
	values map[string]string // by the name inside ${…}
	now    time.Time
	random string // the value seen on the wire where a template asks for ${random}
	// functions beyond the digests, by name; the argument is everything between the parentheses.
	functions map[string]func(argument string) (string, error)
}

var (
	innermost = regexp.MustCompile(`\$\{([^${}]*)\}`)
	call      = regexp.MustCompile(`(?s)^(\w+)\((.*)\)$`)
	shifted   = regexp.MustCompile(`^now([+-]\d+):(\w+?)s?(?::(.*))?$`)
)

// Braces that came with a value, such as those of a JSON body, are no placeholders: they hide while filling goes on.
var (
	hidden = strings.NewReplacer("$", "\ue000", "{", "\ue001", "}", "\ue002")
	shown  = strings.NewReplacer("\ue000", "$", "\ue001", "{", "\ue002", "}")
)

// fill expands one template. complete is false when a placeholder has no value; it then stays in the text.
func (f filler) fill(template string) (text string, complete bool) {
	text = template
	defer func() { text = shown.Replace(text) }()
	for {
		at := innermost.FindAllStringSubmatchIndex(text, -1)
		changed := false
		for i := len(at) - 1; i >= 0; i-- {
			value, ok := f.value(text[at[i][2]:at[i][3]])
			if !ok {
				continue
			}
			text, changed = text[:at[i][0]]+hidden.Replace(value)+text[at[i][1]:], true
		}
		if !changed {
			return text, len(at) == 0 && !strings.Contains(text, "${")
		}
	}
}

// either expands a template that may name an alternative behind ||: the left side when it resolves to something.
func (f filler) either(template string) (string, bool) {
	left, right, two := strings.Cut(template, "||")
	if !two {
		return f.fill(template)
	}
	if text, ok := f.fill(strings.TrimSpace(left)); ok && text != "" {
		return text, true
	}
	return f.fill(strings.TrimSpace(right))
}

func (f filler) value(name string) (string, bool) {
	if m := call.FindStringSubmatch(name); m != nil {
		return f.apply(m[1], shown.Replace(m[2]))
	}
	if name == "random" {
		return f.random, f.random != ""
	}
	if text, ok := f.time(name); ok {
		return text, true
	}
	text, ok := f.values[name]
	return text, ok
}

func (f filler) apply(function, argument string) (string, bool) {
	sum := sha256.Sum256([]byte(argument))
	switch function {
	case "base64":
		return base64.StdEncoding.EncodeToString([]byte(argument)), true
	case "sha256Hex":
		return hex.EncodeToString(sum[:]), true
	case "sha256Base64":
		return base64.StdEncoding.EncodeToString(sum[:]), true
	case "hmacSha1Hex":
		cut := strings.LastIndex(argument, ",")
		if cut < 0 {
			return "", false
		}
		mac := hmac.New(sha1.New, []byte(strings.TrimSpace(argument[cut+1:])))
		mac.Write([]byte(argument[:cut]))
		return hex.EncodeToString(mac.Sum(nil)), true
	}
	if special := f.functions[function]; special != nil {
		text, err := special(argument)
		return text, err == nil
	}
	return "", false
}

// time expands now, now:FORMAT and now±N:unit:FORMAT.
func (f filler) time(name string) (string, bool) {
	if name == "now" {
		return f.now.UTC().Format("2006-01-02T15:04:05.000Z"), true
	}
	if format, ok := strings.CutPrefix(name, "now:"); ok {
		return clockText(f.now, format), true
	}
	m := shifted.FindStringSubmatch(name)
	if m == nil {
		return "", false
	}
	var n int
	if _, err := fmt.Sscanf(m[1], "%d", &n); err != nil {
		return "", false
	}
	at := f.now
	switch m[2] {
	case "minute":
		at = at.Add(time.Duration(n) * time.Minute)
	case "hour":
		at = at.Add(time.Duration(n) * time.Hour)
	case "day":
		at = at.AddDate(0, 0, n)
	default:
		return "", false
	}
	return clockText(at, m[3]), true
}

var clockToken = regexp.MustCompile(`\[[^\]]*\]|YYYY|MM|MMM|DD|HH|mm|ss|SSS|ddd|ZZ|X|x`)

// clockText writes a time in UTC by the tokens of day.js (https://day.js.org/docs/en/display/format).
func clockText(at time.Time, format string) string {
	at = at.UTC()
	layouts := map[string]string{"YYYY": "2006", "MMM": "Jan", "MM": "01", "DD": "02", "HH": "15", "mm": "04", "ss": "05", "ddd": "Mon", "ZZ": "-0700"}
	format = strings.ReplaceAll(format, "MMM", "[\x00]")
	text := clockToken.ReplaceAllStringFunc(format, func(token string) string {
		switch {
		case token == "[\x00]":
			return at.Format("Jan")
		case token[0] == '[':
			return token[1 : len(token)-1]
		case token == "X":
			return fmt.Sprint(at.Unix())
		case token == "x":
			return fmt.Sprint(at.UnixMilli())
		case token == "SSS":
			return fmt.Sprintf("%03d", at.Nanosecond()/1e6)
		}
		return at.Format(layouts[token])
	})
	return text
}
