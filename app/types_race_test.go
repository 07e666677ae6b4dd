//go:build race

package app_test

const checksTypes = false

const maxIdleMB = 1200 // the detector keeps notes on every byte
