package catalog

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// awsSigV4 fills ${awsSigV4(ACCESS_KEY, SECRET, REGION, SERVICE[, HOST])} with the Authorization header of
// AWS Signature Version 4. It signs host, x-amz-date and, when the caller has one, content-type; the header
// x-amz-date must carry the same moment.
func awsSigV4(e *expander, args []node, out *filled) (string, bool) {
	const least, most = 4, 5
	parts, ok := e.arguments(args, most, out)
	if !ok || len(parts) < least || e.scope.Request == nil || e.scope.Now.IsZero() {
		return "", false
	}
	for _, part := range parts[:least] {
		if part == "" {
			return "", false
		}
	}
	host := parts[3] + ".amazonaws.com"
	if len(parts) == most && parts[4] != "" {
		host = parts[4]
	}
	return signV4(e.scope, parts[0], parts[1], parts[2], parts[3], host), true
}

// arguments fills a list of at most so many arguments that stand between commas, each without the blanks around it.
func (e *expander) arguments(args []node, most int, out *filled) ([]string, bool) {
	var parts []string
	for len(parts) < most {
		before, after, found := splitAt(args, ",")
		text, ok := e.argument(before, out)
		if !ok {
			return nil, false
		}
		parts = append(parts, strings.TrimSpace(text))
		if !found {
			return parts, true
		}
		args = after
	}
	return nil, false
}

// signV4 follows the steps of "Create a signed AWS API request" in the IAM user guide.
func signV4(s Scope, accessKey, secret, region, service, host string) string {
	r := s.Request
	stamp := s.Now.UTC().Format("20060102T150405Z")
	path := r.Path
	if path == "" {
		path = "/"
	}
	headers := "host:" + host + "\nx-amz-date:" + stamp + "\n"
	signed := "host;x-amz-date"
	if r.ContentType != "" {
		headers = "content-type:" + strings.Join(strings.Fields(r.ContentType), " ") + "\n" + headers
		signed = "content-type;" + signed
	}
	canonical := strings.Join([]string{
		strings.ToUpper(r.Method), path, CanonicalQuery(r.RawQuery), headers, signed, hexSHA256([]byte(r.canonicalBody())),
	}, "\n")
	scope := stamp[:8] + "/" + region + "/" + service + "/aws4_request"
	toSign := "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hexSHA256([]byte(canonical))

	key := []byte("AWS4" + secret)
	for _, part := range strings.Split(scope, "/") {
		key = hmacSHA256(key, part)
	}
	return "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope +
		", SignedHeaders=" + signed + ", Signature=" + hex.EncodeToString(hmacSHA256(key, toSign))
}

func hmacSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
