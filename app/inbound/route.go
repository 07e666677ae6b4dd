package inbound

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/tidwall/gjson"
)

// route is the common way of finding events: fixed places in the body, the headers and the query.
type route struct {
	each       string // path of the list that holds the events; "" means the body is one event
	kind       string // path of the event type, within one event; "" means no type
	kindHeader string // header with the event type
	property   string // see Match
	id         string // path of the identifier, within one event
	idHeader   string // header with the identifier
	missing    func(header string) error
	named      bool   // the address or the body must name the connection
	all        bool   // every connection of the integration
	delivery   string // header with the delivery's id, which only samples need
}

// read adds an event for each item.
func (r route) read(c *call, body gjson.Result) error {
	headerKind, err := c.header(r.kindHeader)
	if err != nil {
		return err
	}
	fixed, err := r.fixed(c)
	if err != nil {
		return err
	}
	items := []gjson.Result{body}
	if r.each != "" {
		events := body.Get(r.each)
		if items = events.Array(); events.IsArray() && len(items) == 0 {
			c.handshake("It held no events: there was nothing to run and nothing to forward.")
			return nil
		}
	}
	for _, item := range items {
		match := fixed
		if r.id != "" {
			match.Identifier = scalar(item, r.id)
		}
		c.emit(scalar(item, r.kind), headerKind, json.RawMessage(item.Raw), match)
	}
	return nil
}

// fixed returns the match as far as it does not depend on the item.
func (r route) fixed(c *call) (Match, error) {
	if r.named {
		return c.named()
	}
	match := Match{Property: r.property, All: r.all}
	if r.idHeader == "" {
		return match, nil
	}
	value, err := c.header(r.idHeader)
	if err == nil && value == "" {
		err = r.missing(r.idHeader)
	}
	match.Identifier = value
	return match, err
}

// write puts the sample's type and identifier where read finds them, as far as they are not in the body.
func (r route) write(l *letter) {
	if r.kindHeader != "" {
		l.set(r.kindHeader, l.draft.Type)
	}
	if r.idHeader != "" {
		l.set(r.idHeader, l.draft.Identifier)
	}
	if r.delivery != "" {
		l.set(r.delivery, l.draft.ID)
	}
	if r.named {
		l.req.Query = url.Values{connectionID: {l.draft.Identifier}}
	}
}

// noConnectionHeader is the fault for a header that should name the connection.
func noConnectionHeader(header string) error { return missingConnectionID("the header " + header) }

// noTokenHeader is the fault for a header that should hold the connection's own token.
func noTokenHeader(header string) error { return missingToken(header) }

// list returns the items of a body that may be one event or a list of them.
func list(body gjson.Result) []gjson.Result {
	if body.IsArray() {
		return body.Array()
	}
	return []gjson.Result{body}
}

// origin returns scheme and host of an address, "" when it is none.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return strings.ToLower(u.Scheme + "://" + u.Host)
}
