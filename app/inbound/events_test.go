package inbound_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/fault"
	"patchbay/app/inbound"
)

// reading is what a delivery should be understood as.
type reading struct {
	provider, name string
	body           string
	headers        []string
	query          url.Values
	events         []event
	code           string // of the refusal
	status         int
}

// event is an event in short: types, and "property=identifier" of its matches ("*" for all).
type event struct{ Type, HeaderType, Matches string }

func short(events []inbound.Event) []event {
	var list []event
	for _, e := range events {
		var matches []string
		for _, m := range e.Matches {
			if m.All {
				matches = append(matches, "*")
			} else {
				matches = append(matches, m.Property+"="+m.Identifier)
			}
		}
		list = append(list, event{e.Type, e.HeaderType, strings.Join(matches, " ")})
	}
	return list
}

// readings follow the table in http-api.md 11.3, row by row.
func readings() []reading {
	hash := inbound.AddressHash("ada@example.com")
	byAddress := "emailAddressHash=" + hash + " metadata.emailAddress=ada@example.com metadata.email=ada@example.com"
	gmail := base64.StdEncoding.EncodeToString([]byte(`{"emailAddress":"ada@example.com","historyId":1}`))
	calendar := "https://www.googleapis.com/calendar/v3/calendars/ada%40example.com/events?alt=json"
	watched := "metadata.googleCalendarWatchResourceUris="
	c1 := url.Values{"nangoConnectionId": {"c1"}}
	return []reading{
		{provider: "affinity", body: `{"type":"person.created"}`, events: []event{{"person.created", "", "*"}}},
		{provider: "airtable", body: `{"webhook":{"id":"ach1"}}`, events: []event{{"", "", "metadata.webhooks=ach1"}}},
		{provider: "attio", body: `{"events":[{"event_type":"a","id":{"workspace_id":"w1"}},{"event_type":"b","id":{"workspace_id":"w2"}}]}`,
			events: []event{{"a", "", "workspace_id=w1"}, {"b", "", "workspace_id=w2"}}},
		{provider: "attio", name: "without events", body: `{"events":[]}`},
		{provider: "cal-com-v2", body: `{"triggerEvent":"BOOKING_CREATED"}`, query: c1, events: []event{{"BOOKING_CREATED", "", "connectionId=c1"}}},
		{provider: "cal-com-oauth", name: "connection in the body", body: `{"triggerEvent":"X","nangoConnectionId":"c2"}`, events: []event{{"X", "", "connectionId=c2"}}},
		{provider: "cal-com-v2", name: "no connection", body: `{"triggerEvent":"X"}`, code: "webhook_missing_connection_id", status: 400},
		{provider: "calendly", body: `{"event":"invitee.created","created_by":"u1"}`, events: []event{{"invitee.created", "", "owner=u1"}}},
		{provider: "fathom", body: `{"recorded_by":{"email":"ada@example.com"}}`, events: []event{{"", "", "metadata.emailAddress=ada@example.com"}}},
		{provider: "fathom", name: "no address", body: `{}`, events: []event{{"", "", "*"}}},
		{provider: "fathom-oauth", name: "named", body: `{"recorded_by":{"email":"ada@example.com"}}`, query: c1, events: []event{{"", "", "connectionId=c1"}}},
		{provider: "fillout", body: `{"type":"submission","formId":"f1"}`, events: []event{{"submission", "", "metadata.formId=f1"}}},
		{provider: "fillout", name: "a list", body: `[{"type":"s","formId":"f1"},{"type":"s","formId":"f2"}]`, events: []event{{"s", "", "metadata.formId=f1"}, {"s", "", "metadata.formId=f2"}}},
		{provider: "folk", body: `{"type":"person.created"}`, query: c1, events: []event{{"person.created", "", "connectionId=c1"}}},
		{provider: "folk", name: "no connection", body: `{"type":"x"}`, code: "webhook_missing_connection_id", status: 400},
		{provider: "github-app", body: `{"installation":{"id":12345678901}}`, headers: []string{"X-GitHub-Event", "push"}, events: []event{{"", "push", "installation_id=12345678901"}}},
		{provider: "gitlab", body: `{}`, query: c1, headers: []string{"X-Gitlab-Event", "Push Hook"}, events: []event{{"", "Push Hook", "connectionId=c1"}}},
		{provider: "gitlab", name: "no connection", body: `{}`, code: "webhook_missing_connection_id", status: 400},
		{provider: "google-mail", body: `{"message":{"data":"` + gmail + `"}}`, events: []event{{"", "", byAddress}}},
		{provider: "google-mail", name: "no message", body: `{"message":{"data":"%%"}}`, code: "webhook_invalid_payload", status: 400},
		{provider: "google-calendar", headers: []string{"X-Goog-Resource-State", "exists", "X-Goog-Resource-URI", calendar}, events: []event{{"", "exists", watched + calendar + " " + byAddress}}},
		{provider: "google-calendar-mcp", name: "no address", headers: []string{"X-Goog-Resource-State", "sync"}, events: []event{{"", "sync", watched}}},
		{provider: "google-drive", headers: []string{"X-Goog-Resource-State", "change", "X-Goog-Resource-ID", "r1", "X-Goog-Resource-URI", "u1"},
			events: []event{{"", "change", "metadata.googleDriveWatchResourceIds=r1 " + watched + "u1"}}},
		{provider: "google-docs", headers: []string{"X-Goog-Resource-State", "exists", "X-Goog-Resource-URI", "u1"}, events: []event{{"", "exists", watched + "u1"}}},
		{provider: "granola", body: `{"event_type":"note.generated"}`, query: c1, events: []event{{"note.generated", "", "connectionId=c1"}}},
		{provider: "gong", body: `{"callData":{}}`, query: c1, events: []event{{"", "", "connectionId=c1"}}},
		{provider: "highlevel", body: `{"type":"T","locationId":"l1","companyId":"k1"}`, events: []event{{"T", "", "locationId=l1"}}},
		{provider: "highlevel", name: "by the other id", body: `{"type":"T","altId":"l2","altType":"location"}`, events: []event{{"T", "", "locationId=l2"}}},
		{provider: "highlevel-white-label", name: "company", body: `{"type":"T","companyId":"k1"}`, events: []event{{"T", "", "companyId=k1"}}},
		{provider: "highlevel", name: "neither", body: `{"type":"T"}`, events: []event{{"T", "", "*"}}},
		{provider: "jira", body: `{"webhookEvent":"jira:issue_created","comment":{"body":"x"},"issue":{"self":"https://Acme.atlassian.net/rest/api/2/issue/1"}}`,
			events: []event{{"jira:issue_created", "", "baseUrl=https://acme.atlassian.net"}}},
		{provider: "jira", name: "another subject", body: `{"webhookEvent":"sprint_started","sprint":{"self":"https://acme.atlassian.net/s/1"},"user":{"self":"https://else.example/u"}}`,
			events: []event{{"sprint_started", "", "baseUrl=https://acme.atlassian.net"}}},
		{provider: "jobdiva", body: `{"type":"candidate","operation":"update"}`, events: []event{{"candidate update", "", "*"}}},
		{provider: "microsoft-oauth2-cc", body: `{"value":[{"changeType":"created","tenantId":"t1"},{"changeType":"updated","tenantId":"t2"}]}`,
			events: []event{{"created", "", "tenantId=t1"}, {"updated", "", "tenantId=t2"}}},
		{provider: "outlook", body: `{"value":[{"changeType":"created","tenantId":"t1","subscriptionId":"s1"}]}`, events: []event{{"created", "", "metadata.subscriptionIds=s1"}}},
		{provider: "microsoft-teams", body: `{"type":"message","channelData":{"tenant":{"id":"t1"}}}`, events: []event{{"message", "", "tenantId=t1"}}},
		{provider: "notion", body: `{"type":"page.created","workspace_id":"w1"}`, events: []event{{"page.created", "", "workspace_id=w1"}}},
		{provider: "pagerduty", body: `{"event":{"event_type":"incident.triggered"}}`, headers: []string{"X-Nango-Connection-Id", "c1"}, events: []event{{"incident.triggered", "", "connectionId=c1"}}},
		{provider: "pagerduty", name: "no connection", body: `{}`, code: "webhook_missing_connection_id", status: 400},
		{provider: "salesforce", body: `{"nango":{"eventType":"e","connectionId":"c1"}}`, events: []event{{"e", "", "connectionId=c1"}}},
		{provider: "sellsy", body: `{"relatedtype":"client","event":"created","corpid":5}`, events: []event{{"client.created", "", "corpid=5"}}},
		{provider: "sellsy", name: "third log", body: `{"eventType":"thirdlog","thirdtype":"people","relatedtype":"client","event":"updated","corpid":"5"}`, events: []event{{"people.updated", "", "corpid=5"}}},
		{provider: "sellsy-oauth2-cc", name: "third log without type", body: `{"eventType":"thirdlog","relatedtype":"client","event":"updated"}`, events: []event{{"client.thirdlog.updated", "", "corpid="}}},
		{provider: "sentry-oauth", body: `{"action":"resolved","installation":{"id":9,"uuid":"u1"}}`, events: []event{{"resolved", "", "installation_id=9 installation.uuid=u1"}}},
		{provider: "shipstation", body: `{"resource_type":"ORDER_NOTIFY"}`, headers: []string{"X-Nango-Connection-Id", "c1"}, events: []event{{"ORDER_NOTIFY", "", "connectionId=c1"}}},
		{provider: "shipstation-v2", name: "by store", body: `{"resource_type":"X","resource_url":"https://x.example/o?store_id=se-12"}`, events: []event{{"X", "", "metadata.storeId=12"}}},
		{provider: "shipstation", name: "by plain store", body: `{"resource_type":"X","resource_url":"https://x.example/o?storeID=34"}`, events: []event{{"X", "", "metadata.storeId=34"}}},
		{provider: "shipstation", name: "neither", body: `{"resource_type":"X"}`, code: "webhook_missing_connection_id", status: 400},
		{provider: "shopify", body: `{"id":1}`, headers: []string{"X-Shopify-Topic", "orders/create", "X-Shopify-Shop-Domain", "acme.myshopify.com"}, events: []event{{"", "orders/create", "subdomain=acme"}}},
		{provider: "slack", body: `{"type":"event_callback","team_id":"T1"}`, events: []event{{"event_callback", "", "team.id=T1"}}},
		{provider: "slack", name: "a form", body: "payload=" + url.QueryEscape(`{"type":"block_actions","team":{"id":"T2"}}`), headers: []string{"Content-Type", "application/x-www-form-urlencoded"},
			events: []event{{"block_actions", "", "team.id=T2"}}},
		{provider: "streak", body: `{}`, headers: []string{"X-Streak-Webhook-Token", "tok"}, events: []event{{"", "", "streakWebhookToken=tok"}}},
		{provider: "streak", name: "no token", body: `{}`, code: "webhook_missing_token", status: 401},
		{provider: "unauthenticated", body: `{"type":"x","connectionId":"c1"}`, events: []event{{"x", "", "connectionId=c1"}}},
		{provider: "unauthenticated", name: "nobody named", body: `{"type":"x"}`, events: []event{{"x", "", "connectionId="}}},
		{provider: "unauthenticated", name: "an object for a name", body: `{"type":{"a":1},"connectionId":["c1"]}`, events: []event{{"", "", "connectionId="}}},
		{provider: "videoask", body: `{"type":"form_response"}`, headers: []string{"Nango-Connection-Id", "c1"}, events: []event{{"form_response", "", "connectionId=c1"}}},
		{provider: "videoask", name: "no connection", body: `{}`, code: "webhook_missing_connection_id", status: 400},
		{provider: "zoom", body: `{"event":"meeting.started","payload":{"account_id":"a1"}}`, events: []event{{"meeting.started", "", "accountId=a1"}}},
		{provider: "attio", name: "no JSON", body: `{"events":`, code: "webhook_invalid_payload", status: 400},
		{provider: "attio", name: "valid but too deep", body: strings.Repeat("[", 200) + strings.Repeat("]", 200), code: "webhook_invalid_payload", status: 400},
		{provider: "attio", name: "deep enough", body: strings.Repeat("[", 100) + strings.Repeat("]", 100)},
		{provider: "attio", name: "far too deep", body: `{"events":` + strings.Repeat("[", 5_000_000), code: "webhook_invalid_payload", status: 400},
	}
}

func TestEachFamilyReadsItsEvents(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, c := range readings() {
		t.Run(c.provider+" "+c.name, func(t *testing.T) {
			t.Parallel()
			req := post(c.body)
			for i := 0; i+1 < len(c.headers); i += 2 {
				req.Header.Set(c.headers[i], c.headers[i+1])
			}
			req.Query = c.query
			got, err := r.Receive(t.Context(), provider(t, c.provider), req, inbound.Keys{}, holds())
			if c.code != "" {
				refused(t, err, c.code, c.status)
				return
			}
			must(t, err)
			if diff := cmp.Diff(c.events, short(got.Events)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// Query parameters that the provider's file does not name are not there for handlers.
func TestOnlyAllowedQueryParametersCount(t *testing.T) {
	t.Parallel()
	req := post(`{"type":"x"}`)
	req.Query = url.Values{"nangoConnectionId": {"c1"}, "validationToken": {"<script>"}}
	got, err := at(t, now).Receive(t.Context(), provider(t, "notion"), req, inbound.Keys{}, nil)
	must(t, err)
	if string(got.Answer.Body) != `{"status":"success"}` || short(got.Events)[0].Matches != "workspace_id=" {
		t.Errorf("a parameter got through: %s, %+v", got.Answer.Body, short(got.Events))
	}
}

func TestHubSpotsEventsAreOrderedByObject(t *testing.T) {
	t.Parallel()
	body := `[{"objectId":1,"subscriptionType":"contact.propertyChange","occurredAt":30,"portalId":7},
		{"objectId":2,"subscriptionType":"deal.creation","occurredAt":5,"portalId":7},
		{"objectId":1,"subscriptionType":"contact.propertyChange","occurredAt":20,"portalId":7},
		{"objectId":1,"subscriptionType":"contact.creation","occurredAt":40,"portalId":7},
		{"objectId":3,"subscriptionType":"contact.creation","changeSource":"IMPORT","portalId":7}]`
	req := post(body, "X-Hubspot-Signature", hash256("s"+body))
	got, err := at(t, now).Receive(t.Context(), provider(t, "hubspot"), req, inbound.Keys{ClientSecret: "s"}, nil)
	must(t, err)
	var order []string
	for _, e := range got.Events {
		var item struct {
			ID int     `json:"objectId"`
			At float64 `json:"occurredAt"`
		}
		must(t, json.Unmarshal(e.Payload, &item))
		order = append(order, e.Type+" "+e.Matches[0].Identifier)
	}
	want := []string{"contact.creation 7", "contact.propertyChange 7", "contact.propertyChange 7", "deal.creation 7"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(string(got.Events[1].Payload), `"occurredAt":20`) {
		t.Errorf("changes are not in the order of time: %s", got.Events[1].Payload)
	}
}

// Microsoft mixes subscriptions in one delivery: only notifications with the agreed state count.
func TestNotificationsOfOtherSubscriptionsAreDropped(t *testing.T) {
	t.Parallel()
	r, p := at(t, now), provider(t, "microsoft-intune")
	keys := inbound.Keys{WebhookSecrets: []string{"state"}}
	got, err := r.Receive(t.Context(), p, post(`{"value":[{"changeType":"a","tenantId":"t","clientState":"state"},{"changeType":"b","clientState":"wrong"},{"changeType":"c"}]}`), keys, nil)
	must(t, err)
	if len(got.Events) != 1 || got.Verification != inbound.Verified || string(got.Forward) != `{"value":[{"changeType":"a","tenantId":"t","clientState":"state"}]}` {
		t.Errorf("%+v, forwards %s", got.Events, got.Forward)
	}
	_, err = r.Receive(t.Context(), p, post(`{"value":[{"changeType":"b","clientState":"wrong"}]}`), keys, nil)
	refused(t, err, "webhook_invalid_signature", 401)
}

func TestGooglesPayloadIsTheHeadersWithoutSecrets(t *testing.T) {
	t.Parallel()
	req := post("", "X-Goog-Resource-State", "exists", "X-Goog-Channel-Token", "hush", "Authorization", "Bearer hush", "X-Goog-Channel-Id", "ch", "X-Goog-Message-Number", "4")
	got, err := at(t, now).Receive(t.Context(), provider(t, "google-calendar"), req, inbound.Keys{WebhookSecrets: []string{"hush"}}, nil)
	must(t, err)
	var payload map[string]string
	must(t, json.Unmarshal(got.Events[0].Payload, &payload))
	if payload["x-goog-resource-state"] != "exists" || strings.Contains(string(got.Forward)+string(got.Events[0].Payload), "hush") || got.ID != "ch/4" {
		t.Errorf("payload %v, id %q", payload, got.ID)
	}
}

// http-api.md 11.3: the hash that connections of Google are found by.
func TestAddressHash(t *testing.T) {
	t.Parallel()
	if got, want := inbound.AddressHash("  Ada@Example.COM "), hash256("nango.emailAddressHash.v1:ada@example.com"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestInstallationsCompletePendingConnections(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	body := `{"action":"created","actor":{"id":1234567},"installation":{"uuid":"u1"},"data":{"installation":{"code":"the-code","uuid":"u1"}}}`
	got, err := r.Receive(t.Context(), provider(t, "sentry-oauth"),
		post(body, "Sentry-Hook-Resource", "installation", "Sentry-Hook-Signature", hex256("s", body)), inbound.Keys{ClientSecret: "s"}, nil)
	must(t, err)
	want := &inbound.Installation{Find: map[string]string{"actor": "1234567"}, Code: "the-code", Config: map[string]string{"installation.uuid": "u1"}}
	if diff := cmp.Diff(want, got.Installation); diff != "" {
		t.Error(diff)
	}
	body = `{"action":"created","installation":{"id":77,"app_id":5},"requester":{"login":"ada"}}`
	got, err = r.Receive(t.Context(), provider(t, "github-app-oauth"), post(body, "X-Github-Event", "installation"), inbound.Keys{}, nil)
	must(t, err)
	want = &inbound.Installation{Find: map[string]string{"app_id": "5", "handle": "ada"}, Config: map[string]string{"installation_id": "77"}}
	if diff := cmp.Diff(want, got.Installation); diff != "" {
		t.Error(diff)
	}
	for _, other := range []string{`{"action":"deleted","requester":{"login":"ada"}}`, `{"action":"created"}`} {
		got, err = r.Receive(t.Context(), provider(t, "github-app-oauth"), post(other, "X-Github-Event", "installation"), inbound.Keys{}, nil)
		if err != nil || got.Installation != nil {
			t.Errorf("%s: %+v, %v", other, got.Installation, err)
		}
	}
}

func TestBodiesOfEveryKindBecomeJSON(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, body, want string }{
		{"application/json", ` {"a":1} `, `{"a":1}`},
		{"", `[1,2]`, `[1,2]`},
		{"", "", `{}`},
		{"application/x-www-form-urlencoded", "a=1&b=2&b=3", `{"a":"1","b":["2","3"]}`},
		{"application/x-www-form-urlencoded", "a[b]=1&a%5Bc%5D[]=2&a[c][]=3", `{"a":{"b":"1","c":["2","3"]}}`},
		{"application/x-www-form-urlencoded", "data[merges][EMAIL]=a%40b.co&data[id]=1+2&type=subscribe", `{"data":{"id":"1 2","merges":{"EMAIL":"a@b.co"}},"type":"subscribe"}`},
		{"application/x-www-form-urlencoded", "a[2]=z&a[0][k]=x&a[]=w", `{"a":[{"k":"x"},"z","w"]}`},
		{"application/x-www-form-urlencoded", "a[][k]=1&a[][l]=2&b[]=3", `{"a":[{"k":"1"},{"l":"2"}],"b":["3"]}`},
		{"application/x-www-form-urlencoded", "a[101]=1&a[0]=2&b[-1]=3&b[01]=4", `{"a":{"0":"2","101":"1"},"b":{"-1":"3","01":"4"}}`},
		{"application/x-www-form-urlencoded", "a=1&a[b]=2&c[d]=3&c[]=4&c[0]=5", `{"a":["1",{"b":"2"}],"c":{"0":"5","1":"4","d":"3"}}`},
		{"application/x-www-form-urlencoded", "a[__proto__][b]=1&__proto__[c]=2&=3&&d", `{"d":""}`},
		{"application/x-www-form-urlencoded", "[]=1&a[=2&b]=3&c[d]e=4", `{"[]":"1","a[":"2","b]":"3","c[d]e":"4"}`},
		{"text/xml", "<a>1</a>", `"\u003ca\u003e1\u003c/a\u003e"`},
		{"text/plain", "hello", `"hello"`},
		{"text/plain", strings.Repeat("[", 200), `"` + strings.Repeat("[", 200) + `"`},
		{"application/vnd.api+json", `{"a":[]}`, `{"a":[]}`},
	} {
		req := inbound.Request{Header: http.Header{"Content-Type": {c.kind}}, Body: []byte(c.body)}
		got, err := at(t, now).Receive(t.Context(), provider(t, "affinity"), req, inbound.Keys{}, nil)
		if err != nil || string(got.Forward) != c.want {
			t.Errorf("%s %q became %s, %v", c.kind, c.body, got.Forward, err)
		}
	}
}

// A form costs no more than it is worth: what is larger or deeper than any vendor's is refused.
func TestFormsHaveLimits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ body, want string }{
		"too many fields": {strings.Repeat("a=1&", 1001), "The form has more than 1000 fields."},
		"too deep":        {"a" + strings.Repeat("[b]", 32) + "=1", "The body nests too deep."},
		"broken escapes":  {"a=%zz", "The body is not a valid form."},
		"as many":         {strings.Repeat("a[]=1&", 1000), ""},
		"as deep":         {"a" + strings.Repeat("[b]", 31) + "=1", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req := inbound.Request{Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, Body: []byte(c.body)}
			got, err := at(t, now).Receive(t.Context(), provider(t, "affinity"), req, inbound.Keys{}, nil)
			if c.want == "" && (err != nil || len(got.Forward) < 100) {
				t.Errorf("%s, %v", got.Forward, err)
			}
			if c.want != "" && fault.From(err).Message != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}
