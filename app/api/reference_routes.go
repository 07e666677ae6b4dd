package api

import (
	"net/http"

	"patchbay/app/functions"
)

// referenceRoutes are the API reference for programs and for people.
func referenceRoutes() []Route {
	return []Route{
		{get, "/openapi.json", authAnyKey, "environment:functions:list", "The public API and your own functions as an OpenAPI document", stream("application/json", (*Server).publicOpenAPI), nil, false},
		{get, "/reference", authNone, "", "The API reference in the app", stream("text/html", (*Server).referencePage), nil, false},
	}
}

// publicOpenAPI describes what programs may call, with the enabled functions of the key's environment. It needs a key:
// names and schemas of functions are the user's own business.
func (s *Server) publicOpenAPI(c *call) error {
	installed, err := s.functions.Functions(c.ctx(), c.env.ID, functions.Filter{Enabled: true})
	if err != nil {
		return err
	}
	doc, err := PublicOpenAPI(Reference{Version: s.version, URL: s.facts().APIURL, Functions: installed})
	if err != nil {
		return err
	}
	return c.reply(http.StatusOK, doc)
}

// referencePage leads to the page of the app, which asks for the app's session like its other pages do.
func (s *Server) referencePage(c *call) error {
	http.Redirect(c.w, c.r, "/#/reference", http.StatusFound)
	return nil
}
