package script

import (
	"context"
	"errors"
	"time"

	"patchbay/app/fault"
	"patchbay/app/script/wire"
)

// Ask has a child do work of the kind that its engine.Options name, e.g. "check", for at most limit (0: no limit).
// Work that does not end in time, or with ctx, ends with its child.
func (p *Pool) Ask(ctx context.Context, kind string, request []byte, limit time.Duration) ([]byte, error) {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	c, err := p.acquire(ctx)
	if err != nil {
		return nil, unasked(ctx, err)
	}
	answer, reusable, err := c.ask(ctx, kind, request)
	p.release(c, reusable)
	if err != nil {
		return nil, unasked(ctx, err)
	}
	return answer, nil
}

func (c *child) ask(ctx context.Context, kind string, request []byte) (answer []byte, reusable bool, err error) {
	stop := context.AfterFunc(ctx, func() { c.kill(Aborted) })
	defer stop()
	c.nextID++
	id := c.nextID
	if err := c.w.Write(wire.Frame{Kind: wire.Ask, ID: id, Head: wire.Pack(wire.Question{Kind: kind}), Data: request}); err != nil {
		return nil, false, err
	}
	for {
		select {
		case f := <-c.frames:
			if f.Kind != wire.Reading || f.ID != id {
				continue
			}
			head, err := wire.Unpack[wire.Answer](f.Head)
			if err == nil && head.Error != nil {
				err = fault.New(fault.Internal, head.Error.Code, head.Error.Message)
			}
			return f.Data, stop(), err
		case <-c.lost:
			<-c.exited
			return nil, false, errors.New(c.lastWords())
		}
	}
}

// unasked is the error of work that came to nothing.
func unasked(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fault.New(fault.Unavailable, "runner_timeout", "Work handed to a runner process took too long and was stopped.").WithCause(err)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, told := errors.AsType[*fault.Error](err); told {
		return err
	}
	if _, told := errors.AsType[*Failure](err); told {
		return err
	}
	return unavailable(err)
}
