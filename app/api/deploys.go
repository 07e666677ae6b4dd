package api

import (
	"patchbay/app/compile"
	"patchbay/app/functions"
)

// DeployConfirmation is what a deploy would change (functions.md §7.3).
type DeployConfirmation struct {
	NewSyncs              []DeploySync   `json:"newSyncs"`
	UpdatedSyncs          []DeploySync   `json:"updatedSyncs"`
	DeletedSyncs          []DeploySync   `json:"deletedSyncs"`
	NewActions            []DeployAction `json:"newActions"`
	UpdatedActions        []DeployAction `json:"updatedActions"`
	DeletedActions        []DeployAction `json:"deletedActions"`
	DeletedModels         []string       `json:"deletedModels"`
	NewOnEventScripts     []DeployEvent  `json:"newOnEventScripts"`
	UpdatedOnEventScripts []DeployEvent  `json:"updatedOnEventScripts"`
	DeletedOnEventScripts []DeployEvent  `json:"deletedOnEventScripts"`
}

// DeploySync is a sync of a confirmation.
type DeploySync struct {
	Name              string `json:"name"`
	ProviderConfigKey string `json:"providerConfigKey"`
	Connections       int    `json:"connections"`
	AutoStart         bool   `json:"auto_start"`
}

// DeployAction is an action of a confirmation.
type DeployAction struct {
	Name              string `json:"name"`
	ProviderConfigKey string `json:"providerConfigKey"`
}

// DeployEvent is an on-event function of a confirmation.
type DeployEvent struct {
	ProviderConfigKey string `json:"providerConfigKey"`
	Name              string `json:"name"`
	Event             string `json:"event"`
}

// DeployedFlow is one sync or action of a deploy.
type DeployedFlow struct {
	Name              string   `json:"name"`
	Models            []string `json:"models"`
	Version           string   `json:"version"`
	ProviderConfigKey string   `json:"providerConfigKey"`
	Type              string   `json:"type"`
}

func (s *Server) confirmDeploy(c *call, _ none, b deployBody) (DeployConfirmation, error) {
	d, err := b.deployment()
	if err != nil {
		return DeployConfirmation{}, err
	}
	plan, err := s.intake.Plan(c.ctx(), c.env.ID, d)
	if err != nil {
		return DeployConfirmation{}, err
	}
	answer := DeployConfirmation{DeletedModels: textList(plan.Models)}
	answer.NewSyncs, answer.NewActions, answer.NewOnEventScripts = byType(plan.New)
	answer.UpdatedSyncs, answer.UpdatedActions, answer.UpdatedOnEventScripts = byType(plan.Updated)
	answer.DeletedSyncs, answer.DeletedActions, answer.DeletedOnEventScripts = byType(plan.Removed)
	return answer, nil
}

func byType(list []functions.Planned) ([]DeploySync, []DeployAction, []DeployEvent) {
	syncs, actions, events := []DeploySync{}, []DeployAction{}, []DeployEvent{}
	for _, p := range list {
		switch p.Type {
		case compile.Sync:
			syncs = append(syncs, DeploySync{p.Name, p.Integration, p.Connections, p.AutoStart})
		case compile.Action:
			actions = append(actions, DeployAction{p.Name, p.Integration})
		case compile.OnEvent:
			events = append(events, DeployEvent{p.Integration, p.Name, p.Event})
		}
	}
	return syncs, actions, events
}

// deployFlows answers with the syncs and actions; on-event functions travel with them in silence, as on a real server.
func (s *Server) deployFlows(c *call, _ none, b deployFinalBody) ([]DeployedFlow, error) {
	d, err := b.deployment()
	if err != nil {
		return nil, err
	}
	d.Reconcile = d.Reconcile && b.Reconcile
	if b.Source == functions.OriginStandalone {
		d.Origin = functions.OriginStandalone
	}
	done, err := s.intake.Deploy(c.ctx(), c.env.ID, d, c.askedBy())
	answer := []DeployedFlow{}
	for _, one := range done {
		if f := one.Function; f.Type != compile.OnEvent {
			answer = append(answer, DeployedFlow{f.Name, f.Models, one.Version, f.Integration, string(f.Type)})
		}
	}
	return answer, err
}
