# Charrette: everything one does with a checkout. `make` alone lists it.
#
# Needs Rust, Node.js with npm and a C compiler; the rest is set up by the targets
# that use it. A second run does nothing twice: cargo looks at the sources itself,
# for the client make compares times (the stamps are files that npm and Vite write).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One build at a time: cargo and Vite use all cores already.
.NOTPARALLEL:

# Options of the program, such as ARGS="--listen 0.0.0.0:4480" or ARGS=--fast.
ARGS ?=
# Where `make run` and `make dev` keep their workshops.
DATA ?= data

# In CI a Cargo.lock that does not fit the manifests is a failure, not a download.
LOCKED := $(if $(CI),--locked)
# On a terminal a long build shows one moving bar, elsewhere nothing but faults, so
# that the line with the address is the last one and not one among three hundred.
PROGRESS := $(shell test -t 2 && echo CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=80)
# Biome colours its output even into a file unless it is told.
BIOME_PLAIN := $(shell test -t 2 || echo --colors=off)
STAGE := @scripts/stage.sh
TEST_LOGS := $(or $(CARGO_TARGET_DIR),target)/test-logs

WEB_PACKAGES := web/node_modules/.package-lock.json
WEB_BUILT := web/dist/index.html
# What the client is made of. Folders count too, so that a deleted file is noticed.
WEB_SOURCES := $(shell find web \( -name node_modules -o -name dist -o -name test \) -prune \
	-o -path 'web/*' -print)
BROWSER_SPECS := $(shell find tests/browser -name '*.spec.ts' -not -path '*/node_modules/*' 2>/dev/null)

##@ Use

.PHONY: run
run: release ## Build what is needed and start the server on ./data (DATA=, ARGS=)
	@exec cargo --quiet run $(LOCKED) --release -p charrette-server --bin charrette -- run --data $(DATA) $(ARGS)

.PHONY: demo
demo: release ## A full seminar with 45 simulated people (ARGS=--fast to hurry)
	@exec cargo --quiet run $(LOCKED) --release -p charrette-server --bin charrette -- demo $(ARGS)

.PHONY: release
release: tools $(WEB_BUILT) ## Build the program for use: target/release/charrette
	@test -x target/release/charrette || echo "Building the server; the first time takes some minutes ..." >&2
	@$(PROGRESS) cargo --quiet build $(LOCKED) --release -p charrette-server --bin charrette

##@ Change

.PHONY: dev
dev: tools $(WEB_BUILT) ## Server and Vite together; the page follows changes (CHARRETTE_PORT=, ARGS=)
	@exec scripts/dev.sh $(DATA) $(ARGS)

.PHONY: types
types: ## Generate web/src/protocol.gen.ts from the protocol crate
	@scripts/types.sh write

.PHONY: format
format: $(WEB_PACKAGES) ## Format Rust, TypeScript and Svelte
	@cargo fmt --all
	@cd web && npm run --silent format
	@cd tests/browser && ../../web/node_modules/.bin/biome check --write .

##@ Check

.PHONY: check
check: tools check-format check-scripts check-types check-web check-size check-rust ## Everything but the tests

.PHONY: check-format
check-format: $(WEB_PACKAGES)
	$(STAGE) "format: Rust" cargo fmt --all --check
	$(STAGE) "format and lint: web client" npm --prefix web run --silent lint -- $(BIOME_PLAIN)
	@# Its own configuration: the rules of a test are not the rules of a page.
	@cd tests/browser && ../../scripts/stage.sh "format and lint: browser tests" ../../web/node_modules/.bin/biome ci $(BIOME_PLAIN) .

.PHONY: check-scripts
check-scripts:
	$(STAGE) "shell scripts" scripts/shellcheck.sh

.PHONY: check-types
check-types:
	$(STAGE) "generated types" scripts/types.sh check

.PHONY: check-web
check-web: $(WEB_PACKAGES)
	$(STAGE) "types: web client" npm --prefix web run --silent check
	$(STAGE) "types: browser tests" web/node_modules/.bin/tsc -p tests/browser

.PHONY: check-size
check-size: $(WEB_BUILT)
	$(STAGE) "size of a seat" npm --prefix web run --silent size

.PHONY: check-rust
check-rust: $(WEB_BUILT)
	$(STAGE) "clippy" cargo --quiet clippy $(LOCKED) --workspace --all-targets --all-features -- -D warnings
	$(STAGE) "documentation" env RUSTDOCFLAGS="-D warnings" cargo --quiet doc $(LOCKED) --workspace --no-deps --document-private-items

.PHONY: test
test: tools chromium clean-test-logs test-rust test-web test-browser ## Every test: Rust, web client, browsers
	@scripts/tally.sh $(TEST_LOGS)

# First, so that a machine where it cannot be had says so before minutes of building.
.PHONY: chromium
chromium: ## Find or install the Chromium of the browser tests
	@scripts/chromium.sh >/dev/null

.PHONY: clean-test-logs
clean-test-logs:
	@rm -rf $(TEST_LOGS)

# Plain `cargo test`: nothing to install, and documentation tests run too. The
# programs are built first, since tests of the whole start them as processes.
.PHONY: test-rust
test-rust: $(WEB_BUILT) ## Rust tests of all crates
	$(STAGE) "Rust build" cargo --quiet build $(LOCKED) --workspace --bins
	@STAGE_LOG=$(TEST_LOGS)/rust.log scripts/stage.sh "Rust tests" cargo test $(LOCKED) --workspace
	@# Behind a feature that no program has, so the line above passes them by.
	@STAGE_LOG=$(TEST_LOGS)/types.log scripts/stage.sh "tests of the generated types" \
		cargo test $(LOCKED) -p charrette-protocol --features typescript --test typescript

.PHONY: test-web
test-web: $(WEB_PACKAGES) ## Unit tests of the web client
	@STAGE_LOG=$(TEST_LOGS)/web.log scripts/stage.sh "web client tests" npm --prefix web run --silent test

.PHONY: test-browser
test-browser: $(WEB_BUILT) ## Real browsers in one room (ARGS= for Playwright)
ifeq ($(BROWSER_SPECS),)
	@echo "==> browser tests: skipped, tests/browser has no *.spec.ts yet"
else
	$(STAGE) "server for the browser tests" cargo --quiet build $(LOCKED) --workspace --bins
	@cd tests/browser && \
		STAGE_LOG=$(abspath $(TEST_LOGS))/browser.log \
		CHARRETTE_BINARY=$(abspath $(or $(CARGO_TARGET_DIR),target)/debug/charrette) \
		../../scripts/stage.sh "browser tests" ../../web/node_modules/.bin/playwright test $(ARGS)
endif

##@ Other

.PHONY: pictures
pictures: release chromium ## Take the documents' pictures from a demo with 45 people (some minutes)
	@cd tests/browser && CHROMIUM=$$(../../scripts/chromium.sh) node pictures.mjs && CHROMIUM=$$(../../scripts/chromium.sh) node guide-pictures.mjs

.PHONY: office
office: tools ## Read the report's files with python-docx, openpyxl and, where installed, LibreOffice
	@scripts/office.sh target/office

.PHONY: responsive
responsive: release chromium ## How long a seat takes from input to paint in a full room (ARGS=--runs=3)
	@cd tests/browser && CHROMIUM=$$(../../scripts/chromium.sh) node responsive.mjs $(ARGS)

.PHONY: clean
clean: ## Remove what was built and installed here; workshops in ./data stay
	rm -rf target web/dist web/node_modules tests/browser/node_modules

.PHONY: help
help: ## This list
	@echo "Charrette. Usage: make TARGET [ARGS=\"...\"]"
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: tools
tools:
	@scripts/tools.sh

$(WEB_PACKAGES): web/package-lock.json web/package.json | tools
	@scripts/web-packages.sh

$(WEB_BUILT): $(WEB_SOURCES) $(WEB_PACKAGES)
	@echo "Building the web client ..." >&2
	@npm --prefix web run --silent build -- --logLevel warn >&2
	@touch $@
