package nango_test

import (
	"encoding/json"
	"strings"
	"testing"

	"patchbay/app/logs"
	"patchbay/app/nango"
	"patchbay/app/settings"
)

// user are the lines that code wrote.
func (r ran) user() (lines []logs.Message) {
	for _, m := range r.messages {
		if m.Source == logs.User {
			lines = append(lines, m)
		}
	}
	return lines
}

func TestWhatCodeLogs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for call, want := range map[string]string{
		`nango.log('plain')`:                                  `info|plain|{"dropped_by_server":true}`,
		`nango.log('hot', { level: 'error' })`:                `error|hot|`,
		`nango.log('warm', { a: 1 }, { level: 'warn' })`:      `warn|warm|{"meta":{"a":1}}`,
		`nango.log('old', { level: 'http' })`:                 `info|old|{"dropped_by_server":true}`,
		`nango.log('old', { level: 'silly' })`:                `debug|old|{"dropped_by_server":true}`,
		`nango.log({ a: [1] })`:                               `info|{"a":[1]}|{"dropped_by_server":true}`,
		`nango.log(new TypeError('bad'), { level: 'error' })`: `error|TypeError: bad|`,
		`nango.log('list', [1, 2], { level: 'warn' })`:        `warn|list|{"meta":{"0":1,"1":2}}`,
		`nango.log('safe', { Authorization: 'x', stack: 1, b: Buffer.from('a'), n: null }, { level: 'warn' })`: `warn|safe|{"meta":{"Authorization":"•••","b":"[Buffer]","n":null}}`,
		`(() => { const o: any = { a: 1 }; o.self = o; return nango.log('round', o, { level: 'warn' }); })()`:  `warn|round|{"meta":{"a":1,"self":"[Circular]"}}`,
		`nango.log('\u001b[31mred\u0000', { level: 'warn' })`:                                                  `warn|\x1b[31mred\x00|`,
		`console.log('seen', { a: 1 })`:                               `info|seen {"a":1}|{"console":true,"dropped_by_server":true,"note":"not visible on the server"}`,
		`console.error('bad')`:                                        `error|bad|{"console":true,"dropped_by_server":true,"note":"not visible on the server"}`,
		`nango.setLogger({ level: 'debug' }); await nango.log('now')`: `info|now|`,
	} {
		r := w.run(action(t, `await `+call+`;`), nil)
		lines := r.user()
		if r.Failure != nil || len(lines) != 1 {
			t.Errorf("%s: %+v %+v", call, r.Failure, lines)
			continue
		}
		if got := lines[0].Level + "|" + lines[0].Text + "|" + string(lines[0].Meta); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", call, got, want)
		}
	}
}

func TestLogsThatAreNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(action(t, `await nango.log(); nango.setLogger({ level: 'off' }); await nango.log('a', { level: 'error' }); nango.setLogger({ level: 'debug' }); await nango.log('b', { level: 'error' });`), nil)
	if lines := r.user(); r.Failure != nil || len(lines) != 0 {
		t.Errorf("%+v %+v", r.Failure, lines)
	}
}

func TestLongLogsAreCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(action(t, `await nango.log('x'.repeat(10_000_000), { level: 'error' });
		await nango.log('meta', { big: 'y'.repeat(80_000) }, { level: 'error' });
		await nango.log('huge', { big: 'y'.repeat(200_000) }, { level: 'error' });`), nil)
	lines := r.user()
	if r.Failure != nil || len(lines) != 3 {
		t.Fatalf("%+v, %d lines", r.Failure, len(lines))
	}
	if !strings.HasSuffix(lines[0].Text, "x... (truncated)") || len(lines[0].Text) > 10_100 {
		t.Errorf("a line of 10 MB: %d characters, ends %q", len(lines[0].Text), lines[0].Text[len(lines[0].Text)-20:])
	}
	if len(lines[1].Meta) < 80_000 || !strings.HasSuffix(lines[2].Text, " ... (truncated, payload was too large)") || len(lines[2].Meta) != 0 {
		t.Errorf("meta of %d bytes; %q with %d", len(lines[1].Meta), lines[2].Text, len(lines[2].Meta))
	}
}

func TestTheLevelOfTheEnvironment(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(w.settings.SetVariable(t.Context(), w.env, settings.Variable{Name: "NANGO_LOGGER_LEVEL", Value: "info"}))
	r := w.run(action(t, `await nango.log('kept'); await nango.log('dropped', { level: 'debug' });`), nil)
	if lines := r.user(); len(lines) != 2 || len(lines[0].Meta) != 0 || !strings.Contains(string(lines[1].Meta), "dropped_by_server") {
		t.Errorf("%+v", lines)
	}
}

func TestZodValidateInput(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const body = `const schema = z.object({ a: z.string() }); const parsed = await nango.zodValidateInput({ zodSchema: schema, input }); return [parsed.success, parsed.data];`
	good := w.run(action(t, body), func(r *nango.Run) { r.Input = json.RawMessage(`{"a":"x"}`) })
	if string(good.Output) != `[true,{"a":"x"}]` {
		t.Errorf("%s %+v", good.Output, good.Failure)
	}
	bad := w.run(action(t, body), func(r *nango.Run) { r.Input = json.RawMessage(`{"a":1}`) })
	if bad.Failure == nil || bad.Failure.Type != "action_script_runtime_error" || string(bad.Failure.Payload) != `{"message":"Invalid input provided"}` {
		t.Errorf("%+v", bad.Failure)
	}
	if lines := bad.user(); len(lines) != 1 || lines[0].Level != "error" || !strings.Contains(lines[0].Text, "at path a") {
		t.Errorf("%+v", lines)
	}
}
