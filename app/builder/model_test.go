package builder_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"patchbay/app/builder"
	"patchbay/app/compile"
	"patchbay/app/fault"
)

func TestWhatAModelServerMayAnswer(t *testing.T) {
	t.Parallel()
	w := begin(t)
	slow := func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/event-stream")
		_ = http.NewResponseController(rw).Flush()
		<-r.Context().Done()
	}
	toolCall := "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"write\"}}]}}]}\n\n"
	cut := "data: {\"choices\":[{\"delta\":{\"content\":\"import\"}}]}\n\n"
	for name, c := range map[string]struct {
		kind   builder.Kind
		answer answer
		code   string
		says   string
	}{
		"wrong key":      {builder.OpenAI, plain(401, "application/json", `{"error":{"message":"Incorrect key model-key-123456"}}`), "model_key_refused", "401"},
		"no such model":  {builder.OpenAI, plain(404, "application/json", `{"error":"model not found, pull it first"}`), "model_not_found", "pull it first"},
		"too many":       {builder.Anthropic, plain(429, "application/json", `{"type":"error","error":{"message":"slow down"}}`), "model_busy", "slow down"},
		"broken server":  {builder.Anthropic, plain(500, "text/html", `<h1>oops</h1>`), "model_failed", "500"},
		"moved":          {builder.OpenAI, plain(302, "text/html", ``), "model_failed", "302"},
		"a page":         {builder.OpenAI, plain(200, "text/html", `<h1>hello</h1>`), "model_not_streaming", "text/html"},
		"whole JSON":     {builder.OpenAI, plain(200, "application/json", `{"choices":[]}`), "model_not_streaming", "application/json"},
		"not JSON":       {builder.OpenAI, plain(200, "text/event-stream", "data: {hello\n\ndata: [DONE]\n\n"), "model_failed", "not JSON"},
		"not JSON, too":  {builder.Anthropic, plain(200, "text/event-stream", "data: {hello\n\n"), "model_failed", "not JSON"},
		"no text":        {builder.OpenAI, plain(200, "text/event-stream", toolCall+"data: [DONE]\n\n"), "model_said_nothing", "without a word"},
		"no text, too":   {builder.Anthropic, plain(200, "text/event-stream", "data: {\"type\":\"message_stop\"}\n\n"), "model_said_nothing", "without a word"},
		"cut":            {builder.OpenAI, plain(200, "text/event-stream", cut), "model_answer_cut", "broke off"},
		"too long":       {builder.OpenAI, plain(200, "text/event-stream", `data: {"choices":[{"finish_reason":"length"}]}`+"\n\n"), "model_answer_cut", "limit"},
		"error inside":   {builder.Anthropic, plain(200, "text/event-stream", `data: {"type":"error","error":{"message":"Overloaded"}}`+"\n\n"), "model_failed", "Overloaded"},
		"huge":           {builder.OpenAI, chat(strings.Repeat("x", 300<<10)), "model_answer_too_large", "256 KB"},
		"one huge event": {builder.Anthropic, messages(strings.Repeat("x", 2<<20)), "model_answer_cut", "broke off"},
		"slow":           {builder.OpenAI, slow, "model_too_slow", "did not finish"},
	} {
		w.AnswerLimit = time.Minute
		if name == "slow" {
			w.AnswerLimit = time.Second
		}
		m := newModel(t, c.answer)
		one := w.end(w.start(c.kind, m.URL))
		if one.State != builder.Failed || one.Error == nil || one.Error.Code != c.code || !strings.Contains(one.Error.Error(), c.says) {
			t.Errorf("%s: %s %v, want %s that says %q", name, one.State, one.Error, c.code, c.says)
		}
		if one.Error != nil && strings.Contains(one.Error.Error(), "model-key") {
			t.Errorf("%s: the error tells the key: %v", name, one.Error)
		}
	}
}

func TestTheModelsSettings(t *testing.T) {
	t.Parallel()
	w := begin(t)
	ctx := context.Background()
	if _, err := w.Model(ctx, w.env); !fault.HasCode(err, "no_model") {
		t.Fatalf("without a model: %v", err)
	}
	if _, err := w.Start(ctx, builder.Request{EnvironmentID: w.env, Description: "x", Integration: "acme", Name: "x", Type: compile.Sync}); !fault.HasCode(err, "no_model") {
		t.Errorf("building without a model: %v", err)
	}
	m := newModel(t, messages("ready"))
	saved := must(w.SaveModel(ctx, w.env, builder.Model{Kind: builder.Anthropic, URL: m.URL + "/v1/", Name: "small"}, "model-key-123456"))(t)
	if again := must(w.Model(ctx, w.env))(t); again != saved || !again.HasKey || again.URL != m.URL+"/v1" {
		t.Errorf("saved %+v, read %+v", saved, again)
	}
	if p, err := w.Test(ctx, w.env); err != nil || p.Answer != "ready" || p.Usage.Output != 9 {
		t.Errorf("the test gives %+v, %v", p, err)
	}
	if q := m.questions()[0]; q.path != "/v1/messages" || q.header.Get("X-Api-Key") != "model-key-123456" || q.header.Get("Anthropic-Version") == "" || !strings.Contains(q.body, `"max_tokens":`) {
		t.Errorf("asked %+v", q)
	}
	if same := must(w.SaveModel(ctx, w.env, builder.Model{Kind: builder.Anthropic, URL: m.URL + "/v1", Name: "other"}, ""))(t); !same.HasKey {
		t.Error("a new name lost the key")
	}
	if moved := must(w.SaveModel(ctx, w.env, builder.Model{Kind: builder.OpenAI, URL: "https://models.test/v1", Name: "other"}, ""))(t); moved.HasKey {
		t.Error("the key would go to another address")
	}
	for _, file := range must(filepath.Glob(filepath.Join(w.data, "*")))(t) {
		if text := must(os.ReadFile(file))(t); strings.Contains(string(text), "model-key") {
			t.Errorf("%s holds the key", filepath.Base(file))
		}
	}
	check(t, w.DeleteModel(ctx, w.env))
	if _, err := w.Model(ctx, w.env); !fault.HasCode(err, "no_model") {
		t.Errorf("after deleting: %v", err)
	}
}

func TestAddressesOfModels(t *testing.T) {
	t.Parallel()
	w := begin(t)
	for address, want := range map[string]string{
		"https://api.anthropic.com": "", "http://localhost:11434/v1": "", "http://[::1]:8080": "",
		"http://models.test/v1": "insecure_url", "http://192.168.1.9:8000": "insecure_url",
		"ftp://models.test": "invalid_url", "models.test": "invalid_url", "": "invalid_url", "https://k:s@models.test": "invalid_url",
		"https://models.test/v1?key=1": "invalid_url", "http://169.254.169.254/v1": "invalid_url",
	} {
		_, err := w.SaveModel(context.Background(), w.env, builder.Model{Kind: builder.OpenAI, URL: address, Name: "m"}, "model-key-123456")
		if want == "" && err != nil || want != "" && !fault.HasCode(err, want) {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
	}
	if _, err := w.SaveModel(context.Background(), w.env, builder.Model{Kind: builder.OpenAI, URL: "http://192.168.1.9:8000", Name: "m"}, ""); err != nil {
		t.Errorf("without a key: %v", err)
	}
}

func TestWhatCannotBeBuilt(t *testing.T) {
	t.Parallel()
	w := begin(t)
	m := newModel(t, func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
		rw.WriteHeader(http.StatusOK)
	})
	must(w.SaveModel(context.Background(), w.env, builder.Model{Kind: builder.OpenAI, URL: m.URL, Name: "m"}, ""))(t)
	w.folder.files["acme/actions/taken.ts"] = "export {};"
	good := builder.Request{EnvironmentID: w.env, Description: "x", Integration: "acme", Name: "new", Type: compile.Action}
	for want, change := range map[string]func(*builder.Request){
		"file_exists": func(r *builder.Request) { r.Name = "taken" }, "unknown_type": func(r *builder.Request) { r.Type = "job" },
		"invalid_body": func(r *builder.Request) { r.Description = " " }, "unknown_provider_config": func(r *builder.Request) { r.Integration = "other" },
		"unknown_connection": func(r *builder.Request) { r.Connection = "other" }, "too_many_samples": func(r *builder.Request) { r.Samples = make([]string, 6) },
		"too_many_rounds": func(r *builder.Request) { r.Rounds = builder.MostRounds + 1 },
		"not_found":       func(r *builder.Request) { r.Samples = []string{"none"} },
	} {
		in := good
		change(&in)
		if _, err := w.Start(context.Background(), in); !fault.HasCode(err, want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	for i := range 3 {
		in := good
		in.Name = fmt.Sprint("new", i)
		if _, err := w.Start(context.Background(), in); (i == 2) != fault.HasCode(err, "too_many_sessions") {
			t.Errorf("session %d: %v", i, err)
		}
	}
	w.folder.closed = true
	if _, err := w.Start(context.Background(), good); !fault.HasCode(err, "no_project") {
		t.Errorf("without a folder: %v", err)
	}
}
