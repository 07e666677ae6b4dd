package connect_test

import (
	"testing"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

func TestATokenPairIsEnoughWhereTheIntegrationHasTheConsumer(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("suite")
	for id, credentials := range map[string]map[string]string{
		"the integration's": {"token_id": "ti", "token_secret": "ts"},
		"left empty":        {"token_id": "ti", "token_secret": "ts", "oauth_client_id_override": "", "oauth_client_secret_override": ""},
		"its own":           {"token_id": "ti", "token_secret": "ts", "oauth_client_id_override": "ck", "oauth_client_secret_override": "cs"},
	} {
		_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "suite", ConnectionID: id,
			Params: map[string]string{"accountId": "1234567"}, Credentials: credentials})
		if err != nil {
			t.Errorf("%s: %+v", id, fault.From(err))
		}
	}
}
