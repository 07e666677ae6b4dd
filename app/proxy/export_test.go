package proxy

import (
	"net/http"
	"net/url"
	"time"

	"patchbay/app/catalog"
)

// Join is join, for the fuzzer.
func Join(base *url.URL, endpoint string) (*url.URL, error) { return join(base, endpoint) }

// Decide is decide, flattened.
func Decide(status int, header http.Header, body string, rules *catalog.Retry, retryOn []int, attempt int, now time.Time) (bool, time.Duration, string) {
	d := decide(outcome{status: status, header: header, body: []byte(body)}, rules, retryOn, attempt, now, longestAsked)
	return d.retry, d.wait, d.reason
}
