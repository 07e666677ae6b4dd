package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"patchbay/app/fault"
)

func TestFromFindsTheFaultInAChain(t *testing.T) {
	t.Parallel()
	inner := fault.New(fault.NotFound, "not_found", "No such connection.").WithHint("List them first.")
	got := fault.From(fmt.Errorf("read connection: %w", inner))
	if got.Code != "not_found" || got.Error() != "No such connection. List them first." {
		t.Fatalf("From = %q (%s)", got.Error(), got.Code)
	}
}

func TestAHintBeginsASentenceOfItsOwn(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"It failed.":           "It failed. Try again.",
		"Name is required":     "Name is required. Try again.",
		"The server said 'no'": "The server said 'no'. Try again.",
		"Really?":              "Really? Try again.",
		"It was cut here…":     "It was cut here… Try again.",
		"":                     "code. Try again.",
	} {
		if got := fault.New(fault.Invalid, "code", message).WithHint("Try again.").Error(); got != want {
			t.Errorf("%q became %q, want %q", message, got, want)
		}
	}
	if got := fault.New(fault.Invalid, "code", "Name is required").Error(); got != "Name is required" {
		t.Errorf("without a hint the message became %q", got)
	}
}

func TestFromHidesAForeignErrorButKeepsItAsCause(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk on fire")
	got := fault.From(cause)
	if got.Kind != fault.Internal || !errors.Is(got, cause) {
		t.Fatalf("From = %+v", got)
	}
	if text := got.Error(); text == cause.Error() {
		t.Fatalf("the cause is shown to people: %q", text)
	}
	if fault.From(nil) != nil {
		t.Fatal("From(nil) is not nil")
	}
}

func TestWithReturnsACopy(t *testing.T) {
	t.Parallel()
	base := fault.New(fault.Invalid, "invalid_body", "Wrong.")
	_ = base.WithHint("Do better.").WithIssues(fault.Issue{Code: "custom"})
	if base.Hint != "" || base.Issues != nil {
		t.Fatal("a shared fault was changed")
	}
	if !fault.HasCode(base, "invalid_body") || !fault.IsKind(base, fault.Invalid) {
		t.Fatal("code or kind not found")
	}
}
