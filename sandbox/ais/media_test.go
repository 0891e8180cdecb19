package ais

import (
	"net/http"
	"testing"
)

func TestAccept(t *testing.T) {
	tests := []struct {
		name   string
		accept []string
		ok     bool
	}{
		{"absent", nil, true},
		{"empty", []string{""}, true},
		{"JSON", []string{"application/json"}, true},
		{"JSON in upper case", []string{"APPLICATION/JSON"}, true},
		{"JSON in UTF-8", []string{"application/json; charset=utf-8"}, true},
		{"JSON in quotes", []string{`application/json;charset="UTF-8"`}, true},
		{"JSON in another charset", []string{"application/json;charset=iso-8859-1"}, false},
		{"anything", []string{"*/*"}, true},
		{"any application", []string{"application/*"}, true},
		{"a browser's", []string{"text/html,application/xhtml+xml,*/*;q=0.8"}, true},
		{"two lines", []string{"text/html", "application/json;q=0.1"}, true},
		{"HTML", []string{"text/html"}, false},
		{"any text", []string{"text/*"}, false},
		{"JSON Patch", []string{"application/json-patch+json"}, false},
		{"JSON not at all", []string{"application/json;q=0"}, false},
		{"all but JSON", []string{"*/*, application/json;q=0"}, false},
		{"all but applications", []string{"*/*;q=0.5, application/*;q=0.0"}, false},
		{"JSON and nothing else", []string{"*/*;q=0, application/json"}, true},
		{"weight of no sort", []string{"application/json;q=much"}, false},
		{"garbage", []string{"json"}, false},
		{"garbage and JSON", []string{"/;, application/json"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := http.Header{}
			if tt.accept != nil {
				h["Accept"] = tt.accept
			}
			if _, err := checkAccept(h); (err == nil) != tt.ok {
				t.Errorf("got %v, want ok = %v", err, tt.ok)
			}
		})
	}
}

func TestAcceptCharset(t *testing.T) {
	for value, ok := range map[string]bool{
		"utf-8": true, "UTF-8;q=0.5": true, "*": true, "latin1, *;q=0.1": true, "": true,
		"latin1": false, "utf-8;q=0": false, "*, utf-8; q=0": false, "*;q=0": false,
	} {
		t.Run(value, func(t *testing.T) {
			if _, err := checkAccept(http.Header{"Accept-Charset": {value}}); (err == nil) != ok {
				t.Errorf("got %v, want ok = %v", err, ok)
			}
		})
	}
}

func TestChoiceOfTypes(t *testing.T) {
	for accept, want := range map[string]string{
		"": pdfType, "*/*": pdfType, "application/pdf": pdfType, "application/*": pdfType, "text/csv": csvType, "text/*": csvType,
		"text/csv, application/pdf": pdfType, "text/csv, application/pdf;q=0.9": csvType, "*/*;q=0.5, text/csv": csvType,
		"application/pdf;q=0, */*": csvType, "application/json": "", "text/html": "", "text/csv;q=0": "", "text/csv;charset=latin1": "",
	} {
		t.Run(accept, func(t *testing.T) {
			got, err := checkAccept(http.Header{"Accept": {accept}}, pdfType, csvType)
			if got != want || (err == nil) != (want != "") {
				t.Errorf("got %q, %v; want %q", got, err, want)
			}
		})
	}
}
