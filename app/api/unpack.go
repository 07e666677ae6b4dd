package api

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"strings"

	"patchbay/app/fault"
)

// unpacked is a body without the compression that its header names (RFC 9110 §8.4). What it unpacks to has the limit of
// every body, so a small body cannot become a large one. Faults: invalid_content_encoding (unsupported media),
// request_too_large, invalid_body.
func unpacked(encodings []string, data []byte) ([]byte, error) {
	var open func(io.Reader) (io.ReadCloser, error)
	switch name := strings.ToLower(strings.TrimSpace(strings.Join(encodings, ","))); name {
	case "", "identity":
		return data, nil
	case "gzip", "x-gzip":
		open = func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }
	case "deflate":
		open = zlib.NewReader
	default:
		return nil, fault.New(fault.UnsupportedMedia, "invalid_content_encoding", "This Content-Encoding is not understood here.").
			WithHint("Send the body as it is, or with gzip or deflate.")
	}
	if len(data) == 0 {
		return data, nil
	}
	from, err := open(bytes.NewReader(data))
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(from, maxBody+1))
	}
	switch {
	case err != nil:
		return nil, fault.New(fault.Invalid, "invalid_body", "The request body cannot be unpacked.").WithHint("Check that it is packed as Content-Encoding says.").WithCause(err)
	case len(data) > maxBody:
		return nil, fault.New(fault.TooLarge, "request_too_large", fmt.Sprintf("The request body is larger than %d MB.", maxBody>>20)).WithHint("Send less at a time.")
	}
	return data, nil
}
