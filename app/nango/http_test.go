package nango_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// What the provider gets for what code asks.
func TestRequestsOfCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		call string
		want string // method path?query content-type body
	}{
		"get":                  {`nango.get({ endpoint: '/v1/things' })`, "GET /v1/things?  "},
		"proxy":                {`nango.proxy({ endpoint: 'v1/things' })`, "GET /v1/things?  "},
		"method in lower case": {`nango.proxy({ endpoint: '/x', method: 'post', data: 'a', headers: { 'Content-Type': 'text/plain' } })`, "POST /x? text/plain a"},
		"params":               {`nango.get({ endpoint: '/x?a=1&b=2', params: { b: 'new', c: [1, 2], d: true, e: undefined, f: null } })`, "GET /x?a=1&b=new&c=1%2C2&d=true&e=undefined&f=null  "},
		"params text":          {`nango.get({ endpoint: '/x', params: 'a=1&a=2' })`, "GET /x?a=1&a=2  "},
		"params text with ?":   {`nango.get({ endpoint: '/x', params: '?a=1' })`, "GET /x?a=1  "},
		"empty params":         {`nango.get({ endpoint: '/x?q=%20', params: {} })`, "GET /x?q=%20  "},
		"json":                 {`nango.post({ endpoint: '/x', data: { a: 'é', b: [1], c: undefined } })`, `POST /x? application/json {"a":"é","b":[1]}`},
		"text":                 {`nango.post({ endpoint: '/x', data: 'raw' })`, "POST /x? application/x-www-form-urlencoded raw"},
		"text as json":         {`nango.put({ endpoint: '/x', data: 'raw', headers: { 'content-type': 'application/json' } })`, `PUT /x? application/json "raw"`},
		"json text":            {`nango.patch({ endpoint: '/x', data: '{"a":1}', headers: { 'content-type': 'application/json' } })`, `PATCH /x? application/json {"a":1}`},
		"form":                 {`nango.post({ endpoint: '/x', data: { a: 'b c', d: { e: 1 }, f: [1, 2] }, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })`, "POST /x? application/x-www-form-urlencoded a=b+c&d[e]=1&f[]=1&f[]=2"},
		"URLSearchParams":      {`nango.post({ endpoint: '/x', data: new URLSearchParams({ a: 'b c' }) })`, "POST /x? application/x-www-form-urlencoded;charset=utf-8 a=b+c"},
		"buffer":               {`nango.put({ endpoint: '/x', data: Buffer.from([65, 66]), headers: { 'Content-Type': 'image/png' } })`, "PUT /x? image/png AB"},
		"delete with body":     {`nango.delete({ endpoint: '/x', data: { a: 1 } })`, `DELETE /x? application/json {"a":1}`},
		"get without body":     {`nango.get({ endpoint: '/x', data: { a: 1 } })`, "GET /x?  "},
		"base of another":      {`nango.get({ endpoint: '/x', baseUrlOverride: nango.elsewhere + '/deep/' })`, "GET /deep/x?  "},
	} {
		t.Run(name, func(t *testing.T) {
			w.in(t).do(`nango.elsewhere = '` + w.api.URL + `'; await ` + c.call + `; return 1;`)
			r := w.api.last(t)
			query := strings.NewReplacer("%5B", "[", "%5D", "]").Replace(r.Query)
			body := strings.NewReplacer("%5B", "[", "%5D", "]").Replace(r.Body)
			if got := fmt.Sprintf("%s %s?%s %s %s", r.Method, r.Path, query, r.Header.Get("Content-Type"), body); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if r.Header.Get("Authorization") != "Bearer "+canary {
				t.Errorf("authorization: %q", r.Header.Get("Authorization"))
			}
		})
	}
}

func TestHeadersOfCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(`await nango.get({ endpoint: '/x', headers: { 'X-Custom': 5, 'User-Agent': 'mine', Authorization: 'Bearer mine', gone: undefined } }); return 1;`)
	h := w.api.last(t).Header
	if h.Get("X-Custom") != "5" || strings.Contains(h.Get("User-Agent"), "mine") || h.Get("Authorization") != "Bearer mine" || len(h["Gone"]) != 0 {
		t.Errorf("%v", h)
	}
}

func TestMultipart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var got string
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) {
		reader, err := r.MultipartReader()
		for err == nil {
			part, next := reader.NextPart()
			if err = next; err == nil {
				text, _ := io.ReadAll(part)
				got += fmt.Sprintf("%s:%s:%s;", part.FormName(), part.FileName(), text)
			}
		}
	})
	w.do(`await nango.post({ endpoint: '/x', headers: { 'Content-Type': 'multipart/form-data' }, data: { a: 1, list: ['x', 'y'], file: Buffer.from('bytes'), o: { b: 2 } } }); return 1;`)
	if want := `a::1;list::x;list::y;file:file:bytes;o::{"b":2};`; got != want {
		t.Errorf("got %s", got)
	}
}

// What code gets for what the provider answers.
func TestAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/json":
			rw.Header().Set("Content-Type", "application/json")
			io.WriteString(rw, "\ufeff"+`{"a":"é","big":12345678901234567890}`)
		case "/text":
			io.WriteString(rw, "plain")
		case "/empty":
			rw.WriteHeader(http.StatusNoContent)
		case "/bytes":
			rw.Write([]byte{0, 255, 10})
		case "/headers":
			rw.Header().Add("X-Many", "a")
			rw.Header().Add("X-Many", "b")
			rw.Header().Add("Set-Cookie", "c=1")
			rw.Header().Add("Set-Cookie", "d=2")
			rw.WriteHeader(http.StatusCreated)
		}
	})
	for body, want := range map[string]string{
		`(await nango.get({ endpoint: '/json' })).data.a`:                                                             `"é"`,
		`(await nango.get({ endpoint: '/json', responseType: 'text' })).data.slice(0, 5)`:                             `"{\"a\":"`,
		`(await nango.get({ endpoint: '/text' })).data`:                                                               `"plain"`,
		`(await nango.get({ endpoint: '/empty' })).data`:                                                              `""`,
		`(await nango.get({ endpoint: '/empty' })).status`:                                                            `204`,
		`(await nango.get({ endpoint: '/bytes', responseType: 'arraybuffer' })).data`:                                 `{"type":"Buffer","data":[0,255,10]}`,
		`Buffer.isBuffer((await nango.get({ endpoint: '/bytes', responseType: 'arraybuffer' })).data)`:                `true`,
		`(await nango.get({ endpoint: '/headers' })).headers['x-many']`:                                               `"a, b"`,
		`(await nango.get({ endpoint: '/headers' })).headers['set-cookie']`:                                           `["c=1","d=2"]`,
		`(await nango.get({ endpoint: '/headers' })).headers.get('X-Many')`:                                           `"a, b"`,
		`(await nango.get({ endpoint: '/headers' })).statusText`:                                                      `"Created"`,
		`Object.keys(await nango.get({ endpoint: '/text' })).join()`:                                                  `"data,status,statusText,headers,config,request"`,
		`(await nango.get({ endpoint: '/text', params: { a: 1 } })).config.method`:                                    `"get"`,
		`JSON.stringify((await nango.get({ endpoint: '/text' })).config).includes('canary')`:                          `false`,
		`(await Promise.all([1, 2, 3].map(() => nango.get({ endpoint: '/text' })))).map((r: any) => r.data).join('')`: `"plainplainplain"`,
	} {
		if got := w.do(`return ` + body + `;`); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", body, got, want)
		}
	}
}

func TestErrorsOfRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		rw.Header().Set("X-Why", "because")
		rw.WriteHeader(map[string]int{"/404": 404, "/500": 500, "/304": 304}[r.URL.Path])
		if r.URL.Path != "/304" {
			io.WriteString(rw, `{"error":"no"}`)
		}
	})
	caught := func(call string) string {
		return w.do(`try { await ` + call + `; return 'no error'; } catch (e: any) { return [e instanceof Error, e.isAxiosError === true, e.name, e.code, e.message,
			e.response?.status, e.response?.data, e.response?.headers['x-why'], e.config?.endpoint, typeof e.stack, e.type]; }`)
	}
	for call, want := range map[string]string{
		`nango.get({ endpoint: '/404' })`:                                      `[true,true,"AxiosError","ERR_BAD_REQUEST","Request failed with status code 404",404,{"error":"no"},"because","/404","string",null]`,
		`nango.get({ endpoint: '/500' })`:                                      `[true,true,"AxiosError","ERR_BAD_RESPONSE","Request failed with status code 500",500,{"error":"no"},"because","/500","string",null]`,
		`nango.get({ endpoint: '/304' })`:                                      `[true,true,"AxiosError","ERR_BAD_REQUEST","Request failed with status code 304",304,"","because","/304","string",null]`,
		`nango.get({ endpoint: '/x', baseUrlOverride: 'http://127.0.0.1:1' })`: `[true,true,"AxiosError","ECONNREFUSED","connect ECONNREFUSED 127.0.0.1:1",null,null,null,"/x","string",null]`,
	} {
		if got := caught(call); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", call, got, want)
		}
	}
	for call, code := range map[string]string{
		`nango.get({ endpoint: '/x?a=1', params: 'b=2' })`: "invalid_query_params",
		`nango.get({})`: "missing_api_url",
		`nango.get({ endpoint: '/x', baseUrlOverride: 'http://169.254.169.254' })`: "base_url_override_not_allowed",
		`nango.get({ endpoint: '/x', connectionId: 'nobody' })`:                    "unknown_connection",
		`nango.get({ endpoint: '/x', headers: { 'x-bad': 'a\r\nb: c' } })`:         "invalid_headers",
	} {
		if got := w.do(`try { await ` + call + `; return 'no error'; } catch (e: any) { return e.type; }`); got != `"`+code+`"` {
			t.Errorf("%s: %s, want %s", call, got, code)
		}
	}
}

func TestRetriesAreOnTheTimeline(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	calls := 0
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) {
		if calls++; calls < 3 {
			rw.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		io.WriteString(rw, "done")
	})
	r := w.run(action(t, `return (await nango.get({ endpoint: '/busy', retries: 3, retryOn: [418] })).data;`), nil)
	if string(r.Output) != `"done"` || fmt.Sprint(*w.waits) != fmt.Sprint([]time.Duration{3 * time.Second, 6 * time.Second}) {
		t.Errorf("output %s, waits %v", r.Output, *w.waits)
	}
	for _, want := range []string{"Waiting for 3000ms [1/3]", "Waiting for 6000ms [2/3]", "/busy 503", "/busy 200"} {
		if !strings.Contains(r.lines(), want) {
			t.Errorf("%q is not on the timeline:\n%s", want, r.lines())
		}
	}
}

func TestUndefinedParamsAreRemarked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.run(action(t, `await nango.get({ endpoint: '/x', params: { page: undefined } });`), nil)
	if !strings.Contains(r.lines(), "note/internal/warn: The parameters page of GET /x") {
		t.Error(r.lines())
	}
}

// A large answer crosses to the code and back without being rewritten.
func TestLargeBodies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const size = 50 << 20
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			n, _ := io.Copy(io.Discard, r.Body)
			fmt.Fprint(rw, n)
			return
		}
		rw.Header().Set("Content-Type", "application/octet-stream")
		piece := []byte(strings.Repeat("x", 1<<20))
		for range size >> 20 {
			rw.Write(piece)
		}
	})
	got := w.do(`const { data } = await nango.get({ endpoint: '/file', responseType: 'arraybuffer' });
		const back = await nango.post({ endpoint: '/file', data, headers: { 'Content-Type': 'application/octet-stream' } });
		return { length: data.length, back: back.data };`)
	var sizes struct{ Length, Back int }
	if json.Unmarshal([]byte(got), &sizes) != nil || sizes.Length != size || sizes.Back != size {
		t.Error(got)
	}
}
