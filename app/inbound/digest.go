package inbound

import (
	"strings"
	"time"
)

// digest is the most common scheme: a header holds a digest of the body.
type digest struct {
	signed
	algorithm
	prefix string // before the digest, as in "sha256="
	// also names a header that takes part in telling deliveries apart, for vendors whose bodies may be equal.
	also   string
	events telling
}

func (d digest) text(secret string, body []byte) string {
	return d.prefix + d.digest(secret, body)
}

func (d digest) check(c *call) (Verification, error) {
	signature, secrets, final, err := d.open(c)
	if final != "" || err != nil {
		return final, err
	}
	if !anySame(signature, secrets, func(secret string) string { return d.text(secret, c.req.Body) }) {
		return "", wrongSignature()
	}
	extra, err := c.header(d.also)
	if err != nil {
		return "", err
	}
	c.sealEvent(d.events, extra)
	return Verified, nil
}

func (d digest) sign(l *letter) error {
	secret, err := l.signingSecret(d.keys)
	if err != nil {
		return err
	}
	l.set(d.header, d.text(secret, l.req.Body))
	return nil
}

// versioned is Slack's scheme, which Zoom copied: v0=HMAC("v0:" + time + ":" + body), the time in a header of its own.
// Source: docs.slack.dev, "Verifying requests from Slack"; developers.zoom.us, "Using webhooks".
type versioned struct {
	signed
	timeHeader string
	window     time.Duration
	events     telling
}

func (v versioned) text(secret, seconds string, body []byte) string {
	return "v0=" + hexSHA256.digest(secret, []byte("v0:"+seconds+":"), body)
}

func (v versioned) check(c *call) (Verification, error) {
	signature, secrets, final, err := v.open(c)
	if final != "" || err != nil {
		return final, err
	}
	seconds, err := c.header(v.timeHeader)
	if err != nil {
		return "", err
	}
	if !anySame(signature, secrets, func(secret string) string { return v.text(secret, seconds, c.req.Body) }) {
		return "", wrongSignature()
	}
	if !c.inWindow(seconds, v.window) {
		return "", outOfTime()
	}
	c.sealEvent(v.events, seconds)
	return Verified, nil
}

func (v versioned) sign(l *letter) error {
	secret, err := l.signingSecret(v.keys)
	if err != nil {
		return err
	}
	seconds := unixText(l.now)
	l.set(v.timeHeader, seconds)
	l.set(v.header, v.text(secret, seconds, l.req.Body))
	return nil
}

// stamped is Calendly's scheme: one header, t=<Unix seconds>,v1=<HMAC of "t.body">.
// Source: developer.calendly.com, "Webhook signatures".
type stamped struct {
	signed
	window time.Duration
	events telling
}

func (stamped) text(secret, seconds string, body []byte) string {
	return hexSHA256.digest(secret, []byte(seconds+"."), body)
}

// parts reads the header: exactly one time and one signature of version 1. Other versions are passed over.
func (stamped) parts(header string) (seconds, signature string, ok bool) {
	for part := range strings.SplitSeq(header, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch {
		case name == "t" && seconds == "":
			seconds = value
		case name == "v1" && signature == "":
			signature = value
		case name == "t" || name == "v1":
			return "", "", false
		}
	}
	return seconds, signature, seconds != "" && signature != ""
}

func (s stamped) check(c *call) (Verification, error) {
	header, secrets, final, err := s.open(c)
	if final != "" || err != nil {
		return final, err
	}
	seconds, signature, ok := s.parts(header)
	if !ok || !anySame(signature, secrets, func(secret string) string { return s.text(secret, seconds, c.req.Body) }) {
		return "", wrongSignature()
	}
	if !c.inWindow(seconds, s.window) {
		return "", outOfTime()
	}
	c.sealEvent(s.events, seconds)
	return Verified, nil
}

func (s stamped) sign(l *letter) error {
	secret, err := l.signingSecret(s.keys)
	if err != nil {
		return err
	}
	seconds := unixText(l.now)
	l.set(s.header, "t="+seconds+",v1="+s.text(secret, seconds, l.req.Body))
	return nil
}
