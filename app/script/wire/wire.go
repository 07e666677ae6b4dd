// Package wire carries frames between the app and a runner process over two pipes. A frame is a kind, a number, a small
// JSON head and two raw parts, so that 50 MB of somebody's JSON crosses without being escaped, parsed or copied twice.
package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
)

// Kind says what a frame means.
type Kind uint8

// The frames that the app sends.
const (
	Upload Kind = iota + 1 // Head Program, Data its code: keep it under its ID
	Forget                 // drop every program kept so far
	Run                    // Head Job, Data the input's JSON, Body the raw body
	Reply                  // ID of the Call; Head Answer, Data the head's JSON or the rejection's data, Body
	Abort                  // end the job of that ID
	Ask                    // Head Question, Data the request
)

// The frames that the runner sends.
const (
	Call    Kind = iota + 65 // Head Method, Data the arguments' JSON, Body
	Notify                   // Head Method, Data the arguments' JSON
	Result                   // ID of the Run; Head Outcome, Data the value's JSON
	Failure                  // ID of the Run; Head Outcome with Failure, Data what was attached to the error
	Reading                  // ID of the Ask; Head Answer, Data the answer
)

// The sizes that a frame's parts may have. They only stop a reader from believing nonsense; what a job may send is
// decided elsewhere.
const (
	MaxHead = 8 << 20
	MaxPart = 1 << 30
)

// ErrTooLarge means that a part is over its limit. Nothing of the frame has been written.
var ErrTooLarge = errors.New("wire: a part of the frame is too large")

// Frame is one message. Numbers are chosen by the side that asks; an answer repeats its question's.
type Frame struct {
	Kind Kind
	ID   uint32
	Head []byte
	Data []byte
	Body []byte
	// Absent tells a nil Body from an empty one, which the lengths cannot.
	Absent bool
}

// prefix is kind, flags, ID and three lengths.
const prefix = 1 + 1 + 4 + 4 + 4 + 4

const flagAbsent = 1

// Writer sends frames; several goroutines may share it.
type Writer struct {
	mu  sync.Mutex
	w   io.Writer
	buf []byte
}

// NewWriter returns a writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// gathered is the size up to which parts are copied together to save system calls; larger ones are written in place.
const gathered = 32 << 10

// Write sends one frame whole, or fails with ErrTooLarge, or with w's error; after that the stream is broken.
func (w *Writer) Write(f Frame) error {
	if len(f.Head) > MaxHead || len(f.Data) > MaxPart || len(f.Body) > MaxPart {
		return ErrTooLarge
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	flags := byte(0)
	if f.Absent {
		flags |= flagAbsent
	}
	b := w.buf[:0]
	b = append(b, byte(f.Kind), flags)
	b = binary.LittleEndian.AppendUint32(b, f.ID)
	for _, part := range [][]byte{f.Head, f.Data, f.Body} {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(part)))
	}
	for _, part := range [][]byte{f.Head, f.Data, f.Body} {
		if len(part) <= gathered {
			b = append(b, part...)
			continue
		}
		if _, err := w.w.Write(b); err != nil {
			return err
		}
		b = b[:0]
		if _, err := w.w.Write(part); err != nil {
			return err
		}
	}
	w.buf = b[:0]
	if len(b) == 0 {
		return nil
	}
	_, err := w.w.Write(b)
	return err
}

// Reader receives frames; one goroutine uses it.
type Reader struct {
	r      io.Reader
	prefix [prefix]byte
}

// NewReader returns a reader of r.
func NewReader(r io.Reader) *Reader { return &Reader{r: r} }

// Read returns the next frame, whose parts the caller owns. It returns io.EOF when the stream ends between two
// frames, io.ErrUnexpectedEOF inside one, and an error for lengths over the limits.
func (r *Reader) Read() (Frame, error) {
	if _, err := io.ReadFull(r.r, r.prefix[:]); err != nil {
		return Frame{}, err
	}
	p := r.prefix[:]
	f := Frame{Kind: Kind(p[0]), Absent: p[1]&flagAbsent != 0, ID: binary.LittleEndian.Uint32(p[2:])}
	head, data, body := binary.LittleEndian.Uint32(p[6:]), binary.LittleEndian.Uint32(p[10:]), binary.LittleEndian.Uint32(p[14:])
	if head > MaxHead || data > MaxPart || body > MaxPart {
		return Frame{}, fmt.Errorf("wire: frame of kind %d claims parts of %d, %d and %d bytes: %w", f.Kind, head, data, body, ErrTooLarge)
	}
	var err error
	if f.Head, err = r.part(int(head)); err != nil {
		return Frame{}, err
	}
	if f.Data, err = r.part(int(data)); err != nil {
		return Frame{}, err
	}
	f.Body, err = r.part(int(body))
	return f, err
}

// believed is how much memory a length alone may claim; beyond it the bytes have to arrive first.
const believed = 64 << 20

func (r *Reader) part(n int) ([]byte, error) {
	if n == 0 {
		return nil, nil
	}
	b := make([]byte, min(n, believed))
	for read := 0; ; {
		if _, err := io.ReadFull(r.r, b[read:]); err != nil {
			if err == io.EOF { //nolint:errorlint // io.ReadFull returns exactly this
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		if len(b) == n {
			return b, nil
		}
		read = len(b)
		grown := make([]byte, min(n, 2*len(b)))
		copy(grown, b)
		b = grown
	}
}
