package inbound

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// Headers of Google's push notifications (developers.google.com, Calendar and Drive, "Push notifications").
const (
	googleState       = "x-goog-resource-state"
	googleURI         = "x-goog-resource-uri"
	googleResource    = "x-goog-resource-id"
	googleToken       = "x-goog-channel-token"
	googleWatchedURIs = "metadata.googleCalendarWatchResourceUris"
)

// AddressHash is how connections of Google keep whose mailbox they are: the SHA-256, in hex, of the address behind a
// fixed text.
func AddressHash(email string) string {
	sum := sha256.Sum256([]byte("nango.emailAddressHash.v1:" + strings.ToLower(strings.TrimSpace(email))))
	return hex.EncodeToString(sum[:])
}

// byAddress finds a mailbox by the ways in which connections have kept it, newest first.
func byAddress(email string) []Match {
	if email == "" {
		return nil
	}
	return []Match{
		{Property: "emailAddressHash", Identifier: AddressHash(email)},
		{Property: "metadata.emailAddress", Identifier: email},
		{Property: "metadata.email", Identifier: email},
	}
}

// readGmail opens the Pub/Sub message, whose data says which mailbox has news.
func readGmail(c *call, body gjson.Result) error {
	data, err := base64.StdEncoding.DecodeString(scalar(body, "message.data"))
	if err != nil {
		data, err = base64.URLEncoding.DecodeString(scalar(body, "message.data"))
	}
	if err != nil || tooDeep(data) || !json.Valid(data) {
		return invalidPayload("The message's data is not JSON in base64.")
	}
	if id := scalar(body, "message.messageId"); id != "" {
		c.result.ID = id
	}
	c.emit("", "", c.payload, byAddress(scalar(gjson.ParseBytes(data), "emailAddress"))...)
	return nil
}

// channel reads what all notification channels have in common. Their bodies are empty: what matters is in the headers,
// which become the payload.
func channel(c *call) (state, uri, resource string, err error) {
	values := map[string]string{}
	for _, name := range []string{googleState, googleURI, googleResource, "x-goog-channel-id", "x-goog-message-number"} {
		if values[name], err = c.header(name); err != nil {
			return "", "", "", err
		}
	}
	if id, number := values["x-goog-channel-id"], values["x-goog-message-number"]; id != "" && number != "" {
		c.result.ID = id + "/" + number
	}
	if c.payload, err = headersJSON(c.req.Header); err != nil {
		return "", "", "", err
	}
	c.result.Forward = c.payload
	return values[googleState], values[googleURI], values[googleResource], nil
}

// headersJSON writes headers as an object with names in lower case, without those that hold secrets.
func headersJSON(header http.Header) (json.RawMessage, error) {
	object := make(map[string]string, len(header))
	for name, values := range header {
		switch name = strings.ToLower(name); name {
		case "authorization", "cookie", googleToken:
		default:
			object[name] = strings.Join(values, ", ")
		}
	}
	return json.Marshal(object)
}

// writeChannel puts a sample into headers. An address stands for the calendar of that name, anything else for the
// watched resource.
func writeChannel(l *letter) {
	id := l.draft.Identifier
	uri := id
	if strings.Contains(id, "@") {
		uri = "https://www.googleapis.com/calendar/v3/calendars/" + url.PathEscape(id) + "/events?alt=json"
	}
	l.req.Body = nil
	l.set(googleState, l.draft.Type)
	l.set(googleURI, uri)
	l.set(googleResource, id)
	l.set("x-goog-channel-id", l.draft.ID)
	l.set("x-goog-message-number", strconv.FormatInt(l.now.UnixMilli(), 10))
}

// writeGmail packs the news into the message, as Pub/Sub does. A sample shows it unpacked.
func writeGmail(l *letter) {
	data := gjson.GetBytes(l.req.Body, "message.data")
	if data.IsObject() {
		packed := quoted(base64.StdEncoding.EncodeToString([]byte(data.Raw)))
		l.req.Body = []byte(strings.Replace(string(l.req.Body), data.Raw, packed, 1))
	}
}

func readGoogle(c *call, _ gjson.Result) error {
	state, uri, _, err := channel(c)
	c.emit("", state, c.payload, Match{Property: googleWatchedURIs, Identifier: uri})
	return err
}

func readGoogleCalendar(c *call, _ gjson.Result) error {
	state, uri, _, err := channel(c)
	matches := append([]Match{{Property: googleWatchedURIs, Identifier: uri}}, byAddress(calendarOf(uri))...)
	c.emit("", state, c.payload, matches...)
	return err
}

func readGoogleDrive(c *call, _ gjson.Result) error {
	state, uri, resource, err := channel(c)
	c.emit("", state, c.payload,
		Match{Property: "metadata.googleDriveWatchResourceIds", Identifier: resource},
		Match{Property: googleWatchedURIs, Identifier: uri})
	return err
}

// calendarOf returns the calendar's address in a resource's address, such as …/calendars/me%40example.com/events.
func calendarOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(u.EscapedPath(), "/calendars/")
	name, _, _ := strings.Cut(rest, "/")
	if name, err = url.PathUnescape(name); err != nil {
		return ""
	}
	return name
}
