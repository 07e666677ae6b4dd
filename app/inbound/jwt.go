package inbound

import (
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/fault"
)

// tokenLeeway is how far the clocks of a vendor and this machine may differ.
const tokenLeeway = time.Minute

// bearer returns the token in the Authorization header, with or without the word Bearer.
func (c *call) bearer() (string, error) {
	value, err := c.header("Authorization")
	if word, rest, found := strings.Cut(value, " "); found && strings.EqualFold(word, "Bearer") {
		value = strings.TrimSpace(rest)
	}
	return value, err
}

// parseToken verifies a token signed with RS256, whatever the token says of itself. It must end.
func (c *call) parseToken(text string, claims jwt.Claims, key func(*jwt.Token) (any, error), more ...jwt.ParserOption) error {
	options := append([]jwt.ParserOption{
		jwt.WithValidMethods([]string{jwt.SigningMethodRS256.Alg()}), jwt.WithTimeFunc(c.r.now), jwt.WithLeeway(tokenLeeway),
		jwt.WithExpirationRequired(), jwt.WithStrictDecoding(),
	}, more...)
	_, err := jwt.ParseWithClaims(text, claims, key, options...)
	return err
}

// signToken signs claims with the private half of the test secret.
func (l *letter) signToken(claims jwt.Claims) error {
	if l.keys.Test == nil {
		return onlyVendor()
	}
	key, ok := privateKey(l.keys.Test.Sign)
	if !ok {
		return onlyVendor()
	}
	text, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key)
	if err != nil {
		return onlyVendor().WithCause(err)
	}
	l.set("Authorization", "Bearer "+text)
	return nil
}

// gong signs a token about the body and the address; the secret is the public key that Gong shows for a rule. The
// connection may hold its own key, because rules are made per connection.
// Source: help.gong.io, "Create a webhook rule".
type gong struct{}

// gongEvents: a call has one id, and the token of a repeated delivery has another end.
var gongEvents = telling{own: "callData.metaData.id"}

type gongClaims struct {
	jwt.RegisteredClaims
	Address string `json:"webhook_url"`
	Body    string `json:"body_sha256"` // hex
}

func (g gong) check(c *call) (Verification, error) {
	match, err := c.named()
	if err != nil {
		return "", err
	}
	secrets, err := c.held(match)
	if err != nil {
		return "", err
	}
	if c.keys.Test == nil {
		secrets = append(secrets, c.keys.with(userSecret)...)
	}
	if len(secrets) == 0 {
		return Unverifiable, nil
	}
	text, err := c.bearer()
	if err != nil {
		return "", err
	}
	if text == "" {
		return "", missingSignature("authorization")
	}
	for _, secret := range secrets {
		if err = g.checkOne(c, text, secret, match.Identifier); err == nil {
			c.sealEvent(gongEvents, text)
			return Verified, nil
		}
	}
	return "", err
}

func (gong) checkOne(c *call, text, secret, connection string) error {
	key, ok := publicKey(secret)
	if _, isRSA := key.(*rsa.PublicKey); !ok || !isRSA {
		return notPublicKey()
	}
	var claims gongClaims
	if err := c.parseToken(text, &claims, func(*jwt.Token) (any, error) { return key, nil }); err != nil {
		return wrongSignature().WithCause(err)
	}
	sum := sha256.Sum256(c.req.Body)
	if !same(strings.ToLower(claims.Body), hex.EncodeToString(sum[:])) {
		return wrongSignature()
	}
	address, err := url.Parse(claims.Address)
	if err != nil || address.Query().Get(connectionID) != connection {
		return invalidSignature("The webhook was signed for another connection's address.")
	}
	if address.RawQuery = ""; c.req.URL != "" && address.String() != c.req.URL {
		return invalidSignature("The webhook was signed for another address.")
	}
	return nil
}

func (gong) sign(l *letter) error {
	sum := sha256.Sum256(l.req.Body)
	address := l.draft.URL + "?" + l.req.Query.Encode()
	return l.signToken(gongClaims{
		RegisteredClaims: jwt.RegisteredClaims{Issuer: "Gong", ExpiresAt: jwt.NewNumericDate(l.now.Add(5 * time.Minute))},
		Address:          address, Body: hex.EncodeToString(sum[:]),
	})
}

func (gong) makePair(io.Reader) (TestSecret, error) { return rsaPair() }

// pubSub is how Google signs the pushes that carry Gmail's news, when the subscription is set up so: a token of Google
// for the address. Any Google account can make a subscription to any address, so a webhook secret that is an e-mail
// address names the only service account that may have sent it.
// Source: cloud.google.com, Pub/Sub, "Authenticate push subscriptions".
type pubSub struct{}

type pubSubClaims struct {
	jwt.RegisteredClaims
	Email    string `json:"email"`
	Verified bool   `json:"email_verified"`
}

const googleIssuer = "https://accounts.google.com"

func (p pubSub) check(c *call) (Verification, error) {
	text, err := c.bearer()
	if err != nil {
		return "", err
	}
	if text == "" {
		if len(c.req.Header.Values("Authorization")) > 0 {
			return "", missingSignature("authorization")
		}
		return Unverifiable, nil
	}
	if c.req.URL == "" {
		return Unverifiable, nil // the audience cannot be compared with anything
	}
	var claims pubSubClaims
	err = c.parseToken(text, &claims, c.googleKey, jwt.WithIssuer(googleIssuer), jwt.WithAudience(p.audiences(c)...))
	if err != nil {
		if fault.HasCode(err, "webhook_key_unavailable") {
			return "", err
		}
		return "", wrongSignature().WithCause(err)
	}
	if !p.mayBe(c.keys, claims) {
		return "", invalidSignature("Another service account than the one in the webhook secret sent this.")
	}
	return Verified, nil
}

// audiences are the address itself, and the address with the provider's key at its end, which is what users of this API
// have entered for integrations of another name.
func (pubSub) audiences(c *call) []string {
	base := c.req.URL[:strings.LastIndexByte(c.req.URL, '/')+1]
	return []string{c.req.URL, base + c.p.Key}
}

func (pubSub) mayBe(k Keys, claims pubSubClaims) bool {
	if k.Test != nil {
		return true
	}
	named, fits := false, false
	for _, secret := range k.WebhookSecrets {
		if strings.Contains(secret, "@") {
			named, fits = true, fits || claims.Verified && same(secret, claims.Email)
		}
	}
	return !named || fits
}

func (pubSub) sign(l *letter) error {
	if l.keys.Test == nil {
		return nil // unsigned pushes are allowed; only Google can sign them
	}
	return l.signToken(pubSubClaims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: googleIssuer, Audience: jwt.ClaimStrings{l.draft.URL},
			IssuedAt: jwt.NewNumericDate(l.now), ExpiresAt: jwt.NewNumericDate(l.now.Add(time.Hour)),
		},
		Email: "simulated@patchbay.invalid", Verified: true,
	})
}

func (pubSub) makePair(io.Reader) (TestSecret, error) { return rsaPair() }
