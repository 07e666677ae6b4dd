package providertest

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// awsRole is an assumed role (§4.13): keys for an hour from STS, each request signed with them.
type awsRole struct {
	plainMode
	external string // the id that the first request brought
}

// The keys of the integration, which ask STS.
const (
	awsKeyID  = "AKIAWALKEXAMPLE"
	awsSecret = "walk/secret+key"
	awsARN    = "arn:aws:iam::123456789012:role/walk-role"
)

func newAWSRole(p *Play) mode {
	p.typed = map[string]string{"role_arn": awsARN}
	p.params = map[string]string{"region": "eu-west-1"} // the service is the integration's
	p.config["region"], p.config["service"], p.config["role_arn"] = "eu-west-1", "execute-api", awsARN
	return &awsRole{plainMode: plainMode{p}}
}

func (m *awsRole) integration(body map[string]any) {
	config := map[string]any{"service": "execute-api", "defaultRegion": "us-east-1", "stsMode": "builtin", "awsAccessKeyId": awsKeyID, "awsSecretAccessKey": awsSecret}
	if m.p.Facts.Setting != "" {
		config = m.elsewhere()
	}
	body["integration_config"] = config
}

func (m *awsRole) start() Start {
	return Start{Route: "/auth/aws-sigv4", Body: map[string]any{"role_arn": awsARN, "region": "eu-west-1"}, Steps: m.assume()}
}

// keys are those of the current session.
func (m *awsRole) keys() (id, secret, session string) {
	return fmt.Sprintf("ASIAWALK%d", m.p.generation), fmt.Sprintf("session/secret+%d", m.p.generation), fmt.Sprintf("session/token+%d==", m.p.generation)
}

// assume asks STS for keys, then with those keys who they are.
func (m *awsRole) assume() []*Step {
	m.p.generation++
	if m.p.Facts.Setting != "" {
		return []*Step{m.handOut(), m.whoami()}
	}
	return []*Step{m.assumeRole(), m.whoami()}
}

// stsEndpoint is AWS's own service for keys in the role's region.
const stsEndpoint = "https://sts.eu-west-1.amazonaws.com/"

func (m *awsRole) assumeRole() *Step {
	id, secret, session := m.keys()
	assume := &Step{Name: "AssumeRole", Method: http.MethodPost, URL: stsEndpoint, Strict: true, Header: map[string]string{"authorization": anyText, "x-amz-date": anyText},
		Free: []string{"x-amz-content-sha256"}, Only: asks("AssumeRole"), Form: Values{"Action": {"AssumeRole"}, "Version": {"2011-06-15"}, "RoleArn": {awsARN},
			"RoleSessionName": {anyText}, "ExternalId": {anyText}, "DurationSeconds": {"3600"}}}
	assume.Check = func(got *Received) []string {
		wrong := verifySigV4(got, sigV4{accessKey: awsKeyID, secret: awsSecret, region: "eu-west-1", service: "sts", needed: []string{"host", "x-amz-date"}})
		return append(wrong, m.sameID(got.form().Get("ExternalId"))...)
	}
	expires := m.p.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	assume.Answer = Answer{Header: http.Header{"Content-Type": {"text/xml"}}, Body: fmt.Appendf(nil, `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`, id, secret, session, expires)}
	return assume
}

// sameID wants the external id that the first request brought, in every later one.
func (m *awsRole) sameID(external string) []string {
	if m.external == "" {
		m.external = external
	}
	if external != m.external || len(external) < 2 {
		return []string{"external id " + external + ", want " + m.external}
	}
	return nil
}

// whoami asks AWS whose the keys are.
func (m *awsRole) whoami() *Step {
	id, secret, session := m.keys()
	who := &Step{Name: "GetCallerIdentity", Method: http.MethodPost, URL: stsEndpoint, Only: asks("GetCallerIdentity"), Strict: true, Loose: true,
		Header: map[string]string{"authorization": anyText, "x-amz-date": anyText, "x-amz-security-token": session}, Free: []string{"x-amz-content-sha256"}}
	who.Check = func(got *Received) []string {
		return verifySigV4(got, sigV4{accessKey: id, secret: secret, region: "eu-west-1", service: "sts", needed: []string{"host", "x-amz-date", "x-amz-security-token"}})
	}
	who.Answer = Answer{Header: http.Header{"Content-Type": {"text/xml"}}, Body: []byte(`<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/walk-role/session</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`)}
	return who
}

// asks tells the actions at one address apart.
func asks(action string) func(*Received) bool {
	return func(got *Received) bool {
		form, _ := url.ParseQuery(string(got.Body) + "&" + got.RawQuery)
		return form.Get("Action") == action
	}
}

func (m *awsRole) stored() map[string]any {
	id, secret, session := m.keys()
	return map[string]any{"type": "AWS_SIGV4", "role_arn": awsARN, "region": "eu-west-1", "service": "execute-api", "access_key_id": id,
		"secret_access_key": secret, "session_token": session, "external_id": m.external}
}

func (m *awsRole) sign(r *outgoing) {
	id, secret, session := m.keys()
	r.header["authorization"], r.header["x-amz-date"], r.header["x-amz-content-sha256"] = anyText, anyText, anyText
	r.header["x-amz-security-token"] = session
	r.check = append(r.check, func(got *Received) []string {
		return verifySigV4(got, sigV4{accessKey: id, secret: secret, region: "eu-west-1", service: "execute-api",
			needed: []string{"host", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-walk"}})
	})
}

// refresh assumes the role again; who the keys belong to was settled before.
func (m *awsRole) refresh() ([]*Step, bool) {
	steps := m.assume()
	steps[1].Optional = true
	return steps, true
}

func (m *awsRole) values() map[string]string {
	values := m.p.spread()
	for name, value := range m.stored() {
		values["credentials."+name] = strings.TrimSpace(fmt.Sprint(value))
	}
	return values
}
