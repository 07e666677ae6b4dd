package logs

import "context"

type simulatedKey struct{}

// Simulated marks a context: what is done in it comes of a webhook that Patchbay made up, and has to say so wherever it is
// shown or told. The mark does not leave the process; what outlives it keeps SourceSimulated.
func Simulated(ctx context.Context) context.Context {
	return context.WithValue(ctx, simulatedKey{}, true)
}

// IsSimulated reports whether what is done in the context comes of a webhook that Patchbay made up.
func IsSimulated(ctx context.Context) bool {
	marked, _ := ctx.Value(simulatedKey{}).(bool)
	return marked
}

// SourceIn is who asks for what is done in the context: SourceSimulated when that comes of a simulated webhook, else source.
func SourceIn(ctx context.Context, source string) string {
	if IsSimulated(ctx) {
		return SourceSimulated
	}
	return source
}
