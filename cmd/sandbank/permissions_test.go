package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

func TestTheMatrixIsUpToDate(t *testing.T) {
	const dir = "../../features/ais"
	files, err := filepath.Glob(filepath.Join(dir, "permission-matrix*.feature"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(files), len(matrix()); got != want {
		t.Errorf("there are %d files of the matrix, want %d: %q", got, want, files)
	}
	for _, f := range matrix() {
		got, err := os.ReadFile(filepath.Join(dir, f.file))
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(f.String(), string(got)); diff != "" {
			t.Errorf("%s is not what the table says; go generate ./cmd/sandbank writes it anew (-table +file):\n%s", f.file, diff)
		}
	}
}

// The matrix must have a cell for every permission and every operation that
// takes a customer's token.
func TestTheMatrixHasAllCells(t *testing.T) {
	cells := map[string]int{}
	for _, o := range accessFeature().outlines {
		for _, b := range o.blocks {
			for _, c := range b.cells {
				cells[string(b.endpoint.Operation)+" "+c[1]]++
			}
		}
	}
	for _, e := range bank.Endpoints() {
		for _, p := range bank.Permissions() {
			want := 1
			if e.Operation == bank.GetSharingProductDetails {
				want = 0
			}
			if got := cells[string(e.Operation)+" "+string(p)]; got != want {
				t.Errorf("%s has %d cells with %s, want %d", e.Operation, got, p, want)
			}
		}
	}
}

// What goes with a permission must be a request that the bank takes.
func TestAPermissionIsAccompaniedWell(t *testing.T) {
	for _, p := range bank.Permissions() {
		with := accompanied(p)
		if found := bank.Check(bank.ConsentRequest{Permissions: with}); len(found) > 0 || !slices.Contains(with, p) {
			t.Errorf("%s is asked for as %s: %v", p, with, found)
		}
	}
}

func TestPermissionsAsJSON(t *testing.T) {
	var out strings.Builder
	if err := (&permissionsCmd{Format: "json"}).Run(&streams{Out: &out}); err != nil {
		t.Fatal(err)
	}
	var got []grant
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(grantTable(), got); diff != "" || len(got) != len(bank.Grants()) {
		t.Errorf("the table (-want +got):\n%s", diff)
	}
}
