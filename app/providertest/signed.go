package providertest

import (
	"crypto/sha1" //nolint:gosec // what the vendor wants
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strings"
)

// localToken is a JWT that the client signs itself (§4.6).
type localToken struct {
	plainMode
	seen string // the token on the last request
}

func newLocalToken(p *Play) mode {
	m := &localToken{plainMode: plainMode{p}}
	switch p.Facts.Signature.Protocol {
	case "RSA", "EC":
		_, name, _ := strings.Cut(strings.Trim(p.Facts.Token.Key, "${}"), ".")
		p.typed[name] = p.pem()
	}
	return m
}

func (m *localToken) start() Start {
	body := map[string]any{}
	for name, value := range m.p.typed {
		body[name] = value
	}
	return Start{Route: "/auth/jwt", Body: body, Steps: m.p.verification(m)}
}

func (m *localToken) stored() map[string]any {
	stored := map[string]any{"type": "JWT"}
	for name, value := range m.p.typed {
		stored[name] = value
	}
	if m.p.Facts.Key == "ghost-admin" {
		delete(stored, "privateKey") // kept in its parts
	}
	return stored
}

func (m *localToken) values() map[string]string {
	values := m.p.spread()
	values["accessToken"] = tokenMark
	return values
}

// tokenMark stands for a token that the request itself brings.
const tokenMark = "WALK-TOKEN"

// sign expects a token that verifies, wherever the provider's headers want it.
func (m *localToken) sign(r *outgoing) {
	frame := "Bearer " + tokenMark
	if own := m.p.Facts.Proxy.Headers["authorization"]; own != "" {
		frame = strings.ReplaceAll(own, "${accessToken}", tokenMark)
	}
	before, after, _ := strings.Cut(frame, tokenMark)
	r.header["authorization"] = anyText
	r.fixed = append(r.fixed, "authorization")
	r.check = append(r.check, func(got *Received) []string {
		have := got.Header.Get("Authorization")
		if !strings.HasPrefix(have, before) || !strings.HasSuffix(have, after) {
			return []string{"authorization is " + have + ", want " + frame}
		}
		m.seen = strings.TrimSuffix(strings.TrimPrefix(have, before), after)
		return m.p.checkLocalToken(m.seen)
	})
}

// refresh signs anew; no vendor is asked.
func (m *localToken) refresh() ([]*Step, bool) { return nil, true }

// checkLocalToken verifies a token that token and signature of the facts describe.
func (p *Play) checkLocalToken(text string) []string {
	values := p.spread()
	var key any
	switch p.Facts.Signature.Protocol {
	case "RSA":
		key = ring().rsa.Public()
	case "EC":
		key = ring().ec.Public()
	default:
		if id, rest, split := strings.Cut(p.typed["privateKey"], ":"); split { // Ghost: id and hexadecimal secret in one
			values["credentials.privateKey.id"], values["credentials.privateKey.secret"] = id, rest
		}
		secret, _ := p.filler(values).fill(p.Facts.Token.Key)
		raw := []byte(secret)
		if p.Facts.Signature.Encoding != "utf8" {
			var err error
			if raw, err = hex.DecodeString(secret); err != nil {
				return []string{"the signing key is not hexadecimal"}
			}
		}
		key = raw
	}
	t, wrong := verifyJWT(text, key, p.Now())
	if len(wrong) > 0 {
		return wrong
	}
	fills := p.filler(values)
	fills.random = anyUUID
	fills.functions = map[string]func(string) (string, error){"fingerprint": func(string) (string, error) {
		der, err := x509.MarshalPKIXPublicKey(ring().rsa.Public())
		sum := sha256.Sum256(der)
		return "SHA256:" + base64.StdEncoding.EncodeToString(sum[:]), err
	}}
	payload, _ := deepFill(p.Facts.Token.Payload, fills).(map[string]any)
	header, _ := deepFill(p.Facts.Token.Header, fills).(map[string]any)
	return t.want("token", payload, header, float64(p.Facts.Token.ExpiresMS/1000))
}

// wsse is the UsernameToken of emarsys (§4.12).
type wsse struct{ plainMode }

func newWSSE(p *Play) mode { return &wsse{plainMode{p}} }

func (m *wsse) start() Start {
	return Start{Route: "/auth/signature", Body: map[string]any{"type": "SIGNATURE", "username": m.p.typed["username"], "password": m.p.typed["password"]}, Steps: m.p.verification(m)}
}

func (m *wsse) stored() map[string]any {
	return map[string]any{"type": "SIGNATURE", "username": m.p.typed["username"]}
}

func (m *wsse) values() map[string]string {
	values := m.p.spread()
	values["accessToken"] = tokenMark
	return values
}

var usernameToken = regexp.MustCompile(`^UsernameToken Username="([^"]*)", PasswordDigest="([^"]*)", Nonce="([^"]*)", Created="([^"]*)"$`)

func (m *wsse) sign(r *outgoing) {
	r.header["x-wsse"], r.header["authorization"] = anyText, anyText
	r.fixed = append(r.fixed, "x-wsse")
	r.check = append(r.check, func(got *Received) []string {
		token := got.Header.Get("X-Wsse")
		part := usernameToken.FindStringSubmatch(token)
		if part == nil {
			return []string{"x-wsse is " + token}
		}
		sum := sha1.Sum([]byte(part[3] + part[4] + m.p.typed["password"])) //nolint:gosec // what the vendor wants
		want := base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString(sum[:])))
		if part[1] != m.p.typed["username"] || part[2] != want || len(part[3]) != 32 {
			return []string{"x-wsse is " + token + ", want the digest " + want}
		}
		if have := got.Header.Get("Authorization"); have != "Bearer "+token {
			return []string{"authorization is " + have + ", want the same token as a bearer"}
		}
		return nil
	})
}

func (m *wsse) refresh() ([]*Step, bool) { return nil, true }
