package builder

import (
	"net/http"
	"strings"

	"github.com/tidwall/gjson"
	"github.com/tmaxmax/go-sse"

	"patchbay/app/vault"
)

// message is one turn of a conversation. Role is "system", "user" or "assistant".
type message struct {
	Role string `json:"role"`
	Text string `json:"content"`
}

// Usage counts tokens as the model's server does; zero when it does not tell.
type Usage struct{ Input, Output int }

// piece is what one event of a stream says.
type piece struct {
	text    string
	usage   Usage  // what is known so far; zero: nothing new
	last    bool   // the answer is whole
	full    bool   // it was cut because it reached the model's limit
	problem string // the server gave up, in its words
}

// dialect is how a protocol asks and answers.
type dialect struct {
	address func(base string) string
	sign    func(h http.Header, key vault.Secret)
	body    func(model string, talk []message) any
	read    func(e sse.Event) piece
}

// notJSON is the problem of an event that no dialect has.
const notJSON = "it sent an event that is not JSON."

var dialects = map[Kind]dialect{
	OpenAI:    {openAIAddress, openAISign, openAIBody, openAIRead},
	Anthropic: {anthropicAddress, anthropicSign, anthropicBody, anthropicRead},
}

// The chat completions API: platform.openai.com/docs/api-reference/chat-streaming.

func openAIAddress(base string) string { return base + "/chat/completions" }

func openAISign(h http.Header, key vault.Secret) {
	if key != "" {
		h.Set("Authorization", "Bearer "+key.Reveal())
	}
}

func openAIBody(model string, talk []message) any {
	return map[string]any{"model": model, "messages": talk, "stream": true, "stream_options": map[string]bool{"include_usage": true}}
}

func openAIRead(e sse.Event) piece {
	if strings.TrimSpace(e.Data) == "[DONE]" {
		return piece{last: true}
	}
	if !gjson.Valid(e.Data) {
		return piece{problem: notJSON}
	}
	event := gjson.Parse(e.Data)
	p := piece{text: event.Get("choices.0.delta.content").String(), problem: event.Get("error.message").String(),
		full:  event.Get("choices.0.finish_reason").String() == "length",
		usage: Usage{int(event.Get("usage.prompt_tokens").Int()), int(event.Get("usage.completion_tokens").Int())}}
	if p.problem == "" && event.Get("error").Type == gjson.String {
		p.problem = event.Get("error").String()
	}
	return p
}

// The messages API: docs.anthropic.com/en/api/messages-streaming.

// anthropicLimit is how many tokens an answer may have; the API wants a number. A long function has five thousand.
const anthropicLimit = 16_000

func anthropicAddress(base string) string { return strings.TrimSuffix(base, "/v1") + "/v1/messages" }

func anthropicSign(h http.Header, key vault.Secret) {
	h.Set("Anthropic-Version", "2023-06-01")
	if key != "" {
		h.Set("X-Api-Key", key.Reveal())
	}
}

func anthropicBody(model string, talk []message) any {
	body := map[string]any{"model": model, "max_tokens": anthropicLimit, "stream": true}
	if talk[0].Role == "system" {
		body["system"] = talk[0].Text
		talk = talk[1:]
	}
	body["messages"] = talk
	return body
}

func anthropicRead(e sse.Event) piece {
	if !gjson.Valid(e.Data) {
		return piece{problem: notJSON}
	}
	event := gjson.Parse(e.Data)
	switch event.Get("type").String() {
	case "message_start":
		return piece{usage: Usage{Input: int(event.Get("message.usage.input_tokens").Int())}}
	case "content_block_delta":
		return piece{text: event.Get("delta.text").String()} // thinking comes as delta.thinking and is no part of the answer
	case "message_delta":
		return piece{usage: Usage{Output: int(event.Get("usage.output_tokens").Int())}, full: event.Get("delta.stop_reason").String() == "max_tokens"}
	case "message_stop":
		return piece{last: true}
	case "error":
		return piece{problem: event.Get("error.message").String()}
	}
	return piece{}
}
