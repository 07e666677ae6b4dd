package bundle_test

import (
	"strings"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/script/bundle"
)

func TestSentBundlesAreLoweredForTheRunner(t *testing.T) {
	t.Parallel()
	code := `"use strict";
var __toESM = (m, n) => m;
var z = __toESM(require("zod"));
module.exports = { default: { type: "action", exec: async () => { for await (const x of []) { z; } } } };
//# sourceMappingURL=data:application/json;base64,` + strings.Repeat("A", 100_000)
	program, err := bundle.Sent(t.Context(), "acme", "greet", code)
	if err != nil {
		t.Fatal(err)
	}
	if program.Name != "greet-acme.cjs" || strings.Contains(program.Code, "for await") || !strings.Contains(program.Code, `__toESM(require("zod"))`) {
		t.Errorf("program %s:\n%.2000s", program.Name, program.Code)
	}
}

func TestSentBundlesThatAreRefused(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		`exports.x = (() => {}).constructor("return 1")()`:         "deploy_script_security_rejected",
		`exports.x = new ([]["constructor"])("x")`:                 "deploy_script_security_rejected",
		"exports.x = [][`constructor`]('x')":                       "deploy_script_security_rejected",
		"x=" + strings.Repeat("(", 600) + strings.Repeat(")", 600): "nested_too_deep",
		strings.Repeat("var x = 1;\n", 900_000):                    "file_too_large",
		`exports.x = [].constructor === Array`:                     "",
		`class A { constructor() { this.y = 1; } } new A()`:        "",
		`not <javascript> at all`:                                  "",
	} {
		program, err := bundle.Sent(t.Context(), "acme", "greet", code)
		if want == "" && (err != nil || program == nil) || want != "" && !fault.HasCode(err, want) {
			t.Errorf("%.60s: %v, want %q", code, err, want)
		}
	}
}
