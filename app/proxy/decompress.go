package proxy

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"

	"patchbay/app/fault"
)

// A compressed answer may grow to any size below ratioFrom, and beyond it at most maxRatio times its own size. Ordinary
// JSON shrinks to a tenth; only bombs reach hundreds.
const (
	ratioFrom = 16 << 20
	maxRatio  = 200
	maxPlain  = 4 << 30
)

// inflatable reports whether the proxy can read a Content-Encoding.
func inflatable(encoding string) bool {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip", "deflate":
		return true
	}
	return false
}

// inflater decompresses an answer. It opens on the first read, so that an empty body stays an empty body.
type inflater struct {
	encoding string
	source   io.ReadCloser
	packed   countingReader
	plain    io.Reader
	size     int64
}

func newInflater(source io.ReadCloser, encoding string) *inflater {
	return &inflater{encoding: strings.ToLower(strings.TrimSpace(encoding)), source: source, packed: countingReader{r: source}}
}

type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// Read returns decompressed bytes, or the fault bad_compression for data that is damaged or out of all proportion.
func (d *inflater) Read(p []byte) (int, error) {
	if d.plain == nil {
		if err := d.open(); err != nil {
			return 0, err
		}
	}
	n, err := d.plain.Read(p)
	d.size += int64(n)
	if d.size > maxPlain || d.size > ratioFrom && d.size > d.packed.n*maxRatio {
		return 0, fault.New(fault.Upstream, "bad_compression", "The provider's compressed answer grows out of all proportion and was stopped.")
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = fault.New(fault.Upstream, "bad_compression", "The provider's compressed answer is damaged or cut off.").WithCause(err)
	}
	return n, err
}

func (d *inflater) open() error {
	packed := bufio.NewReader(&d.packed)
	head, err := packed.Peek(2)
	if len(head) == 0 {
		return err
	}
	switch {
	case d.encoding != "deflate":
		d.plain, err = gzip.NewReader(packed)
	case len(head) == 2 && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0:
		d.plain, err = zlib.NewReader(packed) // what RFC 9110 calls deflate
	default:
		d.plain, err = flate.NewReader(packed), nil // what some servers call deflate
	}
	if err != nil {
		d.plain = nil
		return fault.New(fault.Upstream, "bad_compression", "The provider's answer is not compressed the way it says.").WithCause(err)
	}
	return nil
}

// Close closes the provider's body.
func (d *inflater) Close() error { return d.source.Close() }
