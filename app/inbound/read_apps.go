package inbound

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"patchbay/app/catalog"
)

// readFathom takes the connection that the address names, else the recorder's mailbox, else everybody.
func readFathom(c *call, body gjson.Result) error {
	match := Match{Property: "metadata.emailAddress", Identifier: scalar(body, "recorded_by.email")}
	if id := c.query(connectionID); id != "" {
		match = Match{Property: "connectionId", Identifier: id}
	} else if match.Identifier == "" {
		match = Match{All: true}
	}
	c.emit("", "", c.payload, match)
	return nil
}

// readFillout takes one submission or a list of them.
func readFillout(c *call, body gjson.Result) error {
	for _, item := range list(body) {
		c.emit(scalar(item, "type"), "", json.RawMessage(item.Raw), Match{Property: "metadata.formId", Identifier: scalar(item, "formId")})
	}
	return nil
}

// readGitHubOAuth also completes the connection whose user asked for an installation that somebody else approved.
func readGitHubOAuth(c *call, body gjson.Result) error {
	if err := gitHubRoute.read(c, body); err != nil {
		return err
	}
	login := scalar(body, "requester.login")
	if c.req.Header.Get("X-Github-Event") != "installation" || scalar(body, "action") != "created" || login == "" {
		return nil
	}
	c.result.Installation = &Installation{
		Find:   map[string]string{"app_id": scalar(body, "installation.app_id"), "handle": login},
		Config: map[string]string{"installation_id": scalar(body, "installation.id")},
	}
	return nil
}

// readHighLevel prefers the location to the company that owns it.
func readHighLevel(c *call, body gjson.Result) error {
	location := scalar(body, "locationId")
	if location == "" && scalar(body, "altType") == "location" {
		location = scalar(body, "altId")
	}
	match := Match{Property: "locationId", Identifier: location}
	if location == "" {
		match = Match{Property: "companyId", Identifier: scalar(body, "companyId")}
		match.All = match.Identifier == ""
	}
	c.emit(scalar(body, "type"), "", c.payload, match)
	return nil
}

// readHubSpot orders the events of one object: its creation first, then as they happened. Imports are left out, as they
// would flood the functions.
func readHubSpot(c *call, body gjson.Result) error {
	var objects []string
	events := map[string][]gjson.Result{}
	for _, item := range list(body) {
		if scalar(item, "changeSource") == "IMPORT" {
			continue
		}
		object := scalar(item, "objectId")
		if events[object] == nil {
			objects = append(objects, object)
		}
		events[object] = append(events[object], item)
	}
	created := func(item gjson.Result) int {
		if strings.HasSuffix(scalar(item, "subscriptionType"), ".creation") {
			return 0
		}
		return 1
	}
	for _, object := range objects {
		slices.SortStableFunc(events[object], func(a, b gjson.Result) int {
			return cmp.Or(cmp.Compare(created(a), created(b)), cmp.Compare(a.Get("occurredAt").Float(), b.Get("occurredAt").Float()))
		})
		for _, item := range events[object] {
			c.emit(scalar(item, "subscriptionType"), "", json.RawMessage(item.Raw), Match{Property: "portalId", Identifier: scalar(item, "portalId")})
		}
	}
	return nil
}

// jiraSubjects may each carry the address of the site in their self link.
var jiraSubjects = []string{
	"issue", "comment", "sprint", "board", "worklog", "version", "issueLink", "project", "attachment", "issuetype", "filter", "user",
}

func readJira(c *call, body gjson.Result) error {
	site := ""
	for _, subject := range jiraSubjects {
		if site = origin(scalar(body, subject+".self")); site != "" {
			break
		}
	}
	c.emit(scalar(body, "webhookEvent"), "", c.payload, Match{Property: "baseUrl", Identifier: site})
	return nil
}

// readJobDiva joins what happened to what: "candidate update". Its webhooks name no account.
func readJobDiva(c *call, body gjson.Result) error {
	kind := strings.TrimSpace(scalar(body, "type") + " " + scalar(body, "operation"))
	c.emit(kind, "", c.payload, Match{All: true})
	return nil
}

// greetNotion takes the token that Notion sends once, unsigned, when a webhook is made. Nothing else in such a body counts.
func greetNotion(c *call) (done bool, err error) {
	body, err := c.json()
	if err != nil || scalar(body, "verification_token") == "" {
		return false, err
	}
	c.handshake("Notion sent its verification token: confirm the webhook with it, and keep it as the integration's webhook secret.")
	return true, nil
}

func readSellsy(c *call, body gjson.Result) error {
	subject, event := scalar(body, "relatedtype"), scalar(body, "event")
	kind := subject + "." + event
	if third := scalar(body, "thirdtype"); scalar(body, "eventType") == "thirdlog" {
		if kind = subject + ".thirdlog." + event; third != "" {
			kind = third + "." + event
		}
	}
	c.emit(kind, "", c.payload, Match{Property: "corpid", Identifier: scalar(body, "corpid")})
	return nil
}

// readSentry also completes the connection whose user installed the app.
func readSentry(c *call, body gjson.Result) error {
	action := scalar(body, "action")
	c.emit(action, "", c.payload,
		Match{Property: "installation_id", Identifier: scalar(body, "installation.id")},
		Match{Property: "installation.uuid", Identifier: scalar(body, "installation.uuid")})
	if c.req.Header.Get("Sentry-Hook-Resource") == "installation" && action == "created" {
		c.result.Installation = installed(c.p, body)
	}
	return nil
}

// writeSentry names the resource that a sample is about, which Sentry does in a header.
func writeSentry(l *letter) {
	resource := "issue"
	for _, name := range []string{"installation", "error", "comment", "metric_alert", "event_alert"} {
		if gjson.GetBytes(l.req.Body, "data."+name).Exists() {
			resource = name
		}
	}
	l.set("sentry-hook-resource", resource)
	l.set("request-id", l.draft.ID)
}

// installed reads what the provider's file says is in an installation's body.
func installed(p *catalog.Provider, body gjson.Result) *Installation {
	config := map[string]string{}
	for _, path := range p.WebhookResponseMetadata {
		value := scalar(body, path)
		if value == "" {
			value = scalar(body, "data."+path)
		}
		if value != "" {
			config[path] = value
		}
	}
	return &Installation{
		Find: map[string]string{"actor": scalar(body, "actor.id")}, Code: scalar(body, p.CodeParamInWebhook), Config: config,
	}
}

// readShipStation takes the connection from a header, else the store from the address of what changed.
func readShipStation(c *call, body gjson.Result) error {
	id, err := c.header(connectionHeader)
	if err != nil {
		return err
	}
	match := Match{Property: "connectionId", Identifier: id}
	if id == "" {
		store := storeID(scalar(body, "resource_url"))
		if store == "" {
			return missingConnectionID("the header " + connectionHeader)
		}
		match = Match{Property: "metadata.storeId", Identifier: store}
	}
	c.emit(scalar(body, "resource_type"), "", c.payload, match)
	return nil
}

// storeID is the store in a resource's address, such as "12" in ?storeID=se-12.
func storeID(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	id := cmp.Or(u.Query().Get("storeID"), u.Query().Get("store_id"))
	if _, number, found := strings.Cut(id, "-"); found {
		return number
	}
	return id
}

// readShopify takes the shop's name from its address: "acme" of acme.myshopify.com.
func readShopify(c *call, _ gjson.Result) error {
	topic, err := c.header("x-shopify-topic")
	if err != nil {
		return err
	}
	domain, err := c.header("x-shopify-shop-domain")
	if err != nil {
		return err
	}
	shop, _, _ := strings.Cut(domain, ".")
	c.emit("", topic, c.payload, Match{Property: "subdomain", Identifier: shop})
	return nil
}

// writeSlack puts interactions into a form, as Slack does. Events stay JSON.
func writeSlack(l *letter) {
	switch scalar(gjson.ParseBytes(l.req.Body), "type") {
	case "block_actions", "view_submission", "view_closed", "shortcut", "message_action":
		l.set("Content-Type", "application/x-www-form-urlencoded")
		l.req.Body = []byte(url.Values{"payload": {string(l.req.Body)}}.Encode())
	}
}

func writeShopify(l *letter) {
	l.set("x-shopify-shop-domain", l.draft.Identifier+".myshopify.com")
	l.set("x-shopify-webhook-id", l.draft.ID)
}

// readSlack opens the form that interactions come in, and repeats a challenge as plain text.
func readSlack(c *call, body gjson.Result) error {
	if inner := body.Get("payload"); inner.Type == gjson.String {
		payload, err := toJSON([]byte(inner.String()), "application/json")
		if err != nil {
			return err
		}
		c.payload, body = payload, gjson.ParseBytes(payload)
		c.result.Forward = payload
	}
	kind := scalar(body, "type")
	switch kind {
	case "url_verification":
		challenge := scalar(body, "challenge")
		if len(challenge) > echoLimit {
			return invalidPayload("The challenge is too long.")
		}
		c.answerText(challenge)
		c.handshake("Slack checked this address, and got its challenge back.")
		return nil
	case "view_submission":
		c.result.Answer = Answer{Status: http.StatusOK} // any text would be shown as an error in Slack's dialog
	}
	team := cmp.Or(scalar(body, "team_id"), scalar(body, "team.id"))
	c.emit(kind, "", c.payload, Match{Property: "team.id", Identifier: team})
	return nil
}

// readZoom answers Zoom's check of the address, which only the holder of the secret can.
func readZoom(c *call, body gjson.Result) error {
	kind := scalar(body, "event")
	if kind != "endpoint.url_validation" {
		c.emit(kind, "", c.payload, Match{Property: "accountId", Identifier: scalar(body, "payload.account_id")})
		return nil
	}
	plain := scalar(body, "payload.plainToken")
	if len(plain) > echoLimit {
		return invalidPayload("The token is too long.")
	}
	secrets := c.keys.with(userSecret)
	if len(secrets) == 0 {
		c.handshake("Zoom checked this address. Enter the app's secret token as webhook secret first, then validate again.")
		return nil
	}
	answer, err := json.Marshal(map[string]string{"plainToken": plain, "encryptedToken": hexSHA256.digest(secrets[0], []byte(plain))})
	c.result.Answer.Body = answer
	c.handshake("Zoom checked this address, and got its token back.")
	return err
}

// readXero answers without a body: Xero takes any text for a failure. It checks an address by a list without events, its
// "intent to receive" (developer.xero.com, "Configuring your server").
func readXero(c *call, body gjson.Result) error {
	c.result.Answer = Answer{Status: http.StatusOK}
	err := xeroRoute.read(c, body)
	if c.result.Note != "" {
		c.result.Note = "Xero checked this address and its webhooks key; both are right."
	}
	return err
}
