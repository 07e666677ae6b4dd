package auth

import (
	"context"
	"encoding/hex"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

const (
	stsVersion = "2011-06-15"
	// stsSession is how long an assumed role is asked for; also what a custom endpoint's answer lives when it does not say.
	stsSession = time.Hour
)

var (
	awsRegion  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
	awsService = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
)

// awsTarget gathers role, region, service and external id from what was typed, the connection and the integration.
// Faults: missing_aws_sigv4_service, missing_aws_sigv4_region, invalid_aws_sigv4_config.
func (c *Client) awsTarget(e Entry) (AWSSigV4, error) {
	config := func(name string) string { value, _ := e.Config[name].(string); return value }
	own := AWSSigV4{RoleARN: e.Values["role_arn"], Service: e.App.Settings["service"], ExternalID: config("external_id"),
		Region: firstFilled(config("region"), e.Values["region"], e.App.Settings["defaultRegion"])}
	if own.ExternalID == "" {
		own.ExternalID = c.uuid()
	}
	switch {
	case own.Service == "":
		return own, fault.New(fault.Invalid, "missing_aws_sigv4_service", "The integration does not say which AWS service it signs for.").WithHint("Set the service in the integration's settings, such as s3 or execute-api.")
	case own.Region == "":
		return own, fault.New(fault.Invalid, "missing_aws_sigv4_region", "The AWS region is missing.").WithHint("Enter a region such as eu-central-1, or set a default region in the integration.")
	case !awsRegion.MatchString(own.Region) || !awsService.MatchString(own.Service):
		return own, fault.New(fault.Invalid, "invalid_aws_sigv4_config", "The AWS region or service has characters that no region or service has.").WithHint("Use names such as eu-central-1 and s3.")
	case len(own.ExternalID) < 2 || len(own.ExternalID) > 1224:
		return own, fault.New(fault.Invalid, "invalid_aws_sigv4_config", "The external id must have 2 to 1224 characters.").WithHint("Leave it empty to have one made.")
	}
	return own, nil
}

func firstFilled(values ...string) string {
	for _, value := range values {
		if value != "" {
			return value
		}
	}
	return ""
}

// assumeRole gets temporary keys, from AWS itself or from the endpoint that the integration names.
func (c *Client) assumeRole(ctx context.Context, r TokenRequest, own AWSSigV4) (AWSSigV4, error) {
	if r.App.Settings["stsMode"] == "custom" {
		return c.assumeElsewhere(ctx, r, own)
	}
	keys := aws.Credentials{AccessKeyID: r.App.Settings["awsAccessKeyId"], SecretAccessKey: r.App.Settings["awsSecretAccessKey"]}
	if keys.AccessKeyID == "" || keys.SecretAccessKey == "" {
		return own, fault.New(fault.Invalid, "missing_aws_sigv4_builtin_credentials", "The integration holds no AWS access key to assume the role with.").
			WithHint("Enter the access key id and the secret access key of a user that may assume the role.")
	}
	name := make([]byte, 8)
	if _, err := io.ReadFull(c.rand, name); err != nil {
		return own, fault.New(fault.Internal, "server_error", "No random numbers could be had.").WithCause(err)
	}
	answer, k, err := c.askSTS(ctx, r, keys, own.Region, params{{"Action", "AssumeRole"}, {"Version", stsVersion}, {"RoleArn", own.RoleARN},
		{"RoleSessionName", "patchbay-" + hex.EncodeToString(name)}, {"ExternalId", own.ExternalID}, {"DurationSeconds", "3600"}})
	if err != nil {
		return own, err
	}
	var found struct {
		Keys struct {
			AccessKeyID     string `xml:"AccessKeyId"`
			SecretAccessKey string `xml:"SecretAccessKey"`
			SessionToken    string `xml:"SessionToken"`
			Expiration      string `xml:"Expiration"`
		} `xml:"AssumeRoleResult>Credentials"`
	}
	if xml.Unmarshal(answer.body, &found) != nil || found.Keys.AccessKeyID == "" || found.Keys.SecretAccessKey == "" {
		return own, k.noToken()
	}
	return c.withKeys(own, map[string]any{"accessKeyId": found.Keys.AccessKeyID, "secretAccessKey": found.Keys.SecretAccessKey,
		"sessionToken": found.Keys.SessionToken, "expiresAt": found.Keys.Expiration}), nil
}

// askSTS calls AWS's Security Token Service in the region.
func (c *Client) askSTS(ctx context.Context, r TokenRequest, keys aws.Credentials, region string, p params) (answer, *call, error) {
	k := r.newCall(stsAsking, &url.URL{Scheme: "https", Host: "sts." + region + ".amazonaws.com", Path: "/"})
	k.params, k.format = p, ""
	k.secrets = append(k.secrets, vault.Secret(keys.SecretAccessKey), vault.Secret(keys.SessionToken))
	k.sign = func(q *http.Request, body []byte) error {
		return signAWS(q, keys, payloadHash(body), "sts", region, c.now())
	}
	got, err := c.send(ctx, k)
	if err == nil && got.status >= 300 {
		err = k.refusedBySTS(got)
	}
	return got, k, err
}

// refusedBySTS reads AWS's error document.
func (k *call) refusedBySTS(a answer) error {
	var found struct {
		Code    string `xml:"Error>Code"`
		Message string `xml:"Error>Message"`
	}
	if xml.Unmarshal(a.body, &found) != nil || found.Code == "" {
		return k.notAToken(a)
	}
	f := fault.New(fault.Invalid, CodeSTS, "AWS did not let the role be assumed: "+Words(found.Code+": "+found.Message))
	switch found.Code {
	case "AccessDenied":
		return f.WithHint("Check the role's trust policy: it must name the integration's user and the connection's external id.")
	case "InvalidClientTokenId", "SignatureDoesNotMatch":
		return f.WithHint("Check the access key id and the secret access key in the integration's settings.")
	case "RequestExpired", "InvalidClientTokenID.Expired":
		return f.WithHint("Set this machine's clock: AWS refuses requests that are minutes off.")
	}
	return f.WithHint("AWS's words say what it minds.")
}

// assumeElsewhere asks the user's own endpoint for keys.
func (c *Client) assumeElsewhere(ctx context.Context, r TokenRequest, own AWSSigV4) (AWSSigV4, error) {
	settings := r.App.Settings
	address, err := url.Parse(settings["stsEndpointUrl"])
	if err != nil || address.Host == "" {
		return own, fault.New(fault.Invalid, "missing_aws_sigv4_sts_endpoint", "The integration names no endpoint that hands out AWS keys.").WithHint("Enter its https address, or use AWS directly.")
	}
	k := r.newCall(stsAsking, address)
	k.format = "json"
	k.params = params{{"role_arn", own.RoleARN}, {"external_id", own.ExternalID}, {"region", own.Region}, {"service", own.Service}}
	switch settings["stsAuthType"] {
	case "api_key":
		k.header.Set(firstFilled(settings["stsAuthHeader"], "x-api-key"), settings["stsApiKey"])
	case "basic":
		k.basic(settings["stsAuthUsername"], vault.Secret(settings["stsAuthPassword"]))
	}
	k.secrets = append(k.secrets, vault.Secret(settings["stsApiKey"]), vault.Secret(settings["stsAuthPassword"]))
	got, err := c.send(ctx, k)
	if err != nil {
		return own, err
	}
	read, err := k.read(got)
	if err != nil {
		return own, err
	}
	object := read.object
	if inner, ok := object["credentials"].(map[string]any); ok {
		object = inner
	}
	fresh := c.withKeys(own, map[string]any{
		"accessKeyId": eitherOf(object, "accessKeyId", "access_key_id"), "secretAccessKey": eitherOf(object, "secretAccessKey", "secret_access_key"),
		"sessionToken": eitherOf(object, "sessionToken", "session_token"), "expiresAt": eitherOf(object, "expiresAt", "expires_at"),
	})
	if fresh.AccessKeyID == "" || fresh.SecretAccessKey == "" {
		return own, k.noToken()
	}
	fresh.Raw = read.raw
	return fresh, nil
}

func eitherOf(object map[string]any, names ...string) any {
	for _, name := range names {
		if value := object[name]; value != nil {
			return value
		}
	}
	return nil
}

// withKeys puts the answer's keys in place of the old ones.
func (c *Client) withKeys(own AWSSigV4, found map[string]any) AWSSigV4 {
	own.AccessKeyID, own.SecretAccessKey = text(found["accessKeyId"]), vault.Secret(text(found["secretAccessKey"]))
	own.SessionToken, own.Raw = vault.Secret(text(found["sessionToken"])), ""
	own.Expires = c.now().Add(stsSession).UTC()
	if end, ok := Moment(found["expiresAt"]); ok && end.After(c.now()) {
		own.Expires = end
	}
	return own
}

// callerIdentity checks that the keys are the role's.
func (c *Client) callerIdentity(ctx context.Context, r TokenRequest, got AWSSigV4) error {
	answer, _, err := c.askSTS(ctx, r, got.keys(), got.Region, params{{"Action", "GetCallerIdentity"}, {"Version", stsVersion}})
	if err != nil {
		return err
	}
	var found struct {
		ARN string `xml:"GetCallerIdentityResult>Arn"`
	}
	role := got.RoleARN[strings.LastIndexByte(got.RoleARN, '/')+1:]
	if xml.Unmarshal(answer.body, &found) != nil || role == "" || !strings.Contains(found.ARN, role) {
		return fault.New(fault.Invalid, "connection_test_failed", "The keys that AWS gave out belong to another identity than the role "+role+".").
			WithHint("Check the role's ARN, and what the endpoint for keys answers.")
	}
	return nil
}
