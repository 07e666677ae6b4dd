package providertest

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
)

// products are the connection parameters that a script fills in after the login, by script.
var products = map[string][]string{
	"sage200PostConnection": {"company_id", "site_id"}, "sophosCentralPostConnection": {"dataRegion", "tenantId"},
	"mailchimpPostConnection": {"dc"}, "docusignPostConnection": {"baseUri", "accountId"},
}

// scriptedVerification are the checks that the catalog leaves to a script (§7.2).
func (p *Play) scriptedVerification(m mode) []*Step {
	make, ok := checks[p.Facts.Key]
	if !ok {
		return nil
	}
	return []*Step{make(p, m)}
}

// ask is a call of a script, through the proxy's rules.
func (p *Play) ask(m mode, name, method, endpoint, base string, own map[string]string) *Step {
	r := &outgoing{p: p, mode: m, method: method, endpoint: endpoint, base: base, own: own}
	step := r.step(name)
	step.Loose = true
	return step
}

var checks = map[string]func(*Play, mode) *Step{
	"apollo": func(p *Play, m mode) *Step {
		return p.ask(m, "verification", http.MethodGet, "/v1/auth/health", "", nil).says(map[string]any{"is_logged_in": true})
	},
	"aws-iam": stsCheck, "aws-inspector2": stsCheck,
	"azure-devops": func(p *Play, m mode) *Step {
		return p.ask(m, "verification", http.MethodGet, "/_apis/projects", "", nil).says(map[string]any{"count": 0})
	},
	"bitdefender": func(p *Play, m mode) *Step {
		step := p.ask(m, "verification", http.MethodPost, "/v1.0/jsonrpc/general", "", nil).says(map[string]any{"jsonrpc": "2.0", "result": map[string]any{}})
		return step.wants(map[string]any{"jsonrpc": "2.0", "method": "getApiKeyDetails"})
	},
	"cdw": func(p *Play, m mode) *Step {
		step := p.ask(m, "verification", http.MethodPost, "/v1/customers/orders", "", nil).says(map[string]any{"error": "empty order"})
		step.Answer.Status = http.StatusBadRequest
		return step.wants(map[string]any{})
	},
	"expensify": expensifyCheck,
	"lastpass": func(p *Play, m mode) *Step {
		step := p.ask(m, "verification", http.MethodPost, "/enterpriseapi.php", "", nil).says(map[string]any{"total": 1})
		return step.wants(map[string]any{"cid": p.typed["username"], "provhash": p.typed["password"], "cmd": "getuserdata"})
	},
	"pushpay-chms-v1": func(p *Play, m mode) *Step {
		step := p.ask(m, "verification", http.MethodGet, "/api.php?srv=api_status", "", nil)
		step.Answer = Answer{Header: http.Header{"Content-Type": {"application/xml"}}, Body: []byte(`<ccb_api><response><counter>1</counter></response></ccb_api>`)}
		return step
	},
	"skio": func(p *Play, m mode) *Step {
		step := p.ask(m, "verification", http.MethodPost, "/v1/graphql", "", nil).says(map[string]any{"data": map[string]any{"Orders": []any{}}})
		return step.graphQL("Orders")
	},
	// The base address ends in /api already.
	"snipe-it": func(p *Play, m mode) *Step {
		return p.ask(m, "verification", http.MethodGet, "/v1/users", "", nil).says(map[string]any{"total": 0})
	},
	"vantage-apparel": func(p *Play, m mode) *Step {
		step := p.ask(m, "verification", http.MethodPost, "/CustomerLookupService.svc", "", nil)
		step.Free = []string{"soapaction"}
		step.Answer = Answer{Header: http.Header{"Content-Type": {"text/xml"}}, Body: []byte(`<Envelope><Body><errorMessage><code>160</code><description>No result</description></errorMessage></Body></Envelope>`)}
		step.Check = func(got *Received) []string {
			if body := html.UnescapeString(string(got.Body)); !strings.Contains(body, p.typed["username"]) || !strings.Contains(got.Header.Get("Soapaction"), "getAccountsByEmail") {
				return []string{"no SOAP call of getAccountsByEmail with the account: " + body}
			}
			return nil
		}
		return step
	},
}

// says sets the answer.
func (s *Step) says(object any) *Step {
	s.Answer = jsonAnswer(object)
	return s
}

// wants looks for members in the JSON body, whatever else it has.
func (s *Step) wants(members map[string]any) *Step {
	s.also(func(got *Received) []string {
		var body map[string]any
		if err := json.Unmarshal(got.Body, &body); err != nil {
			return []string{"the body is no JSON object: " + string(got.Body)}
		}
		for name, want := range members {
			if fmt.Sprint(body[name]) != fmt.Sprint(want) {
				return []string{fmt.Sprintf("member %s of the body is %v, want %v", name, body[name], want)}
			}
		}
		return nil
	})
	return s
}

// graphQL wants a query that asks for a field.
func (s *Step) graphQL(field string) *Step {
	s.also(func(got *Received) []string {
		if query := textInJSON(got.Body, "query"); !strings.Contains(query, field) {
			return []string{fmt.Sprintf("the GraphQL query %q does not ask for %s", query, field)}
		}
		return nil
	})
	return s
}

func (s *Step) also(check func(*Received) []string) {
	before := s.Check
	s.Check = func(got *Received) []string {
		if before == nil {
			return check(got)
		}
		return append(before(got), check(got)...)
	}
}

// stsCheck asks AWS who the keys belong to, signed for the service sts.
func stsCheck(p *Play, m mode) *Step {
	step := p.ask(m, "verification", http.MethodGet, "/?Action=GetCallerIdentity&Version=2011-06-15", "https://sts.amazonaws.com",
		map[string]string{"authorization": anyText, "x-amz-date": anyText})
	step.also(func(got *Received) []string {
		return verifySigV4(got, sigV4{accessKey: p.typed["username"], secret: p.typed["password"], region: p.config["region"], service: "sts", needed: []string{"host", "x-amz-date"}})
	})
	step.Answer = Answer{Header: http.Header{"Content-Type": {"text/xml"}}, Body: []byte(`<GetCallerIdentityResponse/>`)}
	return step
}

func expensifyCheck(p *Play, m mode) *Step {
	step := p.ask(m, "verification", http.MethodPost, "/ExpensifyIntegrations", "", nil).says(map[string]any{"responseCode": 200, "policyList": []any{}})
	step.also(func(got *Received) []string {
		form, err := url.ParseQuery(string(got.Body))
		if err != nil {
			return []string{"no form: " + string(got.Body)}
		}
		return compareJSON(map[string]any{"type": "get", "inputSettings": map[string]any{"type": "policyList"},
			"credentials": map[string]any{"partnerUserID": p.typed["username"], "partnerUserSecret": p.typed["password"]}}, []byte(form.Get("requestJobDescription")))
	})
	return step
}
