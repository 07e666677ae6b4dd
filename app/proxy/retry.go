package proxy

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/outbound"
)

// The waits between attempts.
const (
	firstWait   = 3 * time.Second
	longestWait = 10 * time.Minute
	// longestAsked is the longest wait that a provider may ask for. Behind a longer one another attempt makes no sense
	// for a caller who holds the line, so the answer is passed on at once.
	longestAsked = time.Hour
	// longestInRun is the same for functions, whose runs may last a day.
	longestInRun = 24 * time.Hour
)

// retryable are the network failures worth another attempt. A name that does not exist, a bad certificate or a refused
// destination will be the same in three seconds.
var retryable = []string{outbound.CodeConnectionRefused, outbound.CodeConnectionReset, outbound.CodeUnreachable,
	outbound.CodeTimeout, outbound.CodeDNSUnavailable, outbound.CodeNetwork}

// decision is what to do after an attempt.
type decision struct {
	retry  bool
	reason string
	wait   time.Duration
}

// outcome is how one attempt ended: an answer or a failure.
type outcome struct {
	status int
	header http.Header
	body   []byte // the beginning of the answer, read only when in_body rules need it
	err    error
}

// worthIt reports whether an attempt should be repeated, and why (providers-and-auth §9.7).
func worthIt(o outcome, rules *catalog.Retry, retryOn []int) (reason string, yes bool) {
	if o.err != nil {
		f := fault.From(o.err)
		return f.Code, slices.Contains(retryable, f.Code)
	}
	reason = "status " + strconv.Itoa(o.status)
	switch {
	case rules != nil && len(rules.ErrorCode) > 0:
		yes = listed(rules.ErrorCode, o.status)
	default:
		yes = o.status >= 500 || o.status == http.StatusTooManyRequests || o.status == http.StatusUnauthorized
	}
	if yes || slices.Contains(retryOn, o.status) {
		return reason, true
	}
	if rules != nil && rules.Remaining != "" && o.header.Get(rules.Remaining) == "0" && o.status >= 400 {
		return reason + ", " + rules.Remaining + " is 0", true
	}
	return "", false
}

// listed matches a status with entries like 429, 5xx and 500-502.
func listed(codes []string, status int) bool {
	text := strconv.Itoa(status)
	for _, code := range codes {
		if low, high, ok := strings.Cut(code, "-"); ok {
			from, err1 := strconv.Atoi(low)
			to, err2 := strconv.Atoi(high)
			if err1 == nil && err2 == nil && status >= from && status <= to {
				return true
			}
			continue
		}
		if code == text || len(code) == 3 && strings.EqualFold(code[1:], "xx") && code[0] == text[0] {
			return true
		}
	}
	return false
}

// decide combines the rules with the time that the provider asks for, which may be the most. attempt counts from 1.
func decide(o outcome, rules *catalog.Retry, retryOn []int, attempt int, now time.Time, most time.Duration) decision {
	reason, yes := worthIt(o, rules, retryOn)
	if !yes {
		return decision{}
	}
	wait, asked := askedWait(o, rules, now)
	if !asked {
		wait = min(firstWait<<min(attempt-1, 10), longestWait)
	}
	if wait > most {
		return decision{reason: fmt.Sprintf("%s; the provider asks to wait %s, which is too long to hold the call", reason, wait.Round(time.Second))}
	}
	return decision{retry: true, reason: reason, wait: wait}
}

// askedWait is how long the provider wants the caller to wait: its own headers, its own words in the body, or the
// standard header.
func askedWait(o outcome, rules *catalog.Retry, now time.Time) (time.Duration, bool) {
	if o.err != nil {
		return 0, false
	}
	if rules != nil {
		if wait, ok := longest(rules.At, o.header, func(v string) (time.Duration, bool) { return until(v, now) }); ok {
			return wait, true
		}
		if wait, ok := longest(rules.After, o.header, seconds); ok {
			return wait, true
		}
		if wait, ok := waitInBody(o.body, rules.InBody, now); ok {
			return wait, true
		}
	}
	if value := o.header.Get("Retry-After"); value != "" {
		if wait, ok := seconds(value); ok {
			return wait, true
		}
		return until(value, now)
	}
	return 0, false
}

func longest(names []string, header http.Header, read func(string) (time.Duration, bool)) (best time.Duration, found bool) {
	for _, name := range names {
		if wait, ok := read(strings.TrimSpace(header.Get(name))); ok {
			best, found = max(best, wait), true
		}
	}
	return best, found
}

// millisecondsFrom is the smallest number that is taken for milliseconds: as such it is a moment in 1971 or later.
const millisecondsFrom = 365 * 24 * 3600 * 1000

// maxEpoch keeps absurd numbers inside what time.Duration can hold (year 2200).
const maxEpoch = 7258118400

// until reads a moment: epoch seconds, epoch milliseconds or a date. Moments in the past do not count.
func until(value string, now time.Time) (time.Duration, bool) {
	var at time.Time
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		if math.IsNaN(n) || n <= 0 {
			return 0, false
		}
		if n >= millisecondsFrom {
			n /= 1000
		}
		at = time.UnixMilli(int64(math.Min(n, maxEpoch) * 1000))
	} else if at, err = parseDate(value); err != nil {
		return 0, false
	}
	if wait := at.Sub(now); wait > 0 {
		return wait, true
	}
	return 0, false
}

func parseDate(value string) (time.Time, error) {
	if at, err := http.ParseTime(value); err == nil {
		return at, nil
	}
	return time.Parse(time.RFC3339, value)
}

// seconds reads a number of seconds; dates, negative numbers and text do not count.
func seconds(value string) (time.Duration, bool) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || n < 0 {
		return 0, false
	}
	return time.Duration(math.Min(n, maxEpoch) * float64(time.Second)), true
}

// waitInBody takes the wait out of an error message. Some catalog entries spell the expression between slashes.
func waitInBody(body []byte, rule *catalog.RetryInBody, now time.Time) (time.Duration, bool) {
	if rule == nil || len(body) == 0 {
		return 0, false
	}
	expression, err := regexp.Compile(strings.TrimSuffix(strings.TrimPrefix(rule.Value, "/"), "/"))
	if err != nil {
		return 0, false
	}
	match := expression.FindStringSubmatch(textAt(body, rule.Path))
	if len(match) < 2 {
		return 0, false
	}
	if rule.Strategy == "after" {
		return seconds(strings.TrimSpace(match[1]))
	}
	return until(strings.TrimSpace(match[1]), now)
}

// textAt follows a dotted path to a string.
func textAt(body []byte, path string) string {
	var value any
	if json.Unmarshal(body, &value) != nil {
		return ""
	}
	for name := range strings.SplitSeq(path, ".") {
		object, ok := value.(map[string]any)
		if !ok {
			return ""
		}
		value = object[name]
	}
	text, _ := value.(string)
	return text
}
