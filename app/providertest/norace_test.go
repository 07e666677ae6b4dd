//go:build !race

package providertest_test

const withRaceDetector = false
