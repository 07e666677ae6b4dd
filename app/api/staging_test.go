package api_test

import (
	"strings"
	"testing"
	"time"
)

const tickCode = `import { createSync } from 'nango';
import * as z from 'zod';
const Tick = z.object({ id: z.string(), from: z.string() });
export default createSync({
    description: 'Saves one record', version: '1.0.0', frequency: 'every hour', autoStart: true, syncType: 'full', models: { Tick },
    exec: async (nango) => {
        const variables = await nango.getEnvironmentVariables();
        await nango.batchSave([{ id: '1', from: nango.environmentName + ' ' + (variables?.[0]?.value ?? '') }], 'Tick');
    }
});
`

// TestFunctionsRunInTheEnvironmentOfTheKey deploys an action and a sync to a second environment, beside a folder in the first.
func TestFunctionsRunInTheEnvironmentOfTheKey(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	unrecorded(st, "bench")
	st.runFunctions("bench")
	uuid := st.expect(200, "POST", "/environments", map[string]any{"name": "staging"}).at(t, "data", "uuid").(string)
	secret := st.expect(200, "POST", "/environments/"+uuid+"/api-keys", map[string]any{"display_name": "ci"}).at(t, "data", "secret").(string)
	own := []string{"Authorization", "Bearer " + secret, "Provider-Config-Key", "crm", "Connection-Id", "c1"}
	st.expect(200, "POST", "/integrations", map[string]any{"unique_key": "crm", "provider": "private-api-bearer"}, own...)
	st.expect(201, "POST", "/connections", map[string]any{"provider_config_key": "crm", "connection_id": "c1", "credentials": map[string]any{"type": "API_KEY", "apiKey": "k"}}, own...)
	if a := serve(st.server.Trusted(), "GET", "/patchbay/variables", "Patchbay-Environment", "staging"); a.body != `{"data":[]}` {
		t.Errorf("variables of staging: %s", a.body)
	}
	st.expect(200, "PUT", "/patchbay/variables", map[string]any{"name": "REGION", "value": "north"}, own...)
	for name, code := range map[string]string{"greet": greetCode, "tick": tickCode} {
		kind := map[string]string{"greet": "action", "tick": "sync"}[name]
		st.expect(202, "POST", "/functions/deployments", map[string]any{"type": "function", "integration_id": "crm", "function_name": name, "function_type": kind, "code": code}, own...)
		for end := time.Now().Add(30 * time.Second); st.ask("GET", "/integrations/crm/functions/"+name, nil, own...).status != 200; {
			if time.Now().After(end) {
				t.Fatalf("%s is not deployed", name)
			}
		}
	}
	if a := st.expect(200, "POST", "/action/trigger", map[string]any{"action_name": "greet", "input": map[string]any{"name": "Ada"}}, own...); a.body != `{"greeting":"hello Ada"}` {
		t.Errorf("the action answers %s", a.body)
	}
	for end := time.Now().Add(30 * time.Second); !strings.Contains(st.ask("GET", "/records?model=Tick", nil, own...).body, `"from":"staging north"`); {
		if time.Now().After(end) {
			t.Fatalf("the sync did not start by itself: %s", st.ask("GET", "/records?model=Tick", nil, own...).body)
		}
	}
	if runs := st.expect(200, "GET", "/patchbay/runs?integration=crm", nil); len(runs.at(t, "data").([]any)) != 0 {
		t.Errorf("the first environment shows %s", runs.body)
	}
	if a := st.ask("POST", "/action/trigger", map[string]any{"action_name": "greet"}, "Provider-Config-Key", "crm", "Connection-Id", "c1"); a.status != 400 {
		t.Errorf("the first environment runs it: %d %s", a.status, a.body)
	}
	st.expect(204, "DELETE", "/environments/"+uuid, nil)
	st.expect(401, "GET", "/records?model=Tick", nil, own...)
}
