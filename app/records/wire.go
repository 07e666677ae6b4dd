package records

import (
	"database/sql"
	"encoding/base64"
	"encoding/json"

	"github.com/tidwall/gjson"
)

var wireActions = [...]string{"ADDED", "UPDATED", "DELETED"}

// wire is the record as the API gives it: the payload's text untouched, the id as a string, then _nango_metadata
// (http-api.md §7.4).
func (r *record) wire() json.RawMessage {
	const metadata = 330 // bytes of _nango_metadata at most
	b := make([]byte, 0, len(r.payload.String)+len(r.id)+metadata)
	b = r.appendPayload(b)
	b = append(b, `,"_nango_metadata":{"first_seen_at":"`...)
	b = append(b, r.clock.text(r.createdAt)...)
	b = append(b, `","last_modified_at":"`...)
	b = append(b, r.clock.text(r.updatedAt)...)
	b = append(b, `","last_action":"`...)
	b = append(b, wireActions[r.action]...)
	b = append(b, `","deleted_at":`...)
	b = appendTimeOrNull(b, r.deletedAt)
	b = append(b, `,"pruned_at":`...)
	b = appendTimeOrNull(b, r.prunedAt)
	b = append(b, `,"cursor":"`...)
	b = base64.StdEncoding.AppendEncode(b, appendPlace(make([]byte, 0, 80), r.clock.text(r.updatedAt), r.uuid))
	return append(b, `"}}`...)
}

// appendPayload writes the object without its closing brace.
func (r *record) appendPayload(b []byte) []byte {
	text := r.payload.String
	id := gjson.Get(text, "id")
	switch {
	case !r.payload.Valid || !id.Exists(): // pruned
		return append(append(b, `{"id":`...), quoteJSON(r.id)...)
	case id.Type == gjson.String && id.Str == r.id:
		return append(b, text[:len(text)-1]...)
	}
	b = append(b, text[:id.Index]...)
	b = append(b, quoteJSON(r.id)...)
	return append(b, text[id.Index+len(id.Raw):len(text)-1]...)
}

func appendTimeOrNull(b []byte, us sql.NullInt64) []byte {
	if !us.Valid {
		return append(b, "null"...)
	}
	return append(appendTime(append(b, '"'), us.Int64), '"')
}

// clock remembers the last time that it wrote: records of one batch share theirs, and writing one costs as much as the
// rest of a record.
type clock struct {
	us      int64
	written []byte
}

func (c *clock) text(us int64) []byte {
	if c.us != us || c.written == nil {
		c.us, c.written = us, appendTime(c.written[:0], us)
	}
	return c.written
}
