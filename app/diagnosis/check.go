package diagnosis

import (
	"fmt"
	"net/http"
	"regexp"
)

// wrongKey are the words with which APIs refuse a key, whatever their status.
var wrongKey = regexp.MustCompile(`(?i)\b(?:invalid|incorrect|wrong|bad|unknown|expired|revoked)[ _-](?:\w+[ _-]){0,2}(?:key|token|credentials?|password|secret|auth\w*)\b` +
	`|\b(?:key|token|credentials?|password|secret)(?: \w+){0,4} (?:invalid|incorrect|wrong|unknown|expired|revoked|not valid|not found)\b`)

// Checked is the finding for a refused request that tried credentials (Step Verify). Whoever typed a key has no app at the
// provider, so advice about an app's settings is replaced by advice about what was entered.
func Checked(f Facts) *Finding {
	f.Step = Verify
	byStatus, told := f.byStatus()
	status := fmt.Sprintf("the status %d", f.Status)
	if f.Status == http.StatusTooManyRequests || f.Status >= http.StatusInternalServerError {
		return f.finding(byStatus, status)
	}
	if number := aadsts(f.Description); number != "" {
		return Of(f)
	}
	if wrongKey.MatchString(f.Code + " " + f.Description) {
		return f.finding(wrongEntered, "the words of the answer")
	}
	switch found := Of(f); found.Cause {
	case TooMany, ProviderDown, AdminConsent, UserAction, WrongAccount, ClockSkew:
		return found
	}
	if told {
		return f.finding(byStatus, status)
	}
	return f.finding(wrongEntered, "the answer to the check")
}

// SignInPage is the finding for a check that was answered with a web page for people; title may be empty.
func SignInPage(f Facts, title string) *Finding {
	what := "a web page"
	if title != "" {
		what += " titled “" + title + "”"
	}
	f.Step = Verify
	return f.finding(advice{NotJSON, "{provider} answered the check with " + what + " instead of its API's answer: most often its sign-in page, which whoever is not known gets.",
		"Check the account's address among the connection's parameters, then what was entered."}, "a web page where the API should answer")
}

// BrokenOff is the finding for an answer that began and did not end.
func BrokenOff(f Facts, message, remedy string) *Finding {
	found := f.finding(advice{Network, message, remedy}, "")
	found.Evidence = append(found.Evidence, fmt.Sprintf("The answer began with status %d and did not end.", f.Status))
	return found
}
