package api

import (
	"bytes"
	"encoding/json"
	"fmt"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// Bodies of the browser routes for the rarer modes (http-api §2.6).
type (
	tbaBody struct {
		TokenID     string `json:"token_id" rule:"min=1,max=1024"`
		TokenSecret string `json:"token_secret" rule:"min=1,max=1024"`
		ClientID    string `json:"oauth_client_id_override,omitempty" rule:"max=1024"`
		Secret      string `json:"oauth_client_secret_override,omitempty" rule:"max=1024"`
	}
	billBody struct {
		Username       string `json:"username" rule:"min=1,max=1024"`
		Password       string `json:"password" rule:"min=1,max=1024"`
		OrganizationID string `json:"organization_id" rule:"min=1,max=1024"`
		DevKey         string `json:"dev_key" rule:"min=1,max=1024"`
	}
	signatureBody struct {
		Type     string `json:"type" rule:"min=1,max=255"`
		Username string `json:"username" rule:"min=1,max=1024"`
		Password string `json:"password" rule:"min=1,max=1024"`
	}
	awsBody struct {
		RoleARN string `json:"role_arn" rule:"min=1,max=1024"`
		Region  string `json:"region,omitempty" rule:"is=region,max=64"`
	}
)

func (s *Server) connectTBA(c *call, q browserQuery, b tbaBody) (Connected, error) {
	return s.connectDirect(c, q, catalog.TBA, filled(map[string]string{"token_id": b.TokenID, "token_secret": b.TokenSecret,
		"oauth_client_id_override": b.ClientID, "oauth_client_secret_override": b.Secret}))
}

func (s *Server) connectBill(c *call, q browserQuery, b billBody) (Connected, error) {
	return s.connectDirect(c, q, catalog.Bill, map[string]string{"username": b.Username, "password": b.Password,
		"organization_id": b.OrganizationID, "dev_key": b.DevKey})
}

func (s *Server) connectSignature(c *call, q browserQuery, b signatureBody) (Connected, error) {
	return s.connectDirect(c, q, catalog.Signature, map[string]string{"username": b.Username, "password": b.Password})
}

func (s *Server) connectAWS(c *call, q browserQuery, b awsBody) (Connected, error) {
	return s.connectDirect(c, q, catalog.AWSSigV4, filled(map[string]string{"role_arn": b.RoleARN, "region": b.Region}))
}

func (s *Server) connectJWT(c *call, q browserQuery, b anyObject) (Connected, error) {
	fields, err := formFields(b.RawMessage)
	if err != nil {
		return Connected{}, err
	}
	return s.connectDirect(c, q, catalog.JWT, fields)
}

// connectOutbound makes a connection that waits for the provider's installation webhook (http-api §2.6).
func (s *Server) connectOutbound(c *call, q browserQuery, _ anyObject) (Connected, error) {
	in, err := s.browserInput(c, q)
	if err != nil {
		return Connected{}, err
	}
	made, err := s.connect.ConnectOutbound(c.ctx(), c.env.ID, in)
	if err != nil {
		return Connected{}, err
	}
	return Connected{ConnectionID: made.ConnectionID, ProviderConfigKey: made.IntegrationKey}, nil
}

// formFields reads a free body whose members are the provider's own fields. A key sent in its parts {id, secret} is
// put together again.
func formFields(body json.RawMessage) (map[string]string, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return nil, fault.New(fault.Invalid, "invalid_body", "The body is no JSON object.").WithCause(err)
	}
	fields := map[string]string{}
	for name, value := range object {
		switch value := value.(type) {
		case string:
			fields[name] = value
		case json.Number, bool:
			fields[name] = fmt.Sprint(value)
		case map[string]any:
			id, _ := value["id"].(string)
			if secret, _ := value["secret"].(string); secret != "" {
				fields[name] = id + ":" + secret
			}
		}
	}
	delete(fields, "type")
	return fields, nil
}

// filled drops what was not given.
func filled(fields map[string]string) map[string]string {
	for name, value := range fields {
		if value == "" {
			delete(fields, name)
		}
	}
	return fields
}
