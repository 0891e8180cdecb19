package wire

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestReadBody(t *testing.T) {
	wrongType := errors.New("not that type")
	fine := func(*http.Request) error { return nil }
	for _, tt := range []struct {
		name, body string
		length     int64 // as announced; -1 if it is not
		check      func(*http.Request) error
		want       string
		err        string
	}{
		{"none", "", 0, func(*http.Request) error { return wrongType }, "", ""},
		{"whole", "12345", 5, fine, "12345", ""},
		{"of unknown length", "12345", -1, fine, "12345", ""},
		{"as long as may be", "12345678", 8, fine, "12345678", ""},
		{"another type", "12345", 5, func(*http.Request) error { return wrongType }, "", "not that type"},
		{"announced too long", "123456789", 9, fine, "", "413 the body is longer than 8 bytes, which is all that is read"},
		{"turns out too long", "123456789", -1, fine, "", "413 the body is longer than 8 bytes, which is all that is read"},
		{"cut short", "123", 5, fine, "", "400 the body ended after 3 bytes: more was announced"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/", io.NopCloser(strings.NewReader(tt.body)))
			r.ContentLength = tt.length
			body, err := ReadBody(httptest.NewRecorder(), r, 8, tt.check)
			if string(body) != tt.want || told(err) != tt.err {
				t.Errorf("got %q, %q; want %q, %q", body, told(err), tt.want, tt.err)
			}
		})
	}
}

func told(err error) string {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Unread](err); ok {
		return map[int]string{http.StatusBadRequest: "400 ", http.StatusRequestEntityTooLarge: "413 "}[e.Status] + e.Error()
	}
	return err.Error()
}
