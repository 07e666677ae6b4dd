package script

import "fmt"

// OnlyOnServer reports whether a package is one that a real server brings and Patchbay does not (functions.md §1.4).
func OnlyOnServer(name string) bool {
	return name == "soap" || name == "unzipper" || name == "botbuilder"
}

// MissingModule is the sentence a function fails with when it loads a package that is not there: a real server's own words,
// or, for a package that only a real server has, that it needs one.
func MissingModule(name string) string {
	if OnlyOnServer(name) {
		return fmt.Sprintf("The package '%s' needs a real Nango server: Patchbay does not have it. The function compiles and can be exported, but what uses '%s' cannot run here.", name, name)
	}
	return fmt.Sprintf("Module '%s' is not allowed", name)
}
