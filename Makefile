# podkeeper. Run `make` without a target to list the targets.
SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
PROGRAMS := reap-pods sample-capacity create-metrics
# A folder that holds only the static libstdc++, so that the linker does not find the shared one. Swift's runtime needs
# little of the library: linked statically, the programs start a millisecond faster and use 1.5 MB less memory.
STATIC := .build/static
RELEASE := -c release --static-swift-stdlib -Xswiftc -L$(CURDIR)/$(STATIC) --disable-local-rpath \
	-Xlinker -z -Xlinker now -Xlinker --no-export-dynamic -Xlinker -s
# Needed to build, and to run the demo: the simulated cloud makes its certificates with openssl.
PACKAGES := libcurl4-openssl-dev libssl-dev libjansson-dev libyaml-dev pkg-config openssl curl
# A Python script makes the manual pages, and dpkg-shlibdeps finds the package's dependencies.
INSTALL_PACKAGES := python3
DEB_PACKAGES := $(INSTALL_PACKAGES) dpkg-dev
TEST_PACKAGES := $(DEB_PACKAGES) kubernetes-client valgrind prometheus systemd mandoc man-db lintian python3-seccomp python3-jsonschema zsh fish strace chromium
# What make screenshots needs besides.
SCREENSHOT_PACKAGES := fonts-inter pngquant

# What make bench compares with. It leaves out what cannot be installed, and says so.
BENCH_PACKAGES := python3 python3-venv kubernetes-client nghttp2-client

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests build demo test test-under-load test-cluster check lint screenshots bench performance estimate memcheck install uninstall deb test-deb test-boot clean

help: ## list the targets
	@echo "podkeeper keeps a Kubernetes build cluster clean and its capacity visible."
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

setup: ## install missing libraries (Debian, Ubuntu)
	@scripts/setup $(PACKAGES)

setup-tests: setup
	@scripts/setup $(TEST_PACKAGES)
	@scripts/setup-python

build: setup $(STATIC) ## build the three programs in .build/release, with Swift linked statically
	@set -e; for program in $(PROGRAMS); do $(SWIFT) build $(RELEASE) --product $$program; done

$(STATIC):
	@mkdir -p $@
	@ln -sf "$$(ls -v /usr/lib/gcc/*/*/libstdc++.a | tail -n 1)" $@

demo: setup ## run the programs against a simulated cloud and show what they do
	@scripts/demo

test: setup-tests ## run all tests, including the built programs against the simulated cloud
	@rm -rf .build/reports
	@scripts/watchdog $(SWIFT) test --disable-xctest --parallel
	@python3 Tests/Python/check_reports.py .build/reports/*.jsonl

test-under-load: setup-tests ## run all tests twice on two cores, next to four busy loops
	@scripts/test-under-load

test-cluster: setup-tests ## run the end-to-end tests against a real cluster: KUBECONFIG=FILE CONFIRM=yes
	@KUBECONFIG="$(KUBECONFIG)" CONFIRM="$(CONFIRM)" scripts/test-cluster

lint: setup ## check the format of all Swift files, and the layers of the architecture
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	@scripts/check-layers

check: lint build test ## check formatting, build, and run all tests

memcheck: setup-tests ## find memory errors and leaks with valgrind, and measure the cost of a huge pod
	@scripts/memcheck
	@scripts/linear

bench: setup ## compare time and memory with curl, kubectl and others; REAL=KUBECONFIG CONFIRM=yes: on a real cluster
	@scripts/setup $(BENCH_PACKAGES) || true
	@REAL="$(REAL)" CONFIRM="$(CONFIRM)" scripts/bench

performance: ## write docs/performance.md from the results of make bench
	@scripts/bench --page

estimate: setup ## write the tables and the plot of docs/estimate.md from the simulation
	@scripts/debug-build
	@ESTIMATE_PAGE=write $(SWIFT) test --disable-xctest --skip-build --filter EstimatePageTests

screenshots: setup-tests ## take pictures of the status page in a browser, for docs/images
	@scripts/setup $(SCREENSHOT_PACKAGES)
	@scripts/screenshots

install: build ## install programs, units, manual pages, completions and guide in PREFIX (/usr/local), under DESTDIR
	@scripts/setup $(INSTALL_PACKAGES)
	@scripts/install "$(DESTDIR)" "$(PREFIX)"

uninstall: build ## remove what install installed
	@scripts/setup $(INSTALL_PACKAGES)
	@UNINSTALL=1 scripts/install "$(DESTDIR)" "$(PREFIX)"

deb: build ## build the Debian package, podkeeper_VERSION_ARCHITECTURE.deb
	@scripts/setup $(DEB_PACKAGES)
	@scripts/deb

test-deb: setup-tests build ## build the package twice, then check, install, use and purge it in a scratch root
	@scripts/test-deb

test-boot: setup-tests build ## boot Debian with the package installed and run the units there (needs root)
	@scripts/setup debootstrap systemd-container
	@scripts/debug-build simulated-cloud
	@scripts/test-boot

clean: ## remove everything that was built
	rm -rf .build .build-*
