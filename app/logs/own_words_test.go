package logs_test

import (
	"fmt"
	"strings"
	"testing"

	"patchbay/app/logs"
)

const token = "github_pat_11ABCDEFGHI_jklmnopqrstuvwxyz0"

// guesses are pairs of a beginning of the token with the right and with a wrong character behind it.
func guesses(check func(right, wrong string)) {
	for n := 1; n < len(token); n++ {
		check(token[:n+1], token[:n]+"Z")
	}
}

func TestAGuessThatIsRightLooksLikeAWrongOne(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add(token)
	guesses(func(right, wrong string) {
		if len(right) <= 12 || right == token {
			return
		}
		for _, form := range []string{`There is no %q here.`, "https://api.test/v1/%s?x=1", `{"name":"%s"}`, `{"a":"{\"b\":\"%s\"}"}`, "%s"} {
			one, other := r.Text(fmt.Sprintf(form, right)), r.Text(fmt.Sprintf(form, wrong))
			if one != other || !strings.Contains(one, logs.Mask) {
				t.Errorf("%q and %q tell which one is right", one, other)
			}
		}
	})
}

func TestACallersOwnWordsStay(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add(token, "hunter-2")
	guesses(func(right, wrong string) {
		for _, guess := range []string{right, wrong, "hunter-2", "a " + right + "\u200b\"<b", strings.ToUpper(right)} {
			for _, said := range []string{fmt.Sprintf("Integration %q does not exist.", guess), strings.ToLower(guess), "It said: “" + strings.ReplaceAll(guess, "<", "‹") + "”."} {
				if got := r.Reply(said, "/webhook/dev/"+guess); got != said {
					t.Errorf("Reply(%q) = %q", said, got)
				}
			}
		}
	})
	if got := r.Reply("The provider said "+token+".", "/x/"+token[:20], `{"name":"y"}`); got != "The provider said "+logs.Mask+"." {
		t.Errorf("whoever knows a part sees %q", got)
	}
	if got := r.Reply("The provider said "+token+".", `{"credentials":{"apiKey":"`+token+`"}}`); got != "The provider said "+logs.Mask+"." {
		t.Errorf("a key that was just typed is shown: %q", got)
	}
}

func TestOrdinaryWordsAreNoSecrets(t *testing.T) {
	t.Parallel()
	r := logs.NewRedactor()
	r.Add("secret", "Password", "bearer", "123456", "letters", "client_secret", "monkey-business")
	const text = "The provided secret key, password, bearer, 123456, letters and client_secret are wrong."
	if got := r.Text(text); got != text {
		t.Errorf("Text = %q", got)
	}
	if got := r.Text("monkey-business"); got != logs.Mask {
		t.Errorf("Text = %q", got)
	}
	if got := r.Text(`{"api_key":"secret"}`); got != `{"api_key":"`+logs.Mask+`"}` {
		t.Errorf("by its name: %q", got)
	}
}
