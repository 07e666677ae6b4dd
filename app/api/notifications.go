package api

import (
	"patchbay/app/logs"
	"patchbay/app/notify"
)

// NotificationView is one webhook to the user's backend, in lists.
type NotificationView struct {
	ID          string                   `json:"id"`
	Type        NotificationType         `json:"type"`
	Action      string                   `json:"action" jsonschema:"as the log names it: connection_create, connection_override, connection_refresh, connection_delete, sync, async_action or forward"`
	Integration string                   `json:"integration"`
	Provider    string                   `json:"provider"`
	Connection  string                   `json:"connection" jsonschema:"empty for a forwarded webhook of no connection"`
	Subject     string                   `json:"subject" jsonschema:"the sync and its model, or the action; empty for the other types"`
	RunID       string                   `json:"run_id" jsonschema:"the run that caused it; empty: none did"`
	Simulated   bool                     `json:"simulated"`
	State       NotificationState        `json:"state"`
	Size        int64                    `json:"size" jsonschema:"bytes of the body"`
	Attempts    int                      `json:"attempts" jsonschema:"of the present round"`
	CreatedAt   string                   `json:"created_at"`
	FinishedAt  *string                  `json:"finished_at"`
	Targets     []NotificationTargetView `json:"targets"`
}

// NotificationType is "auth", "sync", "async_action" or "forward".
type NotificationType string

// NotificationState is "waiting", "delivered", "failed" or "cancelled".
type NotificationState string

// NotificationTargetView is one address of a notification's present round. Addresses are tried in order.
type NotificationTargetView struct {
	URL      string            `json:"url"`
	State    NotificationState `json:"state"`
	Attempts int               `json:"attempts"`
	NextAt   *string           `json:"next_at" jsonschema:"of the next attempt; null: its turn has not come, or it is over"`
	Status   int               `json:"status" jsonschema:"of the last answer; 0: there was none"`
	Error    string            `json:"error" jsonschema:"why the last attempt failed; empty: it did not"`
}

// NotificationAttemptView is one request, redacted.
type NotificationAttemptView struct {
	Number          int                 `json:"number" jsonschema:"from 1 for each address and round"`
	URL             string              `json:"url"`
	StartedAt       string              `json:"started_at"`
	DurationMS      float64             `json:"duration_ms"`
	RequestHeaders  map[string][]string `json:"request_headers"`
	Status          int                 `json:"status" jsonschema:"0: there was no answer"`
	ResponseHeaders map[string][]string `json:"response_headers"`
	ResponseBody    string              `json:"response_body" jsonschema:"its first 16 KB"`
	ErrorCode       string              `json:"error_code" jsonschema:"empty: it was delivered"`
	Error           string              `json:"error"`
	RetryAfterMS    float64             `json:"retry_after_ms" jsonschema:"until the next attempt; 0: there is none"`
	OperationID     string              `json:"operation_id" jsonschema:"of the log"`
}

// NotificationDetail adds the bytes and the attempts.
type NotificationDetail struct {
	NotificationView
	Body           string                    `json:"body" jsonschema:"the bytes that are signed and sent"`
	ForwardHeaders map[string][]string       `json:"forward_headers" jsonschema:"headers of the original request that go on, redacted"`
	History        []NotificationAttemptView `json:"history" jsonschema:"every attempt of every round, oldest first"`
}

// NotificationViews is one page, newest first. NextCursor asks for the page after it.
type NotificationViews struct {
	Data       []NotificationView `json:"data"`
	NextCursor *string            `json:"next_cursor"`
}

// NotificationEntry wraps one notification.
type NotificationEntry struct {
	Data NotificationDetail `json:"data"`
}

// NotificationSettings say where and of what the user's backend is notified.
type NotificationSettings struct {
	PrimaryURL              string   `json:"primary_url" jsonschema:"empty: nothing is sent there"`
	SecondaryURL            string   `json:"secondary_url"`
	OnAuthCreation          bool     `json:"on_auth_creation" jsonschema:"a connection was made, or could not be"`
	OnAuthRefreshError      bool     `json:"on_auth_refresh_error" jsonschema:"credentials could not be renewed"`
	OnConnectionDeletion    bool     `json:"on_connection_deletion"`
	OnSyncCompletionAlways  bool     `json:"on_sync_completion_always" jsonschema:"also syncs that changed nothing"`
	OnSyncError             bool     `json:"on_sync_error"`
	OnAsyncActionCompletion bool     `json:"on_async_action_completion"`
	SignWith                SignWith `json:"sign_with"`
}

// SignWith is "own", a key of its own, or "api_key", the environment's API key.
type SignWith string

type notificationSettingsBody struct {
	PrimaryURL              *string `json:"primary_url,omitempty" rule:"max=2048"`
	SecondaryURL            *string `json:"secondary_url,omitempty" rule:"max=2048"`
	OnAuthCreation          *bool   `json:"on_auth_creation,omitempty"`
	OnAuthRefreshError      *bool   `json:"on_auth_refresh_error,omitempty"`
	OnConnectionDeletion    *bool   `json:"on_connection_deletion,omitempty"`
	OnSyncCompletionAlways  *bool   `json:"on_sync_completion_always,omitempty"`
	OnSyncError             *bool   `json:"on_sync_error,omitempty"`
	OnAsyncActionCompletion *bool   `json:"on_async_action_completion,omitempty"`
	SignWith                *string `json:"sign_with,omitempty" rule:"oneof=own|api_key"`
}

// SigningKey is the key that signs notifications.
type SigningKey struct {
	Key      string   `json:"key"`
	SignWith SignWith `json:"sign_with"`
}

// RotatedSigningKey is the answer of the public route.
type RotatedSigningKey struct {
	Data struct {
		Key string `json:"webhook_signing_key"`
	} `json:"data"`
}

type notificationsQuery struct {
	Type        string `json:"type,omitempty" rule:"oneof=auth|sync|async_action|forward"`
	State       string `json:"state,omitempty" rule:"oneof=waiting|delivered|failed|cancelled"`
	Integration string `json:"integration,omitempty"`
	Connection  string `json:"connection,omitempty"`
	RunID       string `json:"run_id,omitempty"`
	Search      string `json:"search,omitempty" rule:"max=255"`
	Cursor      string `json:"cursor,omitempty"`
	Limit       *int   `json:"limit,omitempty" rule:"min=1,max=200"`
}

func (s *Server) listNotifications(c *call, q notificationsQuery) (NotificationViews, error) {
	filter := notify.Filter{Type: notify.Type(q.Type), State: notify.State(q.State), Integration: q.Integration, Connection: q.Connection, RunID: q.RunID,
		Search: q.Search, Cursor: q.Cursor}
	if q.Limit != nil {
		filter.Limit = *q.Limit
	}
	page, err := s.notify.Notifications(c.ctx(), c.env.ID, filter)
	if err != nil {
		return NotificationViews{}, err
	}
	views := NotificationViews{Data: make([]NotificationView, 0, len(page.Notifications)), NextCursor: orNull(page.Next)}
	for _, n := range page.Notifications {
		views.Data = append(views.Data, notificationView(n))
	}
	return views, nil
}

func notificationView(n notify.Notification) NotificationView {
	view := NotificationView{ID: n.ID, Type: NotificationType(n.Type), Action: n.Action, Integration: n.Integration, Provider: n.Provider,
		Connection: n.Connection, Subject: n.Subject, RunID: n.RunID, Simulated: n.Simulated, State: notificationState(n.State), Size: n.Size,
		CreatedAt: zulu(n.CreatedAt), FinishedAt: optionalTime(&n.FinishedAt), Targets: make([]NotificationTargetView, 0, len(n.Targets))}
	for _, t := range n.Targets {
		view.Attempts += t.Attempts
		view.Targets = append(view.Targets, NotificationTargetView{URL: t.URL, State: notificationState(t.State), Attempts: t.Attempts,
			NextAt: optionalTime(&t.NextAt), Status: t.Status, Error: t.Error})
	}
	return view
}

// notificationState shows what is held as waiting: the difference lasts for moments.
func notificationState(s notify.State) NotificationState {
	if s == notify.Held {
		s = notify.Waiting
	}
	return NotificationState(s)
}

func (s *Server) getNotification(c *call, _ none) (NotificationEntry, error) {
	d, err := s.notify.Notification(c.ctx(), c.env.ID, c.params["id"])
	if err != nil {
		return NotificationEntry{}, err
	}
	detail := NotificationDetail{NotificationView: notificationView(d.Notification), Body: d.Body, ForwardHeaders: d.Header,
		History: make([]NotificationAttemptView, 0, len(d.Attempts))}
	for _, a := range d.Attempts {
		detail.History = append(detail.History, NotificationAttemptView{Number: a.Number, URL: a.URL, StartedAt: zulu(a.StartedAt),
			DurationMS: milliseconds(a.Duration), RequestHeaders: a.RequestHeader, Status: a.Status, ResponseHeaders: a.ResponseHeader,
			ResponseBody: a.ResponseBody, ErrorCode: a.ErrorCode, Error: a.Error, RetryAfterMS: milliseconds(a.RetryAfter), OperationID: a.OperationID})
	}
	return NotificationEntry{Data: detail}, nil
}

func (s *Server) resendNotification(c *call, _ none, _ none) (NotificationEntry, error) {
	if err := s.notify.Resend(c.ctx(), c.env.ID, c.params["id"]); err != nil {
		return NotificationEntry{}, err
	}
	return s.getNotification(c, none{})
}

func (s *Server) cancelNotification(c *call, _ none, _ none) (NotificationEntry, error) {
	if err := s.notify.Cancel(c.ctx(), c.env.ID, c.params["id"]); err != nil {
		return NotificationEntry{}, err
	}
	return s.getNotification(c, none{})
}

func (s *Server) getNotificationSettings(c *call, _ none) (NotificationSettings, error) {
	k, err := s.notify.Settings(c.ctx(), c.env.ID)
	return notificationSettings(k), err
}

func (s *Server) updateNotificationSettings(c *call, _ none, b notificationSettingsBody) (NotificationSettings, error) {
	k, err := s.notify.UpdateSettings(c.ctx(), c.env.ID, notify.SettingsUpdate{PrimaryURL: b.PrimaryURL, SecondaryURL: b.SecondaryURL,
		OnAuthCreation: b.OnAuthCreation, OnAuthRefreshError: b.OnAuthRefreshError, OnConnectionDeletion: b.OnConnectionDeletion,
		OnSyncCompletionAlways: b.OnSyncCompletionAlways, OnSyncError: b.OnSyncError, OnAsyncActionCompletion: b.OnAsyncActionCompletion,
		SignWith: (*notify.SignWith)(b.SignWith)})
	return notificationSettings(k), err
}

func notificationSettings(k notify.Settings) NotificationSettings {
	return NotificationSettings{PrimaryURL: k.PrimaryURL, SecondaryURL: k.SecondaryURL, OnAuthCreation: k.OnAuthCreation,
		OnAuthRefreshError: k.OnAuthRefreshError, OnConnectionDeletion: k.OnConnectionDeletion, OnSyncCompletionAlways: k.OnSyncCompletionAlways,
		OnSyncError: k.OnSyncError, OnAsyncActionCompletion: k.OnAsyncActionCompletion, SignWith: SignWith(k.SignWith)}
}

func (s *Server) showSigningKey(c *call, _ none) (SigningKey, error) {
	k, err := s.notify.Settings(c.ctx(), c.env.ID)
	if err != nil {
		return SigningKey{}, err
	}
	key, err := s.notify.SigningKey(c.ctx(), c.env.ID)
	return SigningKey{Key: key.Reveal(), SignWith: SignWith(k.SignWith)}, err
}

func (s *Server) rotateSigningKey(c *call, _ none, _ none) (RotatedSigningKey, error) {
	recorder := s.logs.Begin(logs.Operation{EnvironmentID: c.env.ID, Kind: "admin", Action: "rotate", Source: c.askedBy(), Title: "Webhook signing key replaced"})
	key, err := s.notify.RotateSigningKey(c.ctx(), c.env.ID)
	recorder.Finish(err, nil)
	var answer RotatedSigningKey
	answer.Data.Key = key.Reveal()
	return answer, err
}
