package inbound

import (
	"crypto/sha1" //nolint:gosec // three vendors sign with SHA-1; nothing else here does
	"encoding/base64"
	"encoding/hex"
	"time"
)

// hmacBy is the plain scheme: hex HMAC-SHA256 of the body.
func hmacBy(header, prefix string, need need, keys keySource) digest {
	return digest{signed: signed{header: header, need: need, keys: keys}, algorithm: hexSHA256, prefix: prefix}
}

// telling gives the scheme a vendor's way of telling events apart.
func (d digest) telling(by telling) digest {
	d.events = by
	return d
}

// hmac64By is the same in base64.
func hmac64By(header string, need need, keys keySource) digest {
	return digest{signed: signed{header: header, need: need, keys: keys}, algorithm: base64SHA256}
}

// sha1By signs with SHA-1.
func sha1By(header, prefix string, need need, encode func([]byte) string, keyed bool) digest {
	return digest{signed: signed{header: header, need: need, keys: userSecret}, algorithm: algorithm{sha1.New, encode, keyed}, prefix: prefix}
}

// byBody routes one event by two places of the body.
func byBody(kind, id, property string) route { return route{kind: kind, id: id, property: property} }

var (
	attioRoute     = route{each: "events", kind: "event_type", id: "id.workspace_id", property: "workspace_id", delivery: "idempotency-key"}
	gitHubRoute    = route{kindHeader: "x-github-event", id: "installation.id", property: "installation_id", delivery: "x-github-delivery"}
	gitLabRoute    = route{kindHeader: "x-gitlab-event", named: true, delivery: gitLabAttempt}
	pagerDutyRoute = route{kind: "event.event_type", idHeader: connectionHeader, property: "connectionId", missing: noConnectionHeader}
	streakRoute    = route{idHeader: "x-streak-webhook-token", property: "streakWebhookToken", missing: noTokenHeader}
	xeroRoute      = route{each: "events", kind: "eventType", id: "tenantId", property: "tenant_id"}
	videoAskRoute  = route{kind: "type", idHeader: "nango-connection-id", property: "connectionId", missing: noConnectionHeader}

	// hubSpot is version 1 of HubSpot's signature: SHA-256 of secret and body (developers.hubspot.com, "Validating requests").
	hubSpot = digest{signed: signed{"x-hubspot-signature", always, clientSecret}, algorithm: algorithm{hexSHA256.hash, hexSHA256.encode, false},
		events: telling{attempt: "attemptNumber"}}
	// linearHMAC and notionHMAC leave out when, and how often, an event was sent (linear.app/developers/webhooks;
	// developers.notion.com, "Event types & delivery").
	linearHMAC = hmacBy("linear-signature", "", always, userSecret).telling(telling{own: "createdAt", attempt: "webhookTimestamp"})
	notionHMAC = hmacBy("x-notion-signature", "sha256=", ifConfigured, userSecret).telling(telling{id: "id"})
	// attioHMAC counts Attio's idempotency key: two changes of one field have equal bodies.
	attioHMAC = digest{signed: signed{"x-attio-signature", ifConfigured, userSecret}, algorithm: hexSHA256, also: "idempotency-key"}
	// Slack's events have an id (docs.slack.dev, "The Events API"); interactions have none, and are not sent again. Zoom's and
	// Calendly's bodies hold the moment of the event (developers.zoom.us and developer.calendly.com, webhook payloads).
	slackHMAC    = versioned{signed{"x-slack-signature", ifConfigured, userSecret}, "x-slack-request-timestamp", 5 * time.Minute, telling{id: "event_id"}}
	zoomHMAC     = versioned{signed{"x-zm-signature", ifConfigured, userSecret}, "x-zm-request-timestamp", 5 * time.Minute, telling{own: "event_ts"}}
	calendlyHMAC = stamped{signed{"calendly-webhook-signature", ifConfigured, userSecret}, 3 * time.Minute, telling{own: "created_at"}}
	// videoAskToken trusts VideoAsk's id of the event as far as the rest of the body agrees: each of its events has one
	// (developers.videoask.com, "Webhooks"), and nothing public says how it is made.
	videoAskToken = token{header: "nango-webhook-secret", keys: userSecret, signs: true, event: "event_id"}
	// channelToken checks the token that a Google channel may carry (the same pages as for the headers).
	channelToken = token{header: googleToken, keys: userSecret}
)

// families maps the catalog's webhook_routing_script to what is known about it.
var families = map[string]family{
	"affinityWebhookRouting":                   routed(unsigned{}, route{kind: "type", all: true}),
	"airtableWebhookRouting":                   routed(unsigned{}, byBody("", "webhook.id", "metadata.webhooks")),
	"attioWebhookRouting":                      routed(attioHMAC, attioRoute),
	"autotaskWebhookRouting":                   routed(sha1By("x-hook-signature", "sha1=", always, base64.StdEncoding.EncodeToString, true), byBody("EntityType", "Guid", "webhookGuid")),
	"calComWebhookRouting":                     routed(hmacBy("x-cal-signature-256", "", ifConfigured, userSecret), route{kind: "triggerEvent", named: true}),
	"calendlyWebhookRouting":                   routed(calendlyHMAC, byBody("event", "created_by", "owner")),
	"checkrPartnerWebhookRouting":              routed(hmacBy("x-checkr-signature", "", always, userOrClientSecret), byBody("type", "account_id", "checkr_account_id")),
	"connectwisePsaWebhookRouting":             routed(connectWise{}, byBody("Type", "ProductInstanceId", "metadata.productInstanceId")),
	"fathomWebhookRouting":                     {scheme: standard{userSecret}, read: readFathom},
	"filloutWebhookRouting":                    {scheme: unsigned{}, route: byBody("type", "formId", "metadata.formId"), read: readFillout},
	"folkWebhookRouting":                       routed(standard{userSecret}, route{kind: "type", named: true}),
	"githubAppWebhookRouting":                  routed(hmacBy("x-hub-signature-256", "sha256=", ifSent, gitHubSecret), gitHubRoute),
	"githubAppOauthWebhookRouting":             {scheme: hmacBy("x-hub-signature-256", "sha256=", ifSent, gitHubSecret), route: gitHubRoute, read: readGitHubOAuth},
	"gitlabWebhookRouting":                     routed(gitLab{}, gitLabRoute),
	"gmailWebhookRouting":                      {scheme: pubSub{}, read: readGmail, write: writeGmail},
	"gongWebhookRouting":                       routed(gong{}, route{named: true}),
	"googleWebhookRouting":                     {scheme: channelToken, read: readGoogle, write: writeChannel},
	"googleCalendarWebhookRouting":             {scheme: channelToken, read: readGoogleCalendar, write: writeChannel},
	"googleDriveWebhookRouting":                {scheme: channelToken, read: readGoogleDrive, write: writeChannel},
	"granolaWebhookRouting":                    routed(granola{}, route{kind: "event_type", named: true}),
	"highlevelWebhookRouting":                  {scheme: highLevel{}, route: byBody("type", "locationId", "locationId"), read: readHighLevel},
	"hubspotWebhookRouting":                    {scheme: hubSpot, route: byBody("subscriptionType", "portalId", "portalId"), read: readHubSpot},
	"jiraWebhookRouting":                       {scheme: hmacBy("x-hub-signature", "sha256=", ifConfigured, userSecret), read: readJira},
	"jobberWebhookRouting":                     routed(hmac64By("x-jobber-hmac-sha256", always, clientSecret), byBody("data.webHookEvent.topic", "data.webHookEvent.accountId", "accountId")),
	"jobdivaWebhookRouting":                    {scheme: sha1By("x-hub-signature", "sha1=", ifConfigured, hex.EncodeToString, true), read: readJobDiva},
	"linearWebhookRouting":                     routed(linearHMAC, byBody("type", "organizationId", "organizationId")),
	"microsoftTeamsWebhookRouting":             routed(unsigned{}, byBody("type", "channelData.tenant.id", "tenantId")),
	"microsoftClientCredentialsWebhookRouting": {scheme: graph{}, greet: greetGraph, read: readGraph(byTenant)},
	"notionWebhookRouting":                     {scheme: notionHMAC, greet: greetNotion, route: byBody("type", "workspace_id", "workspace_id")},
	"outlookWebhookRouting":                    {scheme: graph{}, greet: greetGraph, read: readGraph(bySubscription)},
	"pagerdutyWebhookRouting":                  routed(pagerDuty{}, pagerDutyRoute),
	"salesforceWebhookRouting":                 routed(unsigned{}, byBody("nango.eventType", "nango.connectionId", "connectionId")),
	"sellsyWebhookRouting":                     {scheme: sha1By("x-webhook-signature", "", ifConfigured, hex.EncodeToString, false), read: readSellsy},
	"sentryOauthWebhookRouting":                {scheme: hmacBy("sentry-hook-signature", "", ifSent, clientSecret), read: readSentry, write: writeSentry},
	"shipstationWebhookRouting":                {scheme: unsigned{}, route: route{idHeader: connectionHeader}, read: readShipStation},
	"shopifyWebhookRouting":                    {scheme: hmac64By("x-shopify-hmac-sha256", ifConfigured, clientElseUserSecret), route: route{kindHeader: "x-shopify-topic"}, read: readShopify, write: writeShopify},
	"slackWebhookRouting":                      {scheme: slackHMAC, read: readSlack, write: writeSlack},
	"streakWebhookRouting":                     routed(unsigned{}, streakRoute),
	"unauthenticatedWebhookRouting":            routed(unsigned{}, byBody("type", "connectionId", "connectionId")),
	"videoaskWebhookRouting":                   routed(videoAskToken, videoAskRoute),
	"xeroWebhookRouting":                       {scheme: hmac64By("x-xero-signature", always, userSecret), route: xeroRoute, read: readXero},
	"zoomWebhookRouting":                       {scheme: zoomHMAC, read: readZoom},
	"zoomCcWebhookRouting":                     {scheme: zoomHMAC, read: readZoom},
}

// routed is a family that a route describes whole.
func routed(s scheme, r route) family { return family{scheme: s, route: r} }
