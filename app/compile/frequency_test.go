package compile_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

func TestFrequencies(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]compile.Frequency{
		"every half day": {Every: 12 * time.Hour, Text: "12h"}, "every half hour": {Every: 30 * time.Minute, Text: "30m"},
		"every quarter hour": {Every: 15 * time.Minute, Text: "15m"}, "every hour": {Every: time.Hour, Text: "1h"},
		"every day": {Every: 24 * time.Hour, Text: "1d"}, "every week": {Every: 7 * 24 * time.Hour, Text: "1w"},
		"every month": {Every: 30 * 24 * time.Hour, Text: "30d"}, "every 2 hours": {Every: 2 * time.Hour, Text: "2 hours"},
		"every 5m": {Every: 5 * time.Minute, Text: "5m"}, "every 6min": {Every: 6 * time.Minute, Text: "6min"}, "30s": {Every: 30 * time.Second, Text: "30s"},
		"90 secs": {Every: 90 * time.Second, Text: "90 secs"}, "every 40 days": {Every: 960 * time.Hour, Text: "40 days"}, "1 hr": {Every: time.Hour, Text: "1 hr"},
	} {
		if got, err := compile.ParseFrequency(text); err != nil || got != want {
			t.Errorf("%q = %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "hour", "every minute", "week", "half day", "Every hour", "every 1 month", "*/5 * * * *", "every every 5m", "-5m", "5", "every 29s", "0h",
		"every  5m", "5  minutes", "5\tminutes", "every 5m ", "5M", "99999999999999999999ms",
		"every 2 weeks", "every 1 week", "every 2w", "every 1.5h", "every 1y", // the official compiler alone takes these
	} {
		if got, err := compile.ParseFrequency(text); !fault.HasCode(err, "invalid_frequency") || fault.From(err).Hint == "" {
			t.Errorf("%q = %+v, %v; want it refused with a hint", text, got, err)
		}
	}
	if _, err := compile.ParseFrequency("every 2 weeks"); !strings.Contains(err.Error(), "server refuses") {
		t.Errorf("the sentence does not say who refuses: %v", err)
	}
}

func TestServersTakeTheWordsAlone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"half day": "12h", "every half day": "12h", "half hour": "30m", "quarter hour": "15m", "week": "1w", "month": "30d",
		"hour": "1h", "day": "1d", "every 2 hours": "2 hours"} {
		if got, err := compile.ServerFrequency(text); err != nil || got.Text != want || got.Every <= 0 {
			t.Errorf("%q = %+v, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "every 5s", "every minute", "minute", "every every hour", "every 2 weeks"} {
		if got, err := compile.ServerFrequency(text); !fault.HasCode(err, "invalid_frequency") {
			t.Errorf("%q = %+v, %v; want it refused", text, got, err)
		}
	}
}

// serverPattern is what a real server answers it wants (golden/sync-update-frequency-bad.json); compilerPattern what the
// library of the official compiler reads, after the words it knows.
var (
	serverPattern   = regexp.MustCompile(`^(every )?((([0-9]+)?\s?((s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)))|((month|week|half day|half hour|quarter hour)))$`)
	compilerPattern = regexp.MustCompile(`^((every (half day|half hour|quarter hour|hour|day|month|week))|((every )?-?(([0-9]+)?\.?[0-9]+) *(?i:milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?))$`)
)

func FuzzFrequencyIsWhatBothAccept(f *testing.F) {
	for _, seed := range []string{"every hour", "every 5m", "30s", "every 1.5h", "week", "every 2 weeks", "5  minutes", "-1h", "hour", "every 29s", "every 99999999999999999999d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := compile.ParseFrequency(text)
		both := serverPattern.MatchString(text) && compilerPattern.MatchString(text)
		if err == nil && (!both || got.Every < 30*time.Second) {
			t.Errorf("%q accepted as %+v, though one reader refuses it", text, got)
		}
		if err != nil && both && len(text) <= 100 && !strings.Contains(err.Error(), "30 seconds") {
			t.Errorf("%q refused though both accept it: %v", text, err)
		}
	})
}
