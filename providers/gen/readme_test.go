package main

import (
	"os"
	"strings"
	"testing"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheReadmeTellsTheFieldsOfTheSchema(t *testing.T) {
	t.Parallel()
	readme := read(t, "README.md")
	want, err := withFields(readme, read(t, "schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(readme) {
		t.Error("README.md is stale: run go generate ./providers")
	}
	for _, field := range []string{"`authorization_url`", "`proxy.retry.in_body.strategy`", "`additional_steps[].token_url`", "`pattern`"} {
		if !strings.Contains(string(readme), "| "+field+" |") {
			t.Errorf("README.md does not explain %s", field)
		}
	}
}

func TestANewFieldOfTheSchemaMakesTheReadmeStale(t *testing.T) {
	t.Parallel()
	readme := read(t, "README.md")
	schema := strings.Replace(string(read(t, "schema.json")), `"display_name": {`, `"colour": {"type": "string", "description": "A | B"}, "display_name": {`, 1)
	got, err := withFields(readme, []byte(schema))
	if err != nil || !strings.Contains(string(got), "| `colour` | text | A \\| B |") {
		t.Errorf("the new field is not told: %v", err)
	}
	if _, err := withFields([]byte("no tables"), []byte(schema)); err == nil {
		t.Error("a README without tables is accepted")
	}
}

func TestEveryFieldIsExplained(t *testing.T) {
	t.Parallel()
	for line := range strings.SplitSeq(string(read(t, "README.md")), "\n") {
		if strings.HasPrefix(line, "| `") && strings.HasSuffix(line, "|  |") && !strings.HasPrefix(line, "| `${") {
			t.Errorf("a field without a meaning: %s", line)
		}
	}
}
