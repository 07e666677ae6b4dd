package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/tidwall/gjson"
)

// The index is one JSON object with one provider a line, sorted by key: {"github":{…},⏎"gitlab":{…}}. A line holds the
// provider in its wire form, so that opening the catalog reads four members a line and decodes nothing else.

// BuildIndex compiles the catalog files of a folder into the index. Problems that are not warnings make it fail.
func BuildIndex(folder fs.FS) ([]byte, []Problem, error) {
	set, err := readFiles(folder, "")
	if err != nil {
		return nil, nil, fmt.Errorf("read catalog files: %w", err)
	}
	if errs := onlyErrors(set.problems); len(errs) > 0 {
		return nil, set.problems, fmt.Errorf("%s:%d: %s", errs[0].File, errs[0].Line, errs[0].Message)
	}
	var out bytes.Buffer
	out.WriteString("{")
	for i, file := range set.good {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n")
		if err := writeMember(&out, file.key, file.wire); err != nil {
			return nil, nil, err
		}
	}
	out.WriteString("\n}\n")
	return out.Bytes(), set.problems, nil
}

var errIndex = errors.New("the index is not one provider a line")

// readIndex calls add for each provider of the index. The wire bytes are slices of the index.
func readIndex(index []byte, add func(Summary, json.RawMessage)) error {
	body, ok := bytes.CutPrefix(index, []byte("{\n"))
	if !ok {
		return errIndex
	}
	for len(body) > 0 && body[0] == '"' {
		line, rest, found := bytes.Cut(body, []byte("\n"))
		if !found {
			return errIndex
		}
		body = rest
		key, wire, found := bytes.Cut(bytes.TrimSuffix(line, []byte(","))[1:], []byte(`":`))
		if !found || len(wire) < 2 || wire[len(wire)-1] != '}' {
			return errIndex
		}
		add(summaryOf(string(key), wire), wire)
	}
	if string(bytes.TrimSpace(body)) != "}" {
		return errIndex
	}
	return nil
}

// summaryOf reads the first members of a provider's wire form and stops there.
func summaryOf(key string, wire []byte) Summary {
	s := Summary{Key: key}
	gjson.ParseBytes(head(wire)).ForEach(func(name, value gjson.Result) bool {
		switch name.Str {
		case "display_name":
			s.DisplayName = value.String()
		case "categories":
			for _, category := range value.Array() {
				s.Categories = append(s.Categories, category.String())
			}
		case "auth_mode":
			s.AuthMode = AuthMode(value.String())
			return false
		}
		return true
	})
	return s
}

// head bounds how much of an entry is copied for its summary; the summary's members come first in every file.
func head(wire []byte) []byte {
	const enough = 1024
	if len(wire) > enough {
		return wire[:enough]
	}
	return wire
}
