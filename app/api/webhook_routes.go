package api

import "net/http"

// webhookRoutes is what providers call. The webhook port has these routes and no others.
func webhookRoutes() []Route {
	return []Route{
		{post, "/webhook/:environment/:key", authNone, "", "What a provider sends", stream("application/json", (*Server).receiveWebhook), nil, false},
	}
}

// inboxRoutes are about what providers sent.
func inboxRoutes() []Route {
	return []Route{
		{get, "/patchbay/webhooks", authKey, "", "What providers sent, newest first", read((*Server).listWebhooks), nil, false},
		{post, "/patchbay/webhooks/simulate", authKey, "", "Make up a webhook and receive it", write(http.StatusOK, (*Server).simulateWebhook), nil, false},
		{get, "/patchbay/webhooks/:id", authKey, "", "One webhook with its bytes and runs", read((*Server).getWebhook), nil, false},
		{post, "/patchbay/webhooks/:id/resend", authKey, "", "Send a webhook again, as it was or edited", write(http.StatusOK, (*Server).resendWebhook), nil, false},
		{get, "/patchbay/integrations/:key/webhook", authKey, "", "How an integration gets webhooks", read((*Server).getWebhookSetup), nil, false},
		{put, "/patchbay/integrations/:key/webhook", authKey, "", "Change the webhook secret and what runs without one", write(http.StatusOK, (*Server).setWebhookSetup), nil, false},
		{post, "/patchbay/integrations/:key/webhook/secret", authKey, "", "Show the secret to enter at a provider that signs with what follows from the app", write(http.StatusOK, (*Server).revealWebhookSecret), nil, false},
	}
}
