# Bailey: build, test and install. `make help` lists the targets.

PREFIX ?= /usr/local
SWIFT ?= swift
SAMPLE ?= samples/aws-three-tier

.DEFAULT_GOAL := help
.PHONY: demo test lint accept bench fuzz install clean help dependencies release

help: ## Lists the targets.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) \
	  | awk -F'|' '{ printf "  %-14s %s\n", $$1, $$2 }'

dependencies: ## Installs the C libraries that the build needs, if they are missing.
	@Scripts/install-dependencies

release: dependencies ## Builds the program for use.
	$(SWIFT) build -c release --product bailey

demo: release ## Reviews the sample account and writes the reports to out/demo.
	@.build/release/bailey review $(SAMPLE) --as-of 2026-11-01 --out out/demo; status=$$?; \
	  echo "bailey: exit status $$status; the reports are in out/demo"; \
	  if [ $$status -ne 0 ] && [ $$status -ne 1 ]; then exit $$status; fi

test: dependencies lint ## Checks the style, builds everything and runs all tests.
	$(SWIFT) build --build-tests
	Scripts/check-command-line .build/debug/bailey
	$(SWIFT) test --skip-build

lint: ## Checks the format and the rules of the house.
	$(SWIFT) format lint --strict -r Package.swift Sources Tests
	@Scripts/check-house

accept: dependencies ## Writes the expected outputs of tests anew; read the diff.
	BAILEY_ACCEPT=1 $(SWIFT) test

bench: dependencies ## Runs the benchmarks.
	$(SWIFT) run -c release BaileyBench

fuzz: dependencies ## Runs the randomised tests for longer.
	BAILEY_THOROUGH=1 $(SWIFT) test

install: release ## Installs the program and its completions below PREFIX.
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -m 755 .build/release/bailey "$(DESTDIR)$(PREFIX)/bin/bailey"
	.build/release/bailey --generate-completion-script bash \
	  > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/bailey"
	.build/release/bailey --generate-completion-script zsh \
	  > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_bailey"
	.build/release/bailey --generate-completion-script fish \
	  > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/bailey.fish"

clean: ## Removes what was built.
	rm -rf .build out
