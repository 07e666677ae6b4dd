package providertest

import (
	"fmt"
	"net/http"
)

// bill is a login whose session and developer key travel in headers (§4.11).
type bill struct{ plainMode }

func newBill(p *Play) mode {
	for _, name := range []string{"username", "password", "organization_id", "dev_key"} {
		p.typed[name] = awkward(name)
	}
	return &bill{plainMode{p}}
}

func (m *bill) start() Start {
	body := map[string]any{}
	for name, value := range m.p.typed {
		body[name] = value
	}
	return Start{Route: "/auth/bill", Body: body, Steps: []*Step{m.logIn()}}
}

func (m *bill) logIn() *Step {
	m.p.generation++
	step := &Step{Name: "login", Method: http.MethodPost, URL: m.p.Facts.TokenURL.One, Strict: true, JSON: map[string]any{"username": m.p.typed["username"],
		"password": m.p.typed["password"], "organizationId": m.organization(), "devKey": m.p.typed["dev_key"]}}
	return step.says(map[string]any{"sessionId": m.p.token(), "userId": "user-7", "organizationId": "org-of-the-answer"})
}

// organization is what the user typed at first and what the vendor answered from then on.
func (m *bill) organization() string {
	if m.p.generation > 1 {
		return "org-of-the-answer"
	}
	return m.p.typed["organization_id"]
}

func (m *bill) stored() map[string]any {
	return map[string]any{"type": "BILL", "username": m.p.typed["username"], "session_id": m.p.token(), "user_id": "user-7",
		"organization_id": "org-of-the-answer", "dev_key": fmt.Sprint(m.p.typed["dev_key"])}
}

// sign puts session and developer key where BILL's API wants them
// (https://developer.bill.com/docs/authentication-and-sessions).
func (m *bill) sign(r *outgoing) {
	r.header["sessionid"], r.header["devkey"] = m.p.token(), m.p.typed["dev_key"]
}

func (m *bill) refresh() ([]*Step, bool) { return []*Step{m.logIn()}, true }
