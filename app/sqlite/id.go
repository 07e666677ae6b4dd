package sqlite

import (
	"io"

	"github.com/google/uuid"

	"patchbay/app/fault"
)

// NewID makes the public id of a row: a UUID of version 7, so that ids sort by creation. Fault: server_error, when random
// gives nothing.
func NewID(random io.Reader) (string, error) {
	id, err := uuid.NewV7FromReader(random)
	if err != nil {
		return "", fault.New(fault.Internal, "server_error", "The system gives no random numbers.").WithCause(err)
	}
	return id.String(), nil
}
