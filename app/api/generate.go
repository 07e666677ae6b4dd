package api

//go:generate go run ./internal/openapi
