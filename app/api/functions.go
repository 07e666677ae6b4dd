package api

import (
	"encoding/json"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
)

// Function is an installed function of an integration (http-api §2.3). Fields that its type lacks are absent.
type Function struct {
	Name         string           `json:"name"`
	Description  string           `json:"description,omitempty"`
	Scopes       []string         `json:"scopes,omitzero"`
	Type         string           `json:"type"`
	Event        string           `json:"event,omitempty"`
	Input        Nullable[string] `json:"input,omitzero"`
	Returns      []string         `json:"returns,omitzero"`
	JSONSchema   json.RawMessage  `json:"json_schema,omitempty"`
	Runs         string           `json:"runs,omitempty"`
	AutoStart    *bool            `json:"auto_start,omitempty"`
	TrackDeletes *bool            `json:"track_deletes,omitempty"`
	ID           int64            `json:"id"`
	Enabled      bool             `json:"enabled"`
	LastDeployed string           `json:"last_deployed"`
	Source       string           `json:"source"`
}

// FunctionList is one page of an integration's functions.
type FunctionList struct {
	Data       []Function `json:"data"`
	Pagination Pagination `json:"pagination"`
}

// Pagination says where a page lies.
type Pagination struct {
	Total int `json:"total"`
	Page  int `json:"page"`
	Limit int `json:"limit"`
}

// FunctionEntry wraps one function.
type FunctionEntry struct {
	Data Function `json:"data"`
}

// FunctionCode is a function's source.
type FunctionCode struct {
	Type string `json:"type"`
	Code string `json:"code"`
}

type functionsQuery struct {
	Type   string `json:"type,omitempty" rule:"oneof=sync|action|on-event"`
	Search string `json:"search,omitempty" rule:"min=1,max=255"`
	Page   int    `json:"page,omitempty"`
	Limit  *int   `json:"limit,omitempty" rule:"min=1,max=100"`
}

type functionQuery struct {
	Type string `json:"type,omitempty" rule:"oneof=sync|action|on-event"`
}

type deleteFunctionQuery struct {
	Type string `json:"type" rule:"oneof=sync|action"`
}

func (s *Server) listFunctions(c *call, q functionsQuery) (FunctionList, error) {
	if _, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"]); err != nil {
		return FunctionList{}, err
	}
	limit := 20
	if q.Limit != nil {
		limit = *q.Limit
	}
	all, err := s.functions.Functions(c.ctx(), c.env.ID, functions.Filter{Integration: c.params["key"], Type: compile.Type(q.Type), Search: q.Search})
	if err != nil {
		return FunctionList{}, err
	}
	list := FunctionList{Data: []Function{}, Pagination: Pagination{Total: len(all), Page: q.Page, Limit: limit}}
	first := min(min(q.Page, lastPage)*limit, len(all))
	for _, f := range all[first:min(first+limit, len(all))] {
		list.Data = append(list.Data, functionObject(&f))
	}
	return list, nil
}

// functionsNamed are an integration's functions of one name, in the order of the list.
func (s *Server) functionsNamed(c *call, kind string) ([]functions.Function, error) {
	if _, err := s.connect.Integration(c.ctx(), c.env.ID, c.params["key"]); err != nil {
		return nil, err
	}
	found, err := s.functions.Functions(c.ctx(), c.env.ID, functions.Filter{Integration: c.params["key"], Name: c.params["name"], Type: compile.Type(kind)})
	if err == nil && len(found) == 0 {
		err = fault.New(fault.NotFound, "not_found", "The integration has no function "+c.params["name"]+".")
	}
	return found, err
}

func (s *Server) getFunction(c *call, q functionQuery) (FunctionEntry, error) {
	found, err := s.functionsNamed(c, q.Type)
	if err != nil {
		return FunctionEntry{}, err
	}
	return FunctionEntry{Data: functionObject(&found[0])}, nil
}

func (s *Server) functionCode(c *call, q functionQuery) (FunctionCode, error) {
	found, err := s.functionsNamed(c, q.Type)
	if err != nil {
		return FunctionCode{}, err
	}
	if len(found) > 1 {
		type match struct {
			Type string `json:"type"`
			Name string `json:"name"`
		}
		matches := []match{}
		for _, f := range found {
			matches = append(matches, match{string(f.Type), f.Name})
		}
		return FunctionCode{}, fault.New(fault.Conflict, "ambiguous_function", "More than one function has this name.").
			WithHint("Say which with ?type=.").WithDetail(map[string]any{"matches": matches})
	}
	f, err := s.functions.Function(c.ctx(), c.env.ID, found[0].Integration, found[0].Name, found[0].Type)
	return FunctionCode{Type: string(f.Type), Code: f.Source}, err
}

func (s *Server) deleteFunction(c *call, q deleteFunctionQuery) (SuccessEntry, error) {
	found, err := s.functionsNamed(c, q.Type)
	if err != nil {
		return SuccessEntry{}, err
	}
	if found[0].Origin == functions.OriginRepo {
		return SuccessEntry{}, fault.New(fault.Invalid, "function_managed_by_deploy", "The function comes from a project folder or a deploy.").
			WithHint("Remove it there.")
	}
	f := found[0]
	err = s.functions.Remove(c.ctx(), c.env.ID, functions.Ref{Integration: f.Integration, Name: f.Name, Type: f.Type}, true)
	return SuccessEntry{Data: Success{Success: true}}, err
}

// SuccessEntry wraps a Success.
type SuccessEntry struct {
	Data Success `json:"data"`
}

func functionObject(f *functions.Function) Function {
	o := Function{Name: f.Name, Description: f.Description, Type: string(f.Type), ID: f.NumericID, Enabled: f.Enabled,
		LastDeployed: zulu(f.InstalledAt), Source: f.Origin}
	if f.Type == compile.OnEvent {
		o.Event = f.Event
		return o
	}
	input := Nullable[string]{Present: true, Value: orNull(f.Input)}
	o.Scopes, o.Input, o.Returns, o.JSONSchema = textList(f.Scopes), input, textList(f.Models), f.JSONSchema
	if f.Type == compile.Sync {
		o.Runs, o.AutoStart, o.TrackDeletes = f.Frequency, &f.AutoStart, &f.TrackDeletes
	}
	return o
}

func textList(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// definition is one model of a function's schemas, nil when it has none of the name.
func definition(schema json.RawMessage, model string) json.RawMessage {
	var s struct {
		Definitions map[string]json.RawMessage `json:"definitions"`
	}
	if json.Unmarshal(schema, &s) != nil {
		return nil
	}
	return s.Definitions[model]
}
