package globals_test

import "testing"

// zod's members are made when they are read; code cannot tell, nor from a class of zod that it makes itself.
func TestZodLooksLikeAPlainModule(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		`z.z === z && z.default === z && z.__esModule`:                                                          "true",
		`"string" in z && !("strin" in z) && z.strin === undefined`:                                             "true",
		`Object.keys(z).length > 200 && !Object.keys(z).includes("z") && Object.keys(z).includes("ZodString")`:  "true",
		`{ ...z }.string === z.string`:                                                                          "true",
		`z.string === z.string && z.ZodString === z.ZodString && z.core.$ZodType === z.core.$ZodType`:           "true",
		`(z.extra = 1, Object.keys(z).at(-1) + z.extra + delete z.extra + ("extra" in z))`:                      "extra1truefalse",
		`(delete z.xor, z.xor === undefined && !Object.keys(z).includes("xor"))`:                                "true",
		`"min" in z.string() && "optional" in z.string() && !("nope" in z.string())`:                            "true",
		`(z.ZodType.prototype.shout = function () { return this.type + "!" }, z.string().shout())`:              "string!",
		`(z.ZodString.prototype.min = () => "mine", z.string().min() + z.number().min(1).safeParse(0).success)`: "minefalse",
		`(() => { const s = z.string(); s.max = 5; return s.max + "" + Object.keys(s).includes("max") })()`:     "5true",
		`(() => { const Mine = z.core.$constructor("Mine", (inst, def) => z.ZodString.init(inst, def));
			const s = new Mine({ type: "string" });
			return [s.min(2).safeParse("a").success, s.parse("b"), s instanceof z.ZodType, s instanceof z.ZodNumber] + "" })()`: "false,b,true,false",
		`(() => { const a = z.string(), b = z.email();
			return [a instanceof z.ZodEmail, b instanceof z.ZodEmail, b instanceof z.core.$ZodCheck, a instanceof z.core.$ZodCheck, b.safeParse("x").success] + "" })()`: "false,true,true,false,false",
	} {
		s := newSandbox(t)
		zod, _ := s.modules.Require("zod")
		s.set("z", zod)
		if got, err := s.vm.RunString("String(" + code + ")"); err != nil || got.String() != want {
			t.Errorf("%s\n  is %v, %v; want %s", code, got, err, want)
		}
	}
}
