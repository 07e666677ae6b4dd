package diagnosis

import (
	"net/http"
	"time"
)

// skew is how far the provider's clock is ahead of ours (negative: behind); zero when its answer has no readable date.
func (f Facts) skew() time.Duration {
	at, err := http.ParseTime(f.Date)
	if err != nil || f.Now.IsZero() {
		return 0
	}
	return at.Sub(f.Now)
}

// skewed reports whether a wrong clock explains the cause better. Providers judge codes and tokens by their own clock;
// ours matters only to proofs that we date and sign.
func (f Facts) skewed(cause Cause, skew time.Duration) bool {
	if !f.Sent.Signed || skew.Abs() < skewTold {
		return false
	}
	switch cause {
	case InvalidClient, CodeSpent, TokenEnded, Credentials, Unknown:
		return true
	}
	return false
}

func clockAdvice(skew time.Duration) advice {
	return advice{ClockSkew, "This computer's clock and that of {provider} differ: theirs is " + distance(skew) + " ours.",
		"Set this computer's date and time (switch on automatic time), then try again."}
}

// distance is "5m0s ahead of" or "5m0s behind".
func distance(skew time.Duration) string {
	if skew < 0 {
		return (-skew).Round(time.Second).String() + " behind"
	}
	return skew.Round(time.Second).String() + " ahead of"
}
