package catalog

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
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
	return signV4(e.scope, aws.Credentials{AccessKeyID: parts[0], SecretAccessKey: parts[1]}, parts[2], parts[3], host)
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

// signV4 signs with AWS's own signer, so that paths, queries and bodies are in the form that AWS computes. Only S3 takes the path as
// it is; elsewhere each segment is encoded once more.
func signV4(s Scope, keys aws.Credentials, region, service, host string) (string, bool) {
	r := s.Request
	address, err := url.Parse("https://" + host + "/" + strings.TrimPrefix(r.Path, "/"))
	if err != nil {
		return "", false
	}
	address.RawQuery = CanonicalQuery(r.RawQuery)
	request := &http.Request{Method: strings.ToUpper(r.Method), URL: address, Host: host, Header: http.Header{}}
	if r.ContentType != "" {
		request.Header.Set("Content-Type", r.ContentType)
	}
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = service == "s3" })
	if err := signer.SignHTTP(context.Background(), keys, request, hexSHA256(r.Body), service, region, s.Now.UTC()); err != nil {
		return "", false
	}
	return request.Header.Get("Authorization"), true
}
