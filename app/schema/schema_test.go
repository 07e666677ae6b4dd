package schema_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"patchbay/app/schema"
)

func decoded(t *testing.T, text string) any {
	t.Helper()
	var document any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	return document
}

func TestPatternsAreThoseOfJavaScript(t *testing.T) {
	t.Parallel()
	for pattern, texts := range map[string]struct{ good, bad string }{
		`^(?!\.)(?!.*\.\.)[a-z.]+@[a-z.]+$`: {"ada@example.com", "a..b@example.com"},
		`^(?<year>\d{4})-\k<year>$`:         {"2026-2026", "2026-2027"},
		`^\cJ$`:                             {"\n", "J"},
		`^\p{L}+$`:                          {"größe", "5"},
		`^\d$`:                              {"5", "٥"},  // digits are those of ASCII
		`^\_\-$`:                            {"_-", "x"}, // an escape that the flag u forbids
		`^(\p{Extended_Pictographic}|\p{Emoji_Component})+$`: {"🎉", "x"},
	} {
		made, err := schema.Compile(map[string]any{"type": "string", "pattern": pattern})
		if err != nil {
			t.Errorf("%s: %v", pattern, err)
			continue
		}
		if err := made.Validate(texts.good); err != nil {
			t.Errorf("%s refuses %q: %v", pattern, texts.good, err)
		}
		if made.Validate(texts.bad) == nil {
			t.Errorf("%s takes %q", pattern, texts.bad)
		}
	}
}

func TestAPatternThatNobodyReadsHidesNothingElse(t *testing.T) {
	t.Parallel()
	made, err := schema.Compile(decoded(t, `{"type":"object","properties":{"a":{"type":"string","pattern":"("},"n":{"type":"number"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if made.Validate(map[string]any{"a": "x", "n": 1.0}) != nil || made.Validate(map[string]any{"a": "x", "n": "1"}) == nil {
		t.Error("the rest of the schema is not judged as it says")
	}
	if _, err := schema.CompilePattern("("); err == nil || !strings.Contains(err.Error(), `"("`) {
		t.Errorf("the pattern itself: %v", err)
	}
}

func TestAPatternThatBacktracksForEverEnds(t *testing.T) {
	t.Parallel()
	made, err := schema.Compile(map[string]any{"type": "string", "pattern": `^(a+)+$`})
	if err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	if err := made.Validate(strings.Repeat("a", 60) + "!"); err != nil {
		t.Errorf("a text that cannot be judged is refused: %v", err)
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestErrorsNameTheFieldAndNoAddress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"properties":{"mail":{"type":"mail"}}}`:                    `the schema is wrong at "#/properties/mail/type"`,
		`{"properties":{"a/b":{"minLength":-1}}}`:                    `the schema is wrong at "#/properties/a~1b/minLength"`,
		`{"properties":{"a":{"$ref":"file:///etc/passwd"}}}`:         `refers to "file:///etc/passwd", which is outside of it`,
		`{"properties":{"a":{"$ref":"https://example.com/a.json"}}}`: `refers to "https://example.com/a.json", which is outside`,
		`{"properties":{"a":{"$ref":"#/definitions/None"}}}`:         `#/definitions/None`,
	} {
		_, err := schema.Compile(decoded(t, text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		} else if strings.Contains(err.Error(), "schema://") {
			t.Errorf("%s: %v has an address of ours", text, err)
		}
	}
}
