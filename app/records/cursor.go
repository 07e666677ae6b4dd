package records

import (
	"bytes"
	"encoding/base64"
	"strings"
	"time"

	"github.com/google/uuid"

	"patchbay/app/sqlite"
)

// position is a place in the order of a set: last change, then UUID.
type position struct {
	at   int64 // microseconds
	uuid uuid.UUID
}

func (p position) after(q position) bool {
	return p.at > q.at || p.at == q.at && bytes.Compare(p.uuid[:], q.uuid[:]) > 0
}

func (p position) later(q position) position {
	if q.after(p) {
		return q
	}
	return p
}

// cursor is the opaque text for callers (http-api.md §7.2).
func (p position) cursor() string {
	return base64.StdEncoding.EncodeToString(appendPlace(make([]byte, 0, 80), appendTime(nil, p.at), p.uuid))
}

// appendPlace is what a cursor's base64 holds.
func appendPlace(b, at []byte, id uuid.UUID) []byte {
	b = append(append(b, at...), "||"...)
	return append(b, id.String()...)
}

// timeLayout drops trailing zeros of the fraction, and the fraction when it is zero, as the API does.
const timeLayout = "2006-01-02T15:04:05.999999-07:00"

func appendTime(b []byte, us int64) []byte { return sqlite.Time(us).AppendFormat(b, timeLayout) }

// readCursor is the reverse of position.cursor. Times may have any offset, and fewer or more digits. A malformed
// cursor is the fault "server_error", as the API answers.
func readCursor(text string) (position, error) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return position{}, errBadCursor.WithCause(err)
	}
	moment, id, _ := strings.Cut(string(decoded), "||")
	at, err := time.Parse(time.RFC3339Nano, moment)
	if err != nil {
		return position{}, errBadCursor.WithCause(err)
	}
	var p position
	if p.uuid, err = uuid.Parse(id); err != nil || len(id) != 36 {
		return position{}, errBadCursor.WithCause(err)
	}
	p.at = sqlite.Micros(at)
	return p, nil
}
