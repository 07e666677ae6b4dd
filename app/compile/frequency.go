package compile

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"patchbay/app/fault"
)

// Frequency is how often a sync runs.
type Frequency struct {
	Every time.Duration
	Text  string // without "every ", as servers keep it: "2 hours", "12h"
}

// minimumEvery is the shortest interval both the official compiler and a server take.
const minimumEvery = 30 * time.Second

// named are the frequencies in words that the official compiler knows, with what it makes of them.
var named = map[string]string{
	"every half day": "12h", "every half hour": "30m", "every quarter hour": "15m",
	"every hour": "1h", "every day": "1d", "every month": "30d", "every week": "1w",
}

// counted is what both readers of functions.md 2.4 accept: a whole number and a unit, at most one blank between.
var counted = regexp.MustCompile(`^([0-9]+) ?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)$`)

var units = map[byte]time.Duration{'s': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour}

// ParseFrequency reads a sync's frequency. It accepts what both the official compiler and a real server accept; the fault
// (code invalid_frequency) says who refuses the text and what to write. An interval too long to count, some 292 years,
// becomes the longest.
func ParseFrequency(text string) (Frequency, error) {
	if short, ok := named[text]; ok {
		every := map[string]time.Duration{
			"12h": 12 * time.Hour, "30m": 30 * time.Minute, "15m": 15 * time.Minute, "1h": time.Hour,
			"1d": 24 * time.Hour, "30d": 30 * 24 * time.Hour, "1w": 7 * 24 * time.Hour,
		}[short]
		return Frequency{Every: every, Text: short}, nil
	}
	rest := strings.TrimPrefix(text, "every ")
	parts := counted.FindStringSubmatch(rest)
	if parts == nil || len(rest) > 100 { // the compiler's reader gives up there
		return Frequency{}, refuse(text)
	}
	every := time.Duration(math.MaxInt64)
	if n, err := strconv.ParseInt(parts[1], 10, 64); err == nil && n <= math.MaxInt64/int64(units[parts[2][0]]) {
		every = time.Duration(n) * units[parts[2][0]]
	}
	if every < minimumEvery {
		return Frequency{}, fault.New(fault.Invalid, "invalid_frequency", "A sync cannot run more often than every 30 seconds.").
			WithHint("Write for example: every 30 seconds.")
	}
	return Frequency{Every: every, Text: rest}, nil
}

// ServerFrequency reads a frequency as a server does that gets it in a deploy or for one connection: there the words stand
// without "every" too, as in "half day" (http-api §1.9). The fault is ParseFrequency's.
func ServerFrequency(text string) (Frequency, error) {
	frequency, err := ParseFrequency(text)
	if _, known := named["every "+text]; known {
		return ParseFrequency("every " + text)
	}
	return frequency, err
}

// compilerOnly is what the official compiler takes beyond a server: fractions, weeks, years, capital letters, more blanks.
var compilerOnly = regexp.MustCompile(`(?i)^(every )?([0-9]*\.?[0-9]+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$`)

func refuse(text string) error {
	f := fault.New(fault.Invalid, "invalid_frequency", "Interval is invalid, check syntax here https://github.com/vercel/ms").
		WithHint("Write for example: every hour, every 30 minutes, every 6 hours, every day.")
	if compilerOnly.MatchString(text) {
		f.Message = "The official compiler takes this interval, but a server refuses it at the deploy: it wants a whole number of seconds, minutes, hours or days."
		f.Hint = "Write for example: every 90 minutes instead of every 1.5h, every 14 days instead of every 2 weeks."
	}
	return f
}
