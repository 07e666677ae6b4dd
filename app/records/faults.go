package records

import (
	"fmt"

	"patchbay/app/fault"
)

var (
	errInvalidRecords = fault.New(fault.Invalid, "invalid_records", "What the function saved is not a list of records.").
				WithHint("Pass an array of objects, each with an id.")
	errBadCursor = fault.New(fault.Internal, "server_error", "Failed to fetch records").
			WithHint("The cursor is not one that Patchbay gave out; use next_cursor or _nango_metadata.cursor unchanged.")
	errConnectionGone = fault.New(fault.NotFound, "unknown_connection", "The connection of these records has been deleted.")
	errBadPage        = fault.New(fault.Invalid, "invalid_cursor", "The cursor does not belong to this list.")
)

// shownText is how many bytes of a record a fault shows.
const shownText = 300

func missingID(record string) error {
	if len(record) > shownText {
		record = record[:shownText] + "…"
	}
	return fault.New(fault.Invalid, "missing_record_id", "Missing id field in record: "+record).
		WithHint("Give every record an id that is neither empty nor 0. Nothing of this batch was saved.")
}

func badDeletedAt(id, text string) error {
	return fault.New(fault.Invalid, "invalid_deleted_at", fmt.Sprintf("The deletedAt of record %q is no date: %s", id, text)).
		WithHint("Pass an ISO date such as 2026-01-02T03:04:05Z, or leave it out. Nothing of this batch was saved.")
}

func unknownRun(runID string) error {
	return fault.New(fault.NotFound, "unknown_run", fmt.Sprintf("There is no history of records for run %q.", runID)).
		WithHint("It saved nothing, or it is older than what is kept.")
}
