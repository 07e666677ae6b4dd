package nango_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// paged answers with pages of the items 1 to 5, two at a time, in every style.
func paged(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	var body struct {
		Page struct {
			Offset int
			After  string
		}
	}
	text, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(text, &body)
	first := 1
	for _, v := range []string{q.Get("after"), q.Get("at"), body.Page.After} {
		if n, err := strconv.Atoi(v); err == nil {
			first = n
		}
	}
	if q.Has("skip") || body.Page.Offset > 0 {
		n, _ := strconv.Atoi(q.Get("skip"))
		first = n + body.Page.Offset + 1
	}
	if q.Has("page") {
		n, _ := strconv.Atoi(q.Get("page"))
		first = 2*n + 1
	}
	items := []string{}
	for n := first; n < first+2 && n <= 5; n++ {
		items = append(items, fmt.Sprintf(`{"id":%d}`, n))
	}
	next, link := "null", "null"
	if first+2 <= 5 {
		next = strconv.Quote(strconv.Itoa(first + 2))
		address := fmt.Sprintf("http://%s%s?at=%d", r.Host, r.URL.Path, first+2)
		link = strconv.Quote(address)
		rw.Header().Set("Link", fmt.Sprintf(`<%s>; rel="first", <%s>; title="a,b"; rel="next last"`, r.URL.Path, address))
	}
	rw.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(rw, `{"items":[%s],"next":%s,"paging":{"next.page":%s,"links":[{"href":%s}]},"empty":" "}`, strings.Join(items, ","), next, link, link)
}

// walk collects ids page by page and what on_page saw.
const walk = `const pages: any[] = []; const seen: any[] = [];
	for await (const page of nango.paginate(config)) pages.push(page?.map((i: any) => i.id) ?? null);
	return { pages, seen };`

func TestPaginate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.api.answers(paged)
	const all = `[[1,2],[3,4],[5]]`
	for name, c := range map[string]struct{ config, pages, seen, last string }{
		"the provider's preset":     {`{ endpoint: '/t' }`, all, `[]`, "after=5"},
		"cursor with limit":         {`{ endpoint: '/t', params: { q: 1 }, paginate: { limit: 2, limit_name_in_request: 'size', on_page: async (p: any) => { seen.push(p.nextPageParam ?? null) } } }`, all, `["3","5",null]`, "q=1&size=2&after=5"},
		"a cursor of blanks":        {`{ endpoint: '/t', paginate: { cursor_path_in_response: 'empty' } }`, `[[1,2]]`, `[]`, ""},
		"cursor in a body":          {`{ endpoint: '/t', method: 'POST', data: { q: 1 }, paginate: { cursor_name_in_request: 'page.after' } }`, all, `[]`, `{"q":1,"page":{"after":"5"}}`},
		"link in the header":        {`{ endpoint: '/t', paginate: { type: 'link', link_rel_in_response_header: 'next', on_page: async (p: any) => { seen.push(typeof p.nextPageParam) } } }`, all, `["string","string","undefined"]`, "at=5"},
		"link in the body":          {`{ endpoint: '/t', params: { q: 1 }, paginate: { type: 'link', link_path_in_response_body: 'paging.links[0].href' } }`, all, `[]`, "at=5"},
		"offset by size":            {`{ endpoint: '/t', paginate: { type: 'offset', offset_name_in_request: 'skip', on_page: async (p: any) => { seen.push(p.nextPageParam) } } }`, all, `[0,2,4]`, "skip=5"},
		"offset with limit":         {`{ endpoint: '/t', paginate: { type: 'offset', offset_name_in_request: 'skip', limit: '2', limit_name_in_request: 'n' } }`, all, `[]`, "n=2&skip=4"},
		"offset per page":           {`{ endpoint: '/t', paginate: { type: 'offset', offset_name_in_request: 'page', offset_calculation_method: 'per-page' } }`, all, `[]`, "page=3"},
		"offset from a start value": {`{ endpoint: '/t', paginate: { type: 'offset', offset_name_in_request: 'skip', offset_start_value: 3 } }`, `[[4,5]]`, `[]`, "skip=5"},
		"offset in a body":          {`{ endpoint: '/t', paginate: { type: 'offset', offset_name_in_request: 'page.offset', in_body: true }, method: 'post' }`, all, `[]`, `{"page":{"offset":5}}`},
		"no path: the whole body":   {`{ endpoint: '/t', paginate: { type: 'link', link_rel_in_response_header: 'prev', response_path: 'items.0.none' } }`, `[null]`, `[]`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			body := strings.Replace(walk, "for await", "const config: any = "+c.config+";\nfor await", 1)
			if got, want := w.in(t).do(body), `{"pages":`+c.pages+`,"seen":`+c.seen+`}`; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if r := w.api.last(t); r.Query+r.Body != c.last {
				t.Errorf("the last request asked %q, want %q", r.Query+r.Body, c.last)
			}
		})
	}
}

func TestPaginateChangesTheCallersObjects(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.api.answers(paged)
	got := w.do(`const config: any = { endpoint: '/t', params: { q: 1 }, paginate: { limit: 2, limit_name_in_request: 'n' } }; const params = config.params;
		for await (const page of nango.paginate(config)) { if (page[0].id === 3) break; }
		return { same: config.params === params, params, method: config.method, endpoint: config.endpoint, base: config.baseUrlOverride ?? null };`)
	if want := `{"same":true,"params":{"q":1,"n":2,"after":"3"},"method":"GET","endpoint":"/t","base":null}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPaginateRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.connected("oauth", "c1", map[string]any{"type": "OAUTH2", "access_token": canary})
	for rules, want := range map[string]string{
		`undefined`:          "There was no pagination configuration for this integration or configuration passed in.",
		`{}`:                 "Pagination type is required",
		`{ type: 'cursor' }`: "Param cursor_name_in_request is required for cursor pagination",
		`{ type: 'cursor', cursor_name_in_request: 'a' }`:                                         "Param cursor_path_in_response is required for cursor pagination",
		`{ type: 'cursor', cursor_name_in_request: 'a', cursor_path_in_response: 'b', limit: 5 }`: "Param limit_name_in_request is required for cursor pagination when limit is set",
		`{ type: 'link' }`:   "Either param link_rel_in_response_header or link_path_in_response_body is required for link pagination",
		`{ type: 'offset' }`: "Param offset_name_in_request is required for offset pagination",
		`{ type: 'odd' }`:    "Pagination type odd is not supported. Only cursor, link and offset pagination types are supported.",
	} {
		got := w.do(`const pages = nango.paginate({ endpoint: '/t', providerConfigKey: 'oauth', paginate: ` + rules + ` });
			try { await pages.next(); return 'no error'; } catch (e: any) { return e.message; }`)
		if got != strconv.Quote(want) {
			t.Errorf("%s: %s", rules, got)
		}
	}
}
