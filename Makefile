# Patchbay's commands. `make run` and `make test` set the machine up first and say what they install.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PREFIX ?= $(HOME)/.local
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)
WINDOW_TAGS := desktop,production,webkit2_41
LINT := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FRONTEND_SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) frontend/index.html frontend/vite.config.ts frontend/package-lock.json

# The same flags for the programs, the linter and the tests: one set of compiled packages serves all of them.
export GOFLAGS := -buildvcs=false -trimpath
# SQLite and the bundler are other projects' code and large: with the detector in them the tests take several times as long.
RACE := -race '-gcflags=modernc.org/...=-race=false' '-gcflags=github.com/evanw/esbuild/...=-race=false'
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

.PHONY: help run test check desktop build install generate lint bench conformance pictures setup setup-test frontend \
	test-go test-frontend test-browser test-window

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup ## Set up, build and open the desktop app; without a display, serve
	@if [[ $$(uname -s) == Linux && -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]]; then \
		echo "make run: there is no display, so this serves the same pages to a browser."; \
		$(MAKE) build && exec bin/patchbay serve; \
	else \
		$(MAKE) desktop && exec build/bin/patchbay; \
	fi

test: setup-test lint test-frontend test-browser test-window test-go ## Set up and run every test, as CI does

check: ## The quick tests: vet, Go tests without the race detector, types, unit tests
	go vet ./...
	go test -vet=off ./...
	cd frontend && npm run --silent typecheck && npm run --silent lint && npm run --silent test

build: frontend ## The headless program: bin/patchbay
	CGO_ENABLED=0 go build -ldflags "$(LDFLAGS)" -o bin/patchbay .

desktop: frontend ## The program with a window: build/bin/patchbay
	go build -tags $(WINDOW_TAGS) -ldflags "$(LDFLAGS)" -o build/bin/patchbay .

install: build ## Put the program where the shell finds it: PREFIX/bin, ~/.local/bin unless told otherwise
	install -D -m 755 bin/patchbay $(DESTDIR)$(PREFIX)/bin/patchbay
	@command -v patchbay > /dev/null || echo "make install: $(PREFIX)/bin is not in your PATH yet."

generate: frontend/node_modules/.package-lock.json ## Rebuild what is generated: the catalog index, the client's types
	go generate ./...
	cd frontend && npm run generate

lint: ## Lint the Go code
	$(LINT) run --config build/golangci.yml ./...

bench: build ## Speed, side by side with bare baselines; takes minutes
	PATCHBAY_BIN=$(CURDIR)/bin/patchbay go test -run '^$$' -bench . -benchtime 2s ./...
	cd frontend && npm run --silent bench

conformance: build ## Compare with the public API: prints a table of routes, SDK methods and webhook families
	go test ./app/api -run TestConformance -v -count 1 | grep -v -e '^ *=== ' -e '^ *--- PASS'
	cd frontend && PATCHBAY_BIN=$(CURDIR)/bin/patchbay npx playwright test frontend-sdk

pictures: build ## Draw the pictures of the README anew: build/screenshot*.png
	cd frontend && CHROMIUM=$$(command -v chromium || command -v chromium-browser || command -v google-chrome) \
		npx playwright test --config pictures.config.ts

setup: frontend/node_modules/.package-lock.json ## Install what building needs
	@build/setup.sh build

setup-test: frontend/node_modules/.package-lock.json ## Install what testing needs
	@build/setup.sh test

frontend: frontend/dist/index.html

# npm writes this file last, so it is newer than the lock file exactly when the packages are in place.
frontend/node_modules/.package-lock.json: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(FRONTEND_SOURCES)
	cd frontend && npm run --silent build
	@touch $@

test-frontend: frontend/node_modules/.package-lock.json
	cd frontend && npm run --silent typecheck && npm run --silent lint && npm run --silent test

test-browser: build
	cd frontend && CHROMIUM=$$(command -v chromium || command -v chromium-browser || command -v google-chrome) npm run --silent e2e

test-window: desktop
	build/with-desktop.sh node --experimental-websocket build/window-smoke.mjs

# Last, so that its closing lines stay in view. Among them is the vault against a real keyring daemon. Vet is the linter's
# part. The type checker is tested without the detector, which leaves it out of every other package (see
# app/script/typecheck/compiler_race.go). With it only some of the 1013 providers are walked.
test-go: build
	go test -vet=off $(RACE) -timeout 30m ./...
	go test -vet=off ./app/script/typecheck
	go test -vet=off -run 'TestEveryProvider$$' ./app/providertest
	go test -vet=off -run TestScripts/functions ./app
