package api

import (
	"maps"
	"slices"
	"strings"

	"patchbay/app/templates"
)

type templatesQuery struct {
	Provider string `json:"provider,omitempty"`
	Search   string `json:"search,omitempty" rule:"max=255"`
}

func (s *Server) guiTemplates(c *call, q templatesQuery) (TemplateViews, error) {
	all, err := templates.All()
	if err != nil {
		return TemplateViews{}, err
	}
	places, err := s.places(c.ctx(), c.env.ID)
	if err != nil {
		return TemplateViews{}, err
	}
	views := TemplateViews{Data: []TemplateView{}}
	for _, t := range all {
		words := strings.ToLower(t.Name + " " + t.Description + " " + t.Group + " " + t.Provider)
		if q.Provider != "" && t.Provider != q.Provider || !strings.Contains(words, strings.ToLower(q.Search)) {
			continue
		}
		view, err := s.templateView(t, places)
		if err != nil {
			return TemplateViews{}, err
		}
		views.Data = append(views.Data, view)
	}
	return views, nil
}

func (s *Server) templateView(t templates.Template, p places) (TemplateView, error) {
	view := TemplateView{ID: t.ID(), Provider: t.Provider, ProviderName: s.providerName(t.Provider), Name: t.Name, Type: FunctionType(t.Type),
		Description: t.Description, Models: textList(t.Models), Scopes: textList(t.Scopes), Frequency: t.Frequency, Group: t.Group, Docs: t.Docs, UsedBy: []string{}}
	for _, key := range slices.Sorted(maps.Keys(p.providers)) {
		if p.providers[key] != t.Provider {
			continue
		}
		files, err := t.Files(key)
		if err != nil {
			return view, err
		}
		file := key + strings.TrimPrefix(t.File, t.Provider)
		if s.project.Has(file, files[file]) {
			view.UsedBy = append(view.UsedBy, key)
		}
	}
	return view, nil
}

func (s *Server) guiTemplate(c *call, _ none) (TemplateDetailEntry, error) {
	t, err := templates.Get(c.params["provider"], c.params["type"], c.params["name"])
	if err != nil {
		return TemplateDetailEntry{}, err
	}
	places, err := s.places(c.ctx(), c.env.ID)
	if err != nil {
		return TemplateDetailEntry{}, err
	}
	view, err := s.templateView(t, places)
	if err != nil {
		return TemplateDetailEntry{}, err
	}
	files, err := t.Files(t.Provider)
	detail := TemplateDetail{TemplateView: view, Files: []ProjectText{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		detail.Files = append(detail.Files, ProjectText{Path: name, Text: files[name]})
	}
	return TemplateDetailEntry{Data: detail}, err
}

func (s *Server) useTemplate(c *call, _ none, b UseTemplateInput) (UsedTemplate, error) {
	t, err := templates.Get(c.params["provider"], c.params["type"], c.params["name"])
	if err != nil {
		return UsedTemplate{}, err
	}
	if _, err := s.connect.Integration(c.ctx(), c.env.ID, b.Integration); err != nil {
		return UsedTemplate{}, err
	}
	files, err := t.Files(b.Integration)
	if err != nil {
		return UsedTemplate{}, err
	}
	written, err := s.project.Use(files, b.Integration+strings.TrimPrefix(t.File, t.Provider))
	return UsedTemplate{Files: written}, err
}
