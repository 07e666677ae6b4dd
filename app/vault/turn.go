package vault

import (
	"context"
	"time"

	"patchbay/app/fault"
)

type patience struct{}

// Patiently marks a call for which a user is waiting in front of the screen: the keychain gets a minute instead of five
// seconds, enough to answer its password dialog.
func Patiently(ctx context.Context) context.Context {
	return context.WithValue(ctx, patience{}, true)
}

// inTurn runs use alone and within the time limit. The D-Bus client behind the keychain mixes up the answers of two
// password dialogs, so a second use waits for the first. A use that outlives its limit goes on behind our back, because it
// cannot be stopped; until it ends, others fail after their own limit instead of piling up on the keychain.
func (v *Vault) inTurn(ctx context.Context, use func() error) error {
	limit := v.limit
	if patient, _ := ctx.Value(patience{}).(bool); patient && limit > 0 {
		limit = max(limit, patientLimit)
	}
	var late <-chan time.Time // never, without a limit
	if limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-v.turn:
	case <-late:
		return silent(limit)
	case <-ctx.Done():
		return ctx.Err()
	}
	done := make(chan error, 1)
	go func() {
		err := use()
		v.turn <- struct{}{}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-late:
		return silent(limit)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func silent(limit time.Duration) error {
	return fault.New(fault.Unavailable, "keychain_unavailable", "The keychain did not answer within "+limit.String()+
		"; it is probably locked and waiting for its password.").
		WithHint("Unlock the keychain, for example in its password dialog, and try again.")
}
