package cli

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/http/httpguts"

	"patchbay/app/fault"
)

type requestCommand struct {
	Method     string    `arg:"" help:"HTTP method."`
	Connection reference `arg:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection, as INTEGRATION/CONNECTION."`
	Path       string    `arg:"" help:"Path and query at the API, such as /user?per_page=5."`

	Header  []string `short:"H" sep:"none" placeholder:"NAME: VALUE" help:"Header to send; repeatable."`
	Data    *string  `short:"d" placeholder:"TEXT" help:"Body; @FILE reads a file, @- standard input."`
	BaseURL string   `name:"base-url" help:"Send it to this base address instead of the provider's."`
	Retries int      `default:"0" help:"How often to try again after a failure that may pass."`
	Include bool     `short:"i" help:"Print the status line and the headers first."`
}

// maxCollected bounds the body that --json holds in memory; without --json bodies stream without a limit.
const maxCollected = 64 << 20

// Run sends the request through the proxy and streams the answer. A status of 400 or more is a failure.
func (c requestCommand) Run(ctx context.Context, inv *invocation) error {
	body, err := c.body(inv)
	if err != nil {
		return err
	}
	defer body.Close()
	req, err := c.build(ctx, body)
	if err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		resp, err := s.http.Do(req)
		if err != nil {
			return unwrapURL(err)
		}
		defer resp.Body.Close()
		if refused(resp) {
			return refusal(resp)
		}
		if inv.flags.JSON {
			err = inv.printCollected(resp)
		} else {
			err = inv.stream(resp, c.Include)
		}
		if err == nil && resp.StatusCode >= http.StatusBadRequest {
			err = fault.New(fault.Upstream, "bad_status", "The answer's status is "+resp.Status+".")
		}
		return err
	})
}

// refused tells an answer of Patchbay's own from the provider's: no provider's answer keeps this header.
func refused(resp *http.Response) bool { return resp.Header.Get("Patchbay-Refused") != "" }

// refusal is why Patchbay sent nothing, as every other command says it.
func refusal(resp *http.Response) error {
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return err
	}
	return answerFault(resp.StatusCode, raw)
}

// build makes the proxy request.
func (c requestCommand) build(ctx context.Context, body io.Reader) (*http.Request, error) {
	integration, connection, err := c.Connection.split()
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, strings.ToUpper(c.Method), origin+"/proxy/"+strings.TrimPrefix(c.Path, "/"), body)
	if err != nil {
		return nil, fault.New(fault.Invalid, "bad_request", "The method or the path is not one that HTTP knows.").WithCause(err)
	}
	req.ContentLength = bodyLength(body)
	req.Header.Set("Provider-Config-Key", integration)
	req.Header.Set("Connection-Id", connection)
	if c.BaseURL != "" {
		req.Header.Set("Base-Url-Override", c.BaseURL)
	}
	if c.Retries > 0 {
		req.Header.Set("Retries", strconv.Itoa(c.Retries))
	}
	if c.Data != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, c.setHeaders(req.Header)
}

// setHeaders adds the user's own headers; a prefix carries them through the proxy untouched.
func (c requestCommand) setHeaders(header http.Header) error {
	for _, line := range c.Header {
		name, value, found := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case !found || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value):
			return fault.New(fault.Invalid, "bad_header", "A header is written \"Name: value\", on one line.")
		case strings.EqualFold(name, "Content-Type"):
			header.Set(name, value)
		default:
			header.Add("Nango-Proxy-"+name, value)
		}
	}
	return nil
}

// bodyLength is the body's size in bytes, -1 when only its end will tell.
func bodyLength(body io.Reader) int64 {
	switch b := body.(type) {
	case textBody:
		return int64(b.Len())
	case *os.File:
		if info, err := b.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	if body == http.NoBody {
		return 0
	}
	return -1
}

// textBody is a body from the command line; its length is known.
type textBody struct{ *strings.Reader }

func (textBody) Close() error { return nil }

func (c requestCommand) body(inv *invocation) (io.ReadCloser, error) {
	if c.Data == nil {
		return http.NoBody, nil
	}
	if name, isFile := strings.CutPrefix(*c.Data, "@"); isFile {
		return inv.openInput(name)
	}
	return textBody{strings.NewReader(*c.Data)}, nil
}

// openInput opens a named file, or standard input for "-".
func (inv *invocation) openInput(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(inv.Stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.New(fault.Invalid, "unreadable_file", "The file "+name+" cannot be opened.").WithCause(err)
	}
	return f, nil
}

func (inv *invocation) stream(resp *http.Response, include bool) error {
	if include {
		fmt.Fprintf(inv.Stdout, "%s %s\n", resp.Proto, resp.Status)
		for _, name := range sortedHeader(resp.Header) {
			for _, value := range resp.Header[name] {
				fmt.Fprintf(inv.Stdout, "%s: %s\n", name, value)
			}
		}
		fmt.Fprintln(inv.Stdout)
	}
	_, err := io.Copy(inv.Stdout, resp.Body)
	return err
}

func (inv *invocation) printCollected(resp *http.Response) error {
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxCollected+1))
	if err != nil {
		return err
	}
	truncated := len(raw) > maxCollected
	if truncated {
		raw = raw[:maxCollected]
	}
	body, encoding := string(raw), "utf8"
	if !utf8.Valid(raw) {
		body, encoding = base64.StdEncoding.EncodeToString(raw), "base64"
	}
	return inv.printValue(map[string]any{
		"status": resp.StatusCode, "headers": resp.Header, "body": body, "body_encoding": encoding, "truncated": truncated,
	})
}

func sortedHeader(h http.Header) []string { return slices.Sorted(maps.Keys(h)) }
