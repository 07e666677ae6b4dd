// Package providers embeds the catalog: one YAML file per provider, compiled into one index.
package providers
