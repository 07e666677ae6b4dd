package connect

import (
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
)

// defaultBuffer is how long before its end a token is renewed, unless the provider says otherwise (providers-and-auth §6.1).
const defaultBuffer = 15 * time.Minute

// dueAt is the moment from which a connection's credentials want renewing; zero means never.
//
// A token that lives shorter than the buffer would be renewed on every call. When the moment of issue is known the
// buffer is therefore at most a quarter of the token's life: an hour keeps its 15 minutes, ten minutes get 2½.
func dueAt(p *catalog.Provider, c auth.Credentials, issued *time.Time) time.Time {
	expires := c.ExpiresAt()
	if !auth.Renewable(p, c) || expires.IsZero() && !auth.Introspects(p) {
		return time.Time{}
	}
	if expires.IsZero() { // imported, and its end can only be learned with a renewal
		return time.Unix(0, 0)
	}
	buffer := max(defaultBuffer, auth.Early(p))
	if p.TokenExpirationBuffer > 0 {
		buffer = time.Duration(p.TokenExpirationBuffer) * time.Second
	}
	if issued != nil {
		buffer = min(buffer, max(expires.Sub(*issued), 0)/4)
	}
	return expires.Add(-buffer)
}
