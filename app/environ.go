package app

import (
	"os"

	"patchbay/app/vault"
)

// The two secrets that come by environment variable. They leave the environment at once: child processes inherit it.
const (
	envPassphrase = "PATCHBAY_PASSPHRASE"
	envSecretKey  = "PATCHBAY_SECRET_KEY"
)

// takeSecrets reads the secrets and removes them from this process's environment.
func takeSecrets() (passphrase, secretKey vault.Secret) {
	passphrase, secretKey = vault.Secret(os.Getenv(envPassphrase)), vault.Secret(os.Getenv(envSecretKey))
	for _, name := range []string{envPassphrase, envSecretKey} {
		if value, set := os.LookupEnv(name); set {
			_ = os.Unsetenv(name) // fails only for an impossible name
			eraseInitial(name, value)
		}
	}
	return passphrase, secretKey
}
