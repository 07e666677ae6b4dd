package api

import (
	"net/http"

	"patchbay/app/functions"
)

// tellsBundler spells what a deploy of a bundle misses as a server does (http-api §12.3).
var tellsBundler = renames{
	"unknown_provider_config": {http.StatusNotFound, "integration_not_found", false},
	"server_error":            {http.StatusInternalServerError, "functions_deployment_error", false},
}

// BundleChanges is what a bundle of functions changes.
type BundleChanges struct {
	Created   []BundleFunction `json:"created"`
	Updated   []BundleFunction `json:"updated"`
	Unchanged []BundleFunction `json:"unchanged"`
	Deleted   []BundleFunction `json:"deleted"`
}

// BundleFunction names a function of a bundle.
type BundleFunction struct {
	Integration string `json:"integrationId"`
	Name        string `json:"name"`
}

func (s *Server) previewBundle(c *call, _ none, b functionBundle) (BundleChanges, error) {
	d, err := s.bundle(c, &b)
	if err != nil {
		return BundleChanges{}, err
	}
	plan, err := s.intake.Plan(c.ctx(), c.env.ID, d)
	return bundleChanges(plan), err
}

func (s *Server) deployBundle(c *call, _ none, b functionBundle) (BundleChanges, error) {
	d, err := s.bundle(c, &b)
	if err != nil {
		return BundleChanges{}, err
	}
	plan, err := s.intake.DeployBundle(c.ctx(), c.env.ID, d, c.askedBy())
	return bundleChanges(plan), err
}

// bundle makes a deployment of a body, for an integration that exists.
func (s *Server) bundle(c *call, b *functionBundle) (functions.Deployment, error) {
	d, err := b.deployment()
	if err == nil && d.Integration != "" {
		_, err = s.connect.Integration(c.ctx(), c.env.ID, d.Integration)
	}
	return d, err
}

func bundleChanges(p functions.DeployPlan) BundleChanges {
	named := func(list []functions.Planned) []BundleFunction {
		out := make([]BundleFunction, 0, len(list))
		for _, one := range list {
			out = append(out, BundleFunction{one.Integration, one.Name})
		}
		return out
	}
	return BundleChanges{named(p.New), named(p.Updated), named(p.Unchanged), named(p.Removed)}
}
