package ais

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// mustMatch holds a body against testdata/NAME.golden. The file is indented, so
// that it can be read in review; the body is not.
func mustMatch(tb testing.TB, name, body string) {
	tb.Helper()
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(body), "", "  "); err != nil {
		tb.Fatalf("%v: %s", err, body)
	}
	got := indented.String() + "\n"
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		tb.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// captureLog sends what is logged during a test to a buffer.
func captureLog(tb testing.TB) *bytes.Buffer {
	tb.Helper()
	before, buf := slog.Default(), new(bytes.Buffer)
	slog.SetDefault(slog.New(slog.NewTextHandler(buf, nil)))
	tb.Cleanup(func() { slog.SetDefault(before) })
	return buf
}
