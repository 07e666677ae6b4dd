package catalog

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// isNow reports whether a placeholder is one of ${now}, ${now:FORMAT}, ${now+7:days:FORMAT}, ${now-1:day}.
func isNow(name string) bool {
	rest, ok := strings.CutPrefix(name, "now")
	return ok && (rest == "" || rest[0] == ':' || rest[0] == '+' || rest[0] == '-')
}

func (e *expander) now(name string) (string, bool) {
	if e.scope.Now.IsZero() {
		return "", false
	}
	moment := e.scope.Now.UTC()
	rest := strings.TrimPrefix(name, "now")
	if rest != "" && rest[0] != ':' {
		amount, tail, _ := strings.Cut(rest, ":")
		unit, format, _ := strings.Cut(tail, ":")
		n, err := strconv.Atoi(amount)
		shifted, ok := shift(moment, n, unit)
		if err != nil || !ok {
			return "", false
		}
		moment, rest = shifted, ":"+format
	}
	if rest == "" || rest == ":" {
		return moment.Format("2006-01-02T15:04:05.000Z"), true
	}
	return formatTime(moment, rest[1:]), true
}

// maxShift keeps shifted moments inside four-digit years for every unit.
const maxShift = 100_000

// shift moves a moment by n units. Months and years keep the day, or end at the last day of a shorter month.
func shift(t time.Time, n int, unit string) (time.Time, bool) {
	if n > maxShift || n < -maxShift {
		return t, false
	}
	switch strings.TrimSuffix(unit, "s") {
	case "millisecond":
		return t.Add(time.Duration(n) * time.Millisecond), true
	case "second":
		return t.Add(time.Duration(n) * time.Second), true
	case "minute":
		return t.Add(time.Duration(n) * time.Minute), true
	case "hour":
		return t.Add(time.Duration(n) * time.Hour), true
	case "day":
		return t.AddDate(0, 0, n), true
	case "week":
		return t.AddDate(0, 0, 7*n), true
	case "month":
		return addMonths(t, n), true
	case "year":
		return addMonths(t, 12*n), true
	default:
		return t, false
	}
}

func addMonths(t time.Time, n int) time.Time {
	moved := t.AddDate(0, n, 0)
	if moved.Day() != t.Day() {
		moved = moved.AddDate(0, 0, -moved.Day())
	}
	return moved
}

// timeTokens are the format tokens, longest first within a letter. Anything else in a format stands for itself.
var timeTokens = []struct {
	token  string
	render func(time.Time) string
}{
	{"YYYY", layout("2006")}, {"YY", layout("06")},
	{"MMMM", layout("January")}, {"MMM", layout("Jan")}, {"MM", layout("01")}, {"M", layout("1")},
	{"DD", layout("02")}, {"D", layout("2")},
	{"dddd", layout("Monday")}, {"ddd", layout("Mon")},
	{"HH", layout("15")}, {"H", func(t time.Time) string { return strconv.Itoa(t.Hour()) }},
	{"hh", layout("03")}, {"h", layout("3")},
	{"mm", layout("04")}, {"m", layout("4")},
	{"SSS", func(t time.Time) string { return fmt.Sprintf("%03d", t.Nanosecond()/int(time.Millisecond)) }},
	{"ss", layout("05")}, {"s", layout("5")},
	{"ZZ", layout("-0700")}, {"Z", layout("-07:00")},
	{"A", layout("PM")}, {"a", layout("pm")},
	{"X", func(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }},
	{"x", func(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }},
}

func layout(reference string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(reference) }
}

// formatTime renders a UTC moment; [text] in a format is literal.
func formatTime(t time.Time, format string) string {
	var out strings.Builder
	for format != "" {
		if format[0] == '[' {
			if end := strings.IndexByte(format, ']'); end > 0 {
				out.WriteString(format[1:end])
				format = format[end+1:]
				continue
			}
		}
		text, size := renderToken(t, format)
		out.WriteString(text)
		format = format[size:]
	}
	return out.String()
}

func renderToken(t time.Time, format string) (string, int) {
	for _, candidate := range timeTokens {
		if strings.HasPrefix(format, candidate.token) {
			return candidate.render(t), len(candidate.token)
		}
	}
	return format[:1], 1
}
