package wire_test

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"patchbay/app/script/wire"
)

func TestFramesArriveAsTheyWereSent(t *testing.T) {
	t.Parallel()
	large := bytes.Repeat([]byte("0123456789abcdef"), 10_000)
	sent := []wire.Frame{
		{Kind: wire.Run, ID: 7, Head: []byte(`{"prelude":"p"}`), Data: []byte(`{"a":1}`), Absent: true},
		{Kind: wire.Call, ID: 1<<32 - 1, Head: []byte(`{}`), Data: large, Body: large},
		{Kind: wire.Result},
		{Kind: wire.Reply, Data: []byte("x"), Body: large},
	}
	var pipe bytes.Buffer
	w := wire.NewWriter(&pipe)
	for _, f := range sent {
		if err := w.Write(f); err != nil {
			t.Fatal(err)
		}
	}
	r := wire.NewReader(&pipe)
	for _, want := range sent {
		got, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	}
	if _, err := r.Read(); !errors.Is(err, io.EOF) {
		t.Fatalf("after the last frame: %v, want EOF", err)
	}
}

func TestGoroutinesShareAWriterWithoutMixingFrames(t *testing.T) {
	t.Parallel()
	in, out := io.Pipe()
	w := wire.NewWriter(out)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			part := bytes.Repeat([]byte{byte('a' + i)}, 50_000)
			for range 20 {
				if err := w.Write(wire.Frame{Kind: wire.Call, Head: part[:3], Data: part, Body: part}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	go func() {
		group.Wait()
		out.Close()
	}()
	r := wire.NewReader(in)
	count := 0
	for {
		f, err := r.Read()
		if err != nil {
			break
		}
		count++
		for _, part := range [][]byte{f.Head, f.Data, f.Body} {
			if bytes.Count(part, f.Head[:1]) != len(part) {
				t.Fatal("a part holds another frame's bytes")
			}
		}
	}
	if count != 160 {
		t.Fatalf("%d frames arrived, want 160", count)
	}
}

func TestALengthIsNotBelieved(t *testing.T) {
	t.Parallel()
	prefix := func(head, data, body uint32) []byte {
		b := []byte{byte(wire.Run), 0, 0, 0, 0, 0}
		for _, n := range []uint32{head, data, body} {
			b = append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
		}
		return b
	}
	tests := map[string]struct {
		stream []byte
		want   error
	}{
		"head over the limit":    {prefix(wire.MaxHead+1, 0, 0), wire.ErrTooLarge},
		"body over the limit":    {prefix(0, 0, 1<<32-1), wire.ErrTooLarge},
		"more than what follows": {append(prefix(0, wire.MaxPart, 0), "short"...), io.ErrUnexpectedEOF},
		"cut inside the prefix":  {prefix(0, 0, 0)[:9], io.ErrUnexpectedEOF},
		"cut between two parts":  {append(prefix(2, 2, 0), "{}"...), io.ErrUnexpectedEOF},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := wire.NewReader(bytes.NewReader(test.stream)).Read(); !errors.Is(err, test.want) {
				t.Fatalf("Read = %v, want %v", err, test.want)
			}
		})
	}
}

func TestATooLargeHeadIsNotSent(t *testing.T) {
	t.Parallel()
	var pipe bytes.Buffer
	err := wire.NewWriter(&pipe).Write(wire.Frame{Kind: wire.Call, Head: make([]byte, wire.MaxHead+1)})
	if !errors.Is(err, wire.ErrTooLarge) || pipe.Len() != 0 {
		t.Fatalf("Write = %v with %d bytes sent, want ErrTooLarge and none", err, pipe.Len())
	}
}

// FuzzRead feeds the reader what a broken runner might send: it must end with an error, and what it accepts must
// survive another round.
func FuzzRead(f *testing.F) {
	var pipe bytes.Buffer
	w := wire.NewWriter(&pipe)
	for _, frame := range []wire.Frame{
		{Kind: wire.Call, ID: 3, Head: wire.Pack(wire.Method{Name: "get"}), Data: []byte(`[1]`), Body: []byte("b")},
		{Kind: wire.Failure, Head: wire.Pack(wire.Outcome{Failure: &wire.Ending{Kind: "thrown"}})},
	} {
		if err := w.Write(frame); err != nil {
			f.Fatal(err)
		}
		f.Add(pipe.Bytes())
	}
	f.Add(bytes.Repeat([]byte("["), 100))
	f.Fuzz(func(t *testing.T, stream []byte) {
		r := wire.NewReader(bytes.NewReader(stream))
		for {
			frame, err := r.Read()
			if err != nil {
				return
			}
			_, _ = wire.Unpack[wire.Outcome](frame.Head)
			_, _ = wire.Unpack[wire.Job](frame.Head)
			var again bytes.Buffer
			if err := wire.NewWriter(&again).Write(frame); err != nil {
				t.Fatal(err)
			}
			second, err := wire.NewReader(&again).Read()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(frame, second, cmpopts.EquateEmpty()); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
