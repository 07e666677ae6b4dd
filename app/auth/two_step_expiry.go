package auth

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"patchbay/app/catalog"
)

const (
	// earlyJWT is how long before its own end a token that tells it is given up, where the answer itself says nothing.
	earlyJWT = 15 * time.Minute
	// unsaidYears is the life of a token when nobody says how long it lives.
	unsaidYears = 99
)

// twoStepExpiry is when the token ends (providers-and-auth §4.7 rule 7); zero when the provider has to be asked. An error
// says in words what is wrong with what the answer states.
func twoStepExpiry(p *catalog.Provider, stated any, token, refresh string, now time.Time) (time.Time, error) {
	expires, err := statedExpiry(p, stated, token, now)
	if err != nil {
		return time.Time{}, err
	}
	if end, ok := jwtEnd(refresh, now); ok && (expires.IsZero() || end.Before(expires)) {
		expires = end
	}
	return expires, nil
}

func statedExpiry(p *catalog.Provider, stated any, token string, now time.Time) (time.Time, error) {
	if stated != nil && stated != "" {
		return expiryOfValue(stated, p.TokenResponse.ExpirationStrategy, now)
	}
	expires := now.AddDate(unsaidYears, 0, 0).UTC()
	if fixed := p.TokenExpiresInMS; fixed != nil {
		if *fixed <= 0 {
			return time.Time{}, nil
		}
		expires = now.Add(milliseconds(*fixed)).UTC()
	}
	if end, ok := jwtEnd(token, now); ok && end.Before(expires) {
		expires = end
	}
	return expires, nil
}

// expiryOfValue reads a stated end by its strategy: expireIn is a life, everything else a moment.
func expiryOfValue(stated any, strategy string, now time.Time) (time.Time, error) {
	if strategy == "expireIn" {
		life, ok := lifeOf(stated)
		if !ok {
			return time.Time{}, fmt.Errorf("says that the token lives for “%s”, which is no sensible time", Words(text(stated)))
		}
		return now.Add(life).UTC(), nil
	}
	end, ok := endOf(stated, now)
	if !ok || end.After(now.Add(maxLifetime)) {
		return time.Time{}, fmt.Errorf("says that the token ends at “%s”, which is no sensible time", Words(text(stated)))
	}
	if !end.After(now) {
		return time.Time{}, fmt.Errorf("says that the token ended already, at %s", formatTime(end))
	}
	return end, nil
}

// countdown is a life as days, hours and minutes (Tableau's estimatedTimeToExpiration).
var countdown = regexp.MustCompile(`^(\d{1,5}):(\d{1,2}):(\d{1,2})$`)

// endOf reads a moment by the rule of providers-and-auth §3.4: as Moment does, or D:HH:MM from now.
func endOf(stated any, now time.Time) (time.Time, bool) {
	if at, ok := Moment(stated); ok {
		return at, true
	}
	written, _ := stated.(string)
	parts := countdown.FindStringSubmatch(strings.TrimSpace(written))
	if parts == nil {
		return time.Time{}, false
	}
	var life time.Duration
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute} {
		count, err := strconv.Atoi(parts[i+1])
		if err != nil {
			return time.Time{}, false
		}
		life += time.Duration(count) * unit
	}
	return now.Add(life).UTC(), true
}

// lifeText is a life in words: 2h, 30 min, 1.5 days.
var lifeText = regexp.MustCompile(`^(\d{1,12}(?:\.\d{1,6})?) ?([a-z]+)$`)

// lifeOf reads a life: whole seconds, or a number with a unit. It is more than nothing and at most a century.
func lifeOf(stated any) (time.Duration, bool) {
	amount, isNumber := numberOf(stated)
	unit := time.Second
	if isNumber && amount != math.Trunc(amount) {
		return 0, false
	}
	if !isNumber {
		written, _ := stated.(string)
		parts := lifeText.FindStringSubmatch(strings.ToLower(strings.TrimSpace(written)))
		if parts == nil {
			return 0, false
		}
		var err error
		if amount, err = strconv.ParseFloat(parts[1], 64); err != nil {
			return 0, false
		}
		if unit = unitNamed(parts[2]); unit == 0 {
			return 0, false
		}
	}
	if amount <= 0 || amount > float64(maxLifetime)/float64(unit) {
		return 0, false
	}
	return time.Duration(amount * float64(unit)), true
}

// unitNamed is a unit of time by its name, its plural or its usual short form; zero for none.
func unitNamed(name string) time.Duration {
	switch name {
	case "ms", "msec", "msecs", "millisecond", "milliseconds":
		return time.Millisecond
	case "s", "sec", "secs", "second", "seconds":
		return time.Second
	case "m", "min", "mins", "minute", "minutes":
		return time.Minute
	case "h", "hr", "hrs", "hour", "hours":
		return time.Hour
	case "d", "day", "days":
		return 24 * time.Hour
	case "w", "week", "weeks":
		return 7 * 24 * time.Hour
	default:
		return 0
	}
}

// jwtEnd is when a token that is a JSON Web Token should be given up: a quarter of an hour before its exp, or at its exp
// when less than twice that is left. Its signature is the provider's business. False for other tokens, and for one that
// calls itself over already: its clock and ours differ, so it says nothing.
func jwtEnd(token string, now time.Time) (time.Time, bool) {
	if strings.Count(token, ".") != 2 {
		return time.Time{}, false
	}
	var claims jwt.RegisteredClaims
	if _, _, err := jwt.NewParser().ParseUnverified(token, &claims); err != nil || claims.ExpiresAt == nil {
		return time.Time{}, false
	}
	end := claims.ExpiresAt.UTC()
	if !end.After(now) || end.After(now.Add(maxLifetime)) {
		return time.Time{}, false
	}
	if end.Sub(now) < 2*earlyJWT {
		return end, true
	}
	return end.Add(-earlyJWT), true
}
