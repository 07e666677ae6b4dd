package providertest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// checkSigV4 verifies the Authorization header that an awsSigV4 template asks for.
func (f filler) checkSigV4(template string, got *Received) []string {
	var arguments []string
	f.functions = map[string]func(string) (string, error){"awsSigV4": func(argument string) (string, error) {
		for one := range strings.SplitSeq(argument, ",") {
			arguments = append(arguments, strings.TrimSpace(one))
		}
		return "", nil
	}}
	if _, ok := f.either(template); !ok || len(arguments) < 4 {
		return []string{fmt.Sprintf("the template %q has %d arguments", template, len(arguments))}
	}
	return verifySigV4(got, sigV4{accessKey: arguments[0], secret: arguments[1], region: arguments[2], service: arguments[3], needed: []string{"host", "x-amz-date"}})
}

// sigV4 is what a server knows when it verifies a request.
type sigV4 struct {
	accessKey, secret, region, service string
	needed                             []string // headers that must be signed
}

var authorizationV4 = regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$`)

// verifySigV4 does what AWS does with a request that arrives: it builds the canonical request from what is on the wire
// and signs it anew (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
func verifySigV4(got *Received, k sigV4) []string {
	m := authorizationV4.FindStringSubmatch(got.Header.Get("Authorization"))
	if m == nil {
		return []string{"no SigV4 header: " + got.Header.Get("Authorization")}
	}
	var wrong []string
	if m[1] != k.accessKey || m[3] != k.region || m[4] != k.service {
		wrong = append(wrong, fmt.Sprintf("credential scope %s/%s/%s, want %s/%s/%s", m[1], m[3], m[4], k.accessKey, k.region, k.service))
	}
	signed := strings.Split(m[5], ";")
	for _, name := range k.needed {
		if !slices.Contains(signed, name) {
			wrong = append(wrong, "header "+name+" is not signed")
		}
	}
	if !slices.IsSorted(signed) {
		wrong = append(wrong, "the signed headers are not sorted: "+m[5])
	}
	date := got.Header.Get("X-Amz-Date")
	if !strings.HasPrefix(date, m[2]) {
		wrong = append(wrong, "x-amz-date "+date+" is not of the scope's day "+m[2])
	}
	canonical := canonicalRequest(got, signed, k.service)
	sum := sha256.Sum256([]byte(canonical))
	scope := m[2] + "/" + k.region + "/" + k.service + "/aws4_request"
	text := "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hex.EncodeToString(sum[:])
	key := []byte("AWS4" + k.secret)
	for _, part := range []string{m[2], k.region, k.service, "aws4_request", text} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	if want := hex.EncodeToString(key); want != m[6] {
		wrong = append(wrong, fmt.Sprintf("signature %s, want %s over %q", m[6], want, canonical))
	}
	return wrong
}

// canonicalRequest is the text whose digest is signed.
func canonicalRequest(got *Received, signed []string, service string) string {
	path := got.Path
	if path == "" {
		path = "/"
	}
	if service != "s3" {
		segments := strings.Split(path, "/")
		for i := range segments {
			segments[i] = strictly(segments[i])
		}
		path = strings.Join(segments, "/")
	}
	var headers strings.Builder
	for _, name := range signed {
		value := got.Header.Values(name)
		if name == "host" {
			value = []string{got.Host}
		}
		headers.WriteString(name + ":" + strings.Join(strings.Fields(strings.Join(value, ",")), " ") + "\n")
	}
	query, err := url.ParseQuery(got.RawQuery)
	if err != nil {
		query = url.Values{}
	}
	for name := range query {
		slices.Sort(query[name])
	}
	sum := sha256.Sum256(got.Body)
	hash := hex.EncodeToString(sum[:])
	if stated := got.Header.Get("X-Amz-Content-Sha256"); stated == "UNSIGNED-PAYLOAD" && service == "s3" && got.Method != http.MethodGet {
		hash = stated
	}
	return strings.Join([]string{got.Method, path, canonical(query), headers.String(), strings.Join(signed, ";"), hash}, "\n")
}
