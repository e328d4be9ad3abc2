# Every command of the project. What is missing on a Debian or Ubuntu machine is installed on the way.

SHELL := /bin/bash
# Options for the program a target runs, for example: make run ARGS="--listen 0.0.0.0:8480"
ARGS ?=
target := $(or $(CARGO_TARGET_DIR),target)

.DEFAULT_GOAL := help
.PHONY: help run build test check soak documents bench bench-linkage clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

run: build ## build, then open a fictional contact centre with live traffic
	$(target)/release/visavi demo $(ARGS)

build: ## leave target/release/visavi with the web page inside
	@scripts/web
	cargo build --release

test: ## run every test, on SQLite and a real PostgreSQL, in Chromium, and kill -9
	@scripts/test

check: ## the fast part of the tests: formatting, lints, unit tests, TypeScript
	@scripts/test --fast

soak: ## fuzz every parser for a minute each, then random texts by the million (an hour or so)
	@scripts/soak $(ARGS)

documents: ## write docs/openapi.json and docs/config.md anew from the code
	VISAVI_WRITE_DOCUMENTS=1 cargo test --test visavi documents::the_generated

bench: ## measure look-up, card and search over HTTP, import and export, and how soon a page shows what was posted
	@scripts/bench $(ARGS)

bench-linkage: build ## measure how well and how fast duplicates are found, on public data, beside splink
	@scripts/bench-linkage $(ARGS)

clean: ## remove everything that was built
	cargo clean
	rm -rf web/dist web/node_modules
