package proxy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	mediaForm      = "application/x-www-form-urlencoded"
	mediaMultipart = "multipart/form-data"
)

// formToJSON writes a form as a JSON object in its order; a repeated name becomes a list.
func formToJSON(form []byte) ([]byte, error) {
	var names []string
	values := map[string][]string{}
	for pair := range strings.SplitSeq(string(form), "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, value = unescape(name), unescape(value)
		if _, known := values[name]; !known {
			names = append(names, name)
		}
		values[name] = append(values[name], value)
	}
	var out bytes.Buffer
	out.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			out.WriteByte(',')
		}
		var value any = values[name]
		if len(values[name]) == 1 {
			value = values[name][0]
		}
		if err := writeJSON(&out, name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := writeJSON(&out, value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func writeJSON(out *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	out.Truncate(out.Len() - 1) // Encode ends with a newline
	return nil
}

func unescape(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}

// jsonToForm writes a JSON object as a form; inner names go in brackets.
func jsonToForm(text []byte) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return nil, err
	}
	return appendForm(nil, object), nil
}

// field is one leaf of an object with its name in form spelling: a[b][0].
type field struct{ name, value string }

func fieldsOf(object map[string]any) []field {
	var out []field
	var walk func(name string, value any)
	walk = func(name string, value any) {
		switch v := value.(type) {
		case map[string]any:
			for _, key := range sortedKeys(v) {
				inner := key
				if name != "" {
					inner = name + "[" + key + "]"
				}
				walk(inner, v[key])
			}
		case []any:
			for i, item := range v {
				walk(name+"["+strconv.Itoa(i)+"]", item)
			}
		case nil:
			out = append(out, field{name, ""})
		default:
			out = append(out, field{name, fmt.Sprint(v)})
		}
	}
	walk("", object)
	return out
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// appendForm adds an object's leaves to a form.
func appendForm(form []byte, object map[string]any) []byte {
	for _, f := range fieldsOf(object) {
		if len(form) > 0 {
			form = append(form, '&')
		}
		form = append(form, url.QueryEscape(f.name)+"="+url.QueryEscape(f.value)...)
	}
	return form
}

// appendMultipart adds an object's leaves before the closing boundary.
func appendMultipart(body []byte, contentType string, object map[string]any) []byte {
	_, params, err := mime.ParseMediaType(contentType)
	end := bytes.LastIndex(body, []byte("--"+params["boundary"]+"--"))
	if err != nil || params["boundary"] == "" || end < 0 {
		return body
	}
	var out bytes.Buffer
	out.Write(body[:end])
	for _, f := range fieldsOf(object) {
		fmt.Fprintf(&out, "--%s\r\nContent-Disposition: form-data; name=%q\r\n\r\n%s\r\n", params["boundary"], f.name, f.value)
	}
	out.Write(body[end:])
	return out.Bytes()
}
