package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/schemas"
)

// runSchema parses and runs `sandbank schema args…` and returns what it
// printed, its exit code and its last words.
func runSchema(t *testing.T, args ...string) (out string, code int, said string) {
	t.Helper()
	var printed bytes.Buffer
	var root struct {
		Schema schemaCmd `cmd:""`
	}
	parser, err := kong.New(&root, kong.Bind(&streams{Out: &printed, Err: &printed}))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.Parse(append([]string{"schema"}, args...))
	if err != nil {
		t.Fatal(err)
	}
	err = parsed.Run()
	var exit *exitError
	if errors.As(err, &exit) {
		return printed.String(), exit.code, exit.msg
	}
	if err != nil {
		t.Fatal(err)
	}
	return printed.String(), exitOK, ""
}

func TestSchemaList(t *testing.T) {
	got, code, _ := runSchema(t, "list")
	if want := strings.Join(schemas.Names(), "\n") + "\n"; got != want || code != exitOK {
		t.Errorf("got %q, exit %d; want %q", got, code, want)
	}
}

func TestSchemaShow(t *testing.T) {
	const want = `
PATH                                            OCCURRENCE  TYPE    CODES
OBPatchAccountAccessConsentRequest                          object
OBPatchAccountAccessConsentRequest/Data         1..1        object
OBPatchAccountAccessConsentRequest/Data/Status  1..1        String  Revoked
`
	got, code, _ := runSchema(t, "show", "OBPatchAccountAccessConsentRequest")
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), got); diff != "" || code != exitOK {
		t.Errorf("exit %d\n%s", code, diff)
	}
	got, _, _ = runSchema(t, "show", "OBAccountAccessConsentResponse")
	if at := strings.Index(got, "AwaitingAuthorisation"); at < 0 || strings.TrimSpace(got[strings.LastIndex(got[:at], "\n"):at]) != "" {
		t.Errorf("the second code does not stand alone on its line:\n%s", got)
	}
	got, _, _ = runSchema(t, "show", "--json", "JWKSet")
	if source, err := schemas.Source("JWKSet"); err != nil || got != string(source) {
		t.Errorf("--json prints %.80q, %v", got, err)
	}
}

func TestSchemaCheck(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const patch = "OBPatchAccountAccessConsentRequest"
	for _, row := range []struct {
		name string
		args []string
		code int
		want string // in what is printed, or said last
	}{
		{"good", []string{patch, file("good", `{"Data":{"Status":"Revoked"}}`)}, exitOK, "good is a valid " + patch},
		{"bad", []string{patch, file("bad", `{"Data":{"Status":"Authorised"}}`)}, exitNotConformant,
			"Data.Status: enum: expected Revoked, got \"Authorised\"\n    " + patch + "/Data/Status 1..1\n"},
		{"not JSON", []string{patch, file("junk", `{},`)}, exitNotConformant, "the whole body: syntax: expected one JSON value, UTF-8, got ',' after the JSON value (at offset 2)\n"},
		{"unknown schema", []string{"OBPatch", file("good2", `{}`)}, exitUsage, `schema "OBPatch" is unknown; the nearest is "` + patch + `"`},
		{"no file", []string{patch, filepath.Join(dir, "nowhere")}, exitUsage, "nowhere: no such file"},
		{"a folder", []string{patch, dir}, exitUsage, "is a directory"},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, code, said := runSchema(t, append([]string{"check"}, row.args...)...)
			if code != row.code || !strings.Contains(out+said, row.want) {
				t.Errorf("exit %d, want %d\n%s%s\nwant in it\n%s", code, row.code, out, said, row.want)
			}
		})
	}
	if _, code, said := runSchema(t, "show", "jwks"); code != exitUsage || !strings.Contains(said, `"JWKSet"`) {
		t.Errorf("show jwks: exit %d, %s", code, said)
	}
}
