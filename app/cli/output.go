package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"github.com/lmittmann/tint"

	"patchbay/app/text"
)

// newLogger writes to standard error: warnings, or everything when the user asked for more.
func newLogger(w io.Writer, verbose bool) *slog.Logger {
	level := slog.LevelWarn
	if verbose {
		level = slog.LevelDebug
	}
	return slog.New(tint.NewTextHandler(w, &tint.Options{Level: level, TimeFormat: time.TimeOnly, NoColor: true}))
}

// printJSON writes an answer of the API as one line, exactly as it came.
func (inv *invocation) printJSON(raw json.RawMessage) error {
	_, err := fmt.Fprintf(inv.Stdout, "%s\n", strings.TrimSpace(string(raw)))
	return err
}

// printValue writes v as one line of JSON.
func (inv *invocation) printValue(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return inv.printJSON(raw)
}

// table prints rows under a header, or the sentence when there are none.
func (inv *invocation) table(empty string, header []string, rows [][]string) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintln(inv.Stdout, empty)
		return err
	}
	w := tabwriter.NewWriter(inv.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(header, "\t"))
	for _, row := range rows {
		for i := range row {
			row[i] = printable(row[i])
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	return w.Flush()
}

// fields prints name and value pairs below each other; pairs without a value are left out.
func (inv *invocation) fields(pairs ...string) error {
	w := tabwriter.NewWriter(inv.Stdout, 0, 0, 2, ' ', 0)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			fmt.Fprintf(w, "%s\t%s\n", pairs[i], printable(pairs[i+1]))
		}
	}
	return w.Flush()
}

// say prints one line for people; programs that asked for JSON do not get it.
func (inv *invocation) say(format string, args ...any) error {
	if inv.flags.JSON {
		return nil
	}
	_, err := fmt.Fprintf(inv.Stdout, format+"\n", args...)
	return err
}

// printable replaces what has no shape, so that text from the outside cannot steer the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		if text.Hidden(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// ago shortens a time of the API to what a table needs.
func ago(stamp string) string {
	t, err := time.Parse(time.RFC3339Nano, stamp)
	if err != nil {
		return stamp
	}
	return t.Local().Format("2006-01-02 15:04:05")
}

// compact shows JSON on one line; null and empty objects as nothing.
func compact(raw json.RawMessage) string {
	var out bytes.Buffer
	if json.Compact(&out, raw) != nil || out.String() == "null" || out.String() == "{}" {
		return ""
	}
	return out.String()
}

func joinTags(tags map[string]string) string {
	pairs := make([]string, 0, len(tags))
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		pairs = append(pairs, key+"="+tags[key])
	}
	return strings.Join(pairs, ", ")
}
