# Two targets do all that a newcomer needs: run and test.
GO          ?= go
STATICCHECK ?= honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME    ?= 1500x
BIN         := bin/sandbank

.DEFAULT_GOAL := help
.PHONY: run build test check unit fuzz verify prove bench golden cover help tools example

## run: build the bank, start it, print its URLs and a curl line
run: build
	./$(BIN) serve

## build: build the binary into bin/
build:
	@mkdir -p bin
	$(GO) build -ldflags='-s -w' -o $(BIN) ./cmd/sandbank

## test: everything that CI checks
test: tools check unit example fuzz verify prove

# The race detector needs a C compiler, the tests drive Chromium and curl.
tools:
	@./.ci/tools

check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	$(GO) mod tidy -diff
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) -checks=all ./...

# The tests of two rooms are long and run hardly anything at once: the race
# detector, which makes them five times as long, watches those that do.
CALM := ./sandbox/ledger ./sandbox/mutant

unit:
	$(GO) test -race $$($(GO) list ./... | grep -v -E '/sandbox/(ledger|mutant)$$')
	$(GO) test $(CALM)
	$(GO) test -race -run 'AtOnce|LieInTheirOwnWay/^[a-c]' $(CALM)

# A module of its own uses the bank and the suite as a library.
example:
	cd features/testdata/example && $(GO) vet ./... && $(GO) test ./...

## fuzz: run every fuzz target for FUZZTIME (1500x: that many inputs; 30s: that long)
fuzz:
	@./.ci/fuzz $(FUZZTIME)

## verify: run the suite against the bank in this repository; the report is report/report.html
verify: build
	./$(BIN) verify --report report

## prove: run the suite against every broken bank; none may survive
prove: build
	./$(BIN) prove --report report

## bench: print the table of figures, and put it into the README
bench: build
	$(GO) run ./cmd/bench -binary $(BIN) -readme README.md

## golden: rewrite the golden files; read the difference before you commit it
golden:
	$(GO) test $$(git grep -l 'flag.Bool("update"' -- '*_test.go' | xargs -n1 dirname | sort -u | sed 's,^,./,') -update

## cover: list the functions that no test reaches whole, and the total
cover:
	$(GO) test -coverpkg=./... -coverprofile=cover.out ./... && $(GO) tool cover -func=cover.out | awk '$$NF != "100.0%"'

## help: list these targets
help:
	@sed -n 's/^## //p' Makefile
