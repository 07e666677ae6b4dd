package api

import "net/http"

// builderRoutes let a language model of the user's own draft functions.
func builderRoutes() []Route {
	return []Route{
		{get, "/patchbay/builder/model", authKey, "", "The language model that drafts functions", read((*Server).builderModel), nil, false},
		{put, "/patchbay/builder/model", authKey, "", "Set the language model up", write(http.StatusOK, (*Server).saveBuilderModel), nil, false},
		{remove, "/patchbay/builder/model", authKey, "", "Forget the language model and its key", act((*Server).deleteBuilderModel), nil, false},
		{post, "/patchbay/builder/model/test", authKey, "", "Ask the language model a short question", write(http.StatusOK, (*Server).testBuilderModel), nil, false},
		{get, "/patchbay/builder/samples", authKey, "", "Answers of a connection that could be shown to the model", read((*Server).builderSamples), nil, false},
		{post, "/patchbay/builder/sessions", authKey, "", "Have a function drafted", write(http.StatusAccepted, (*Server).startBuilding), nil, false},
		{get, "/patchbay/builder/sessions/:id", authKey, "", "How a draft is doing", read((*Server).builderSession), nil, false},
		{get, "/patchbay/builder/sessions/:id/events", authKey, "", "Follow a draft as it is written", stream("text/event-stream", (*Server).builderEvents), nil, false},
		{post, "/patchbay/builder/sessions/:id/stop", authKey, "", "Stop drafting", write(http.StatusOK, (*Server).stopBuilding), nil, false},
		{post, "/patchbay/builder/sessions/:id/accept", authKey, "", "Write the draft into the folder", write(http.StatusOK, (*Server).acceptDraft), nil, false},
	}
}
