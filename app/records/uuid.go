package records

import (
	"strconv"

	"github.com/google/uuid"
)

// identity gives records their UUIDs: version 5 of "<connection><model><id>" in the namespace that is version 5 of
// "<connection><model>" in the nil UUID (functions.md §4.8). They are stable, so cursors survive a cleared cache.
type identity struct {
	space uuid.UUID
	name  []byte
	fixed int
}

func newIdentity(t Target) *identity {
	name := append(strconv.AppendInt(nil, t.ConnectionID, 10), t.Model...)
	return &identity{space: uuid.NewSHA1(uuid.Nil, name), name: name, fixed: len(name)}
}

func (i *identity) of(externalID string) uuid.UUID {
	i.name = append(i.name[:i.fixed], externalID...)
	return uuid.NewSHA1(i.space, i.name)
}
