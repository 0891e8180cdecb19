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
			if err := checkAccept(h); (err == nil) != tt.ok {
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
			if err := checkAccept(http.Header{"Accept-Charset": {value}}); (err == nil) != ok {
				t.Errorf("got %v, want ok = %v", err, ok)
			}
		})
	}
}
