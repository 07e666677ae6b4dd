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
	"strings"
	"unicode/utf8"

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
	req, closeBody, err := c.build(ctx, inv)
	if err != nil {
		return err
	}
	defer closeBody()
	return inv.with(ctx, func(s *session) error {
		resp, err := s.http.Do(req)
		if err != nil {
			return unwrapURL(err)
		}
		defer resp.Body.Close()
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

// build makes the proxy request; the returned function closes its body.
func (c requestCommand) build(ctx context.Context, inv *invocation) (*http.Request, func() error, error) {
	integration, connection, err := c.Connection.split()
	if err != nil {
		return nil, nil, err
	}
	body, closeBody, err := c.body(inv)
	if err != nil {
		return nil, nil, err
	}
	req, err := http.NewRequestWithContext(ctx, strings.ToUpper(c.Method), origin+"/proxy/"+strings.TrimPrefix(c.Path, "/"), body)
	if err != nil {
		_ = closeBody()
		return nil, nil, fault.New(fault.Invalid, "bad_request", "The method or the path is not one that HTTP knows.").WithCause(err)
	}
	req.Header.Set("Provider-Config-Key", integration)
	req.Header.Set("Connection-Id", connection)
	if c.BaseURL != "" {
		req.Header.Set("Base-Url-Override", c.BaseURL)
	}
	if c.Retries > 0 {
		req.Header.Set("Retries", fmt.Sprint(c.Retries))
	}
	for _, line := range c.Header {
		name, value, found := strings.Cut(line, ":")
		if !found || strings.TrimSpace(name) == "" {
			_ = closeBody()
			return nil, nil, fault.New(fault.Invalid, "bad_header", "A header is written \"Name: value\".")
		}
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if strings.EqualFold(name, "Content-Type") {
			req.Header.Set(name, value)
			continue
		}
		// The prefix carries a header through the proxy untouched.
		req.Header.Add("Nango-Proxy-"+name, value)
	}
	if body != nil && req.Header.Get("Content-Type") == "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, closeBody, nil
}

func (c requestCommand) body(inv *invocation) (io.Reader, func() error, error) {
	nothing := func() error { return nil }
	if c.Data == nil {
		return nil, nothing, nil
	}
	name, isFile := strings.CutPrefix(*c.Data, "@")
	if !isFile {
		return strings.NewReader(*c.Data), nothing, nil
	}
	return inv.openInput(name)
}

// openInput opens a named file, or standard input for "-".
func (inv *invocation) openInput(name string) (io.Reader, func() error, error) {
	if name == "-" {
		return inv.Stdin, func() error { return nil }, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fault.New(fault.Invalid, "unreadable_file", "The file "+name+" cannot be opened.").WithCause(err)
	}
	return f, f.Close, nil
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
