package inbound

import (
	"encoding/json"

	"github.com/tidwall/gjson"
)

// route is the common way of finding events: fixed places in the body and the header.
type route struct {
	each       string // path of the list that holds the events; "" means the body is one event
	kind       string // path of the event type, within one event; "" means no type
	kindHeader string // header with the event type
	property   string // see Match
	id         string // path of the identifier, within one event
	all        bool   // every connection of the integration
}

// read adds an event for each item.
func (r route) read(c *call, body gjson.Result) error {
	headerKind, err := c.header(r.kindHeader)
	if err != nil {
		return err
	}
	items := []gjson.Result{body}
	if r.each != "" {
		items = body.Get(r.each).Array()
	}
	for _, item := range items {
		match := Match{Property: r.property, Identifier: scalar(item, r.id), All: r.all}
		c.emit(scalar(item, r.kind), headerKind, json.RawMessage(item.Raw), match)
	}
	return nil
}
