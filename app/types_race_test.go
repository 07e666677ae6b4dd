//go:build race

package app_test

const checksTypes = false
