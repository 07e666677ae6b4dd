package api

import "net/http"

// notificationRoutes are about the webhooks that the user's own backend gets.
func notificationRoutes() []Route {
	return []Route{
		{post, "/environment/webhook-signing-key/rotate", authKey, "environment:webhook_signing_key:rotate", "Replace the key that signs notifications", write(http.StatusOK, (*Server).rotateSigningKey), nil, false},

		{get, "/patchbay/notifications", authKey, "", "Notifications to the user's backend, newest first", read((*Server).listNotifications), nil, false},
		{get, "/patchbay/notifications/:id", authKey, "", "One notification with its bytes and attempts", read((*Server).getNotification), nil, false},
		{post, "/patchbay/notifications/:id/resend", authKey, "", "Send a notification again", write(http.StatusOK, (*Server).resendNotification), nil, false},
		{post, "/patchbay/notifications/:id/cancel", authKey, "", "Give up a notification that waits", write(http.StatusOK, (*Server).cancelNotification), nil, false},
		{get, "/patchbay/notification-settings", authKey, "", "Where and of what the user's backend is notified", read((*Server).getNotificationSettings), nil, false},
		{patch, "/patchbay/notification-settings", authKey, "", "Change where and of what the user's backend is notified", write(http.StatusOK, (*Server).updateNotificationSettings), nil, false},
		{get, "/patchbay/webhook-signing-key", authKey, "", "The key that signs notifications", read((*Server).showSigningKey), nil, false},
	}
}
