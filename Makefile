# podkeeper: `make` alone says what there is.
SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
PROGRAMS := reap-pods sample-capacity create-metrics
# Alone in a folder of its own, libstdc++'s archive is linked instead of the shared library, of which Swift's
# runtime needs little: the programs start a millisecond earlier, and take 1.5 MB less.
STATIC := .build/static
RELEASE := -c release --static-swift-stdlib -Xswiftc -L$(CURDIR)/$(STATIC) --disable-local-rpath \
	-Xlinker -z -Xlinker now -Xlinker -s
# What the tests need at most: the simulated cloud makes its certificates with openssl.
PACKAGES := libcurl4-openssl-dev libssl-dev libjansson-dev libyaml-dev pkg-config openssl curl
# Manual pages are made by Python; dpkg-shlibdeps finds out what the package depends on.
INSTALL_PACKAGES := python3
DEB_PACKAGES := $(INSTALL_PACKAGES) dpkg-dev
TEST_PACKAGES := $(DEB_PACKAGES) kubernetes-client valgrind prometheus systemd mandoc man-db lintian python3-seccomp zsh fish strace

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests build demo test test-under-load test-cluster check lint bench memcheck install uninstall deb test-deb test-boot clean

help: ## say what there is
	@echo "podkeeper keeps a Kubernetes build cluster clean and its capacity visible."
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

setup: ## install the libraries that are missing (Debian, Ubuntu)
	@scripts/setup $(PACKAGES)

setup-tests: setup
	@scripts/setup $(TEST_PACKAGES)
	@scripts/setup-python

build: setup $(STATIC) ## build the three programs into .build/release, statically linked to Swift, stripped
	@set -e; for program in $(PROGRAMS); do $(SWIFT) build $(RELEASE) --product $$program; done

$(STATIC):
	@mkdir -p $@
	@ln -sf "$$(ls -v /usr/lib/gcc/*/*/libstdc++.a | tail -n 1)" $@

demo: setup ## run the tools for real against a simulated cloud and show what they did
	@scripts/demo

test: setup-tests ## run all tests: rules, wire formats, and the built programs against the simulated cloud
	@scripts/watchdog $(SWIFT) test --disable-xctest --parallel

test-under-load: setup-tests ## run all tests twice in a row beside four busy loops, on two cores
	@scripts/test-under-load

test-cluster: setup-tests ## run what any cluster allows against a real one: KUBECONFIG=FILE CONFIRM=yes
	@KUBECONFIG="$(KUBECONFIG)" CONFIRM="$(CONFIRM)" scripts/test-cluster

lint: ## check the format of all Swift files
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

check: lint build test ## format, build and tests

memcheck: setup-tests ## look for memory errors and leaks with valgrind, and count what a huge pod costs
	@scripts/memcheck
	@scripts/linear

bench: ## measure time and memory beside curl, which downloads the same
	@scripts/bench

install: build ## install into PREFIX (/usr/local), below DESTDIR: programs, units, manual pages, completions, guide
	@scripts/setup $(INSTALL_PACKAGES)
	@scripts/install "$(DESTDIR)" "$(PREFIX)"

uninstall: build ## remove what install has put there
	@scripts/setup $(INSTALL_PACKAGES)
	@UNINSTALL=1 scripts/install "$(DESTDIR)" "$(PREFIX)"

deb: build ## build podkeeper_VERSION_ARCHITECTURE.deb
	@scripts/setup $(DEB_PACKAGES)
	@scripts/deb

test-deb: setup-tests build ## build the package twice, check it, install it into a scratch root, use it, purge it
	@scripts/test-deb

test-boot: setup-tests build ## boot a Debian with the package installed and run the units there (takes root)
	@scripts/setup debootstrap systemd-container
	$(SWIFT) build --product simulated-cloud
	@scripts/test-boot

clean: ## remove all that was built
	rm -rf .build .build-*
