package api

import (
	"time"

	"patchbay/app/builder"
	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

func (s *Server) builderModel(c *call, _ none) (BuilderModelEntry, error) {
	m, err := s.builder.Model(c.ctx(), c.env.ID)
	if fault.HasCode(err, "no_model") {
		return BuilderModelEntry{}, nil
	}
	return builderModelEntry(m), err
}

func builderModelEntry(m builder.Model) BuilderModelEntry {
	return BuilderModelEntry{Data: &BuilderModel{Kind: BuilderKind(m.Kind), URL: m.URL, Name: m.Name, HasKey: m.HasKey}}
}

func (s *Server) saveBuilderModel(c *call, _ none, b BuilderModelInput) (BuilderModelEntry, error) {
	m, err := s.builder.SaveModel(c.ctx(), c.env.ID, builder.Model{Kind: builder.Kind(b.Kind), URL: b.URL, Name: b.Name}, vault.Secret(b.Key))
	return builderModelEntry(m), err
}

func (s *Server) deleteBuilderModel(c *call, _ none) error {
	return s.builder.DeleteModel(c.ctx(), c.env.ID)
}

func (s *Server) testBuilderModel(c *call, _ none, _ none) (BuilderProbe, error) {
	p, err := s.builder.Test(c.ctx(), c.env.ID)
	return BuilderProbe{Answer: p.Answer, InputTokens: p.Usage.Input, OutputTokens: p.Usage.Output}, err
}

func (s *Server) builderSamples(c *call, q builderSamplesQuery) (BuilderSamples, error) {
	all, err := s.builder.Samples(c.ctx(), c.env.ID, q.Integration, q.Connection)
	views := BuilderSamples{Data: []BuilderSample{}}
	for _, one := range all {
		views.Data = append(views.Data, BuilderSample(one))
	}
	return views, err
}

func (s *Server) startBuilding(c *call, _ none, b BuilderInput) (BuilderSessionEntry, error) {
	one, err := s.builder.Start(c.ctx(), builder.Request{EnvironmentID: c.env.ID, Description: b.Description, Integration: b.Integration, Connection: b.Connection,
		Name: b.Name, Type: compile.Type(b.Type), Samples: b.Samples, Input: b.Input, AllowWrites: b.AllowWrites, Rounds: b.Rounds})
	return BuilderSessionEntry{Data: builderSessionView(one)}, err
}

func (s *Server) builderSession(c *call, _ none) (BuilderSessionEntry, error) {
	one, err := s.builder.Session(c.env.ID, c.params["id"])
	return BuilderSessionEntry{Data: builderSessionView(one)}, err
}

func (s *Server) stopBuilding(c *call, _ none, _ none) (BuilderSessionEntry, error) {
	if err := s.builder.Cancel(c.env.ID, c.params["id"]); err != nil {
		return BuilderSessionEntry{}, err
	}
	return s.builderSession(c, none{})
}

func (s *Server) acceptDraft(c *call, _ none, b BuilderAcceptInput) (BuilderSessionEntry, error) {
	one, _, err := s.builder.Accept(c.env.ID, c.params["id"], b.Insist)
	return BuilderSessionEntry{Data: builderSessionView(one)}, err
}

func builderSessionView(one builder.Session) BuilderSession {
	v := BuilderSession{ID: one.ID, State: BuilderState(one.State), Description: one.Request.Description, Integration: one.Request.Integration,
		Connection: one.Request.Connection, Name: one.Request.Name, Type: FunctionType(one.Request.Type), File: one.File, Model: one.Model,
		MostRounds: one.Request.Rounds, Rounds: []BuilderRound{}, Error: faultView(one.Error), CreatedAt: one.CreatedAt.UTC().Format(time.RFC3339)}
	for _, r := range one.Rounds {
		view := BuilderRound{Number: r.Number, Phase: BuilderPhase(r.Phase), Prompt: r.Prompt, Answer: r.Answer, Code: r.Code, Problems: []DiagnosticView{},
			InputTokens: r.Usage.Input, OutputTokens: r.Usage.Output}
		for _, d := range r.Problems {
			view.Problems = append(view.Problems, diagnosticView(d))
		}
		if d := r.DryRun; d != nil {
			view.DryRun = &BuilderDryRun{RunID: d.RunID, State: RunState(d.State), Output: d.Output, Problem: d.Problem, Note: d.Note}
		}
		v.Rounds = append(v.Rounds, view)
	}
	return v
}
