package globals

import (
	"strings"

	"github.com/dop251/goja"
	whatwg "github.com/nlnwa/whatwg-url/url"
)

// urls makes the classes URL and URLSearchParams: {URL, URLSearchParams}.
func (w *world) urls() *goja.Object {
	return w.once("urls", func() goja.Value {
		return w.start(urlProgram(), w.host(map[string]func(goja.FunctionCall) goja.Value{
			"parse": w.parseURL, "set": w.setURL, "parseQuery": w.parseQuery, "writeQuery": w.writeQuery,
		}))
	}).(*goja.Object)
}

// urlRecord lists a URL's parts in the order that url.js reads them.
func (w *world) urlRecord(u *whatwg.Url) goja.Value {
	return w.vm.NewArray(
		u.Href(false), urlOrigin(u), u.Protocol(), u.Username(), u.Password(), u.Host(), u.Hostname(), u.Port(), u.Pathname(), u.Search(), u.Hash())
}

// urlOrigin is "null" for schemes that have no host in the web's sense.
func urlOrigin(u *whatwg.Url) string {
	switch u.Scheme() {
	case "http", "https", "ws", "wss", "ftp":
		return u.Protocol() + "//" + u.Host()
	case "blob":
		if inner, err := whatwg.Parse(u.Pathname()); err == nil && (inner.Scheme() == "http" || inner.Scheme() == "https") {
			return urlOrigin(inner)
		}
	}
	return "null"
}

// parseURL is (text, base?) → record, or undefined when it is no URL.
func (w *world) parseURL(call goja.FunctionCall) goja.Value {
	var u *whatwg.Url
	var err error
	if base := call.Argument(1); goja.IsUndefined(base) {
		u, err = whatwg.Parse(call.Argument(0).String())
	} else {
		u, err = whatwg.ParseRef(base.String(), call.Argument(0).String())
	}
	if err != nil {
		return goja.Undefined()
	}
	return w.urlRecord(u)
}

// setURL is (href, part, value) → record. A value that the part cannot have changes nothing.
func (w *world) setURL(call goja.FunctionCall) goja.Value {
	u, err := whatwg.Parse(call.Argument(0).String())
	if err != nil {
		return goja.Undefined()
	}
	value := call.Argument(2).String()
	switch call.Argument(1).String() {
	case "protocol":
		u.SetProtocol(value)
	case "username":
		u.SetUsername(value)
	case "password":
		u.SetPassword(value)
	case "host":
		u.SetHost(value)
	case "hostname":
		u.SetHostname(value)
	case "port":
		u.SetPort(value)
	case "pathname":
		u.SetPathname(value)
	case "search":
		u.SetSearch(value)
	case "hash":
		u.SetHash(value)
	}
	return w.urlRecord(u)
}

// parseQuery is (text) → [[name, value], …], by application/x-www-form-urlencoded.
func (w *world) parseQuery(call goja.FunctionCall) goja.Value {
	var pairs []any
	for part := range strings.SplitSeq(call.Argument(0).String(), "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		pairs = append(pairs, w.vm.NewArray(formDecode(name), formDecode(value)))
	}
	return w.vm.NewArray(pairs...)
}

func formDecode(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '+':
			b.WriteByte(' ')
		case c == '%' && i+2 < len(text):
			high, ok1 := hexDigit(text[i+1])
			low, ok2 := hexDigit(text[i+2])
			if !ok1 || !ok2 {
				b.WriteByte(c)
				continue
			}
			b.WriteByte(high<<4 | low)
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return decodeUTF8([]byte(b.String()))
}

// writeQuery is ([[name, value], …]) → text.
func (w *world) writeQuery(call goja.FunctionCall) goja.Value {
	var b strings.Builder
	first := true
	w.vm.ForOf(call.Argument(0), func(pair goja.Value) bool {
		if !first {
			b.WriteByte('&')
		}
		first = false
		object := pair.ToObject(w.vm)
		formEncode(&b, object.Get("0").String())
		b.WriteByte('=')
		formEncode(&b, object.Get("1").String())
		return true
	})
	return w.vm.ToValue(b.String())
}

func formEncode(b *strings.Builder, text string) {
	const hex = "0123456789ABCDEF"
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			b.WriteByte('+')
		case c == '*' || c == '-' || c == '.' || c == '_' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
}
