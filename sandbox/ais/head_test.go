package ais

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHeadersOfTheRequest(t *testing.T) {
	tests := []struct {
		name, header, value string
		ok                  bool
	}{
		{"date, RFC 7231", authDate, "Sun, 06 Nov 1994 08:49:37 GMT", true},
		{"date, RFC 850", authDate, "Sunday, 06-Nov-94 08:49:37 GMT", true},
		{"date, asctime", authDate, "Sun Nov  6 08:49:37 1994", true},
		{"date, as the page prints it", authDate, "Sun, 10 Sep 2020 19:43:31 GMT+03:00", true},
		{"date, western offset", authDate, "Sun, 10 Sep 2020 19:43:31 GMT-11:30", true},
		{"date, offset of no clock", authDate, "Sun, 10 Sep 2020 19:43:31 GMT+25:00", false},
		{"date, day that is not", authDate, "Sun, 31 Feb 2020 19:43:31 GMT", false},
		{"date, ISO 8601", authDate, "2020-09-10T19:43:31Z", false},
		{"date, other zone", authDate, "Sun, 06 Nov 1994 08:49:37 AST", false},
		{"date, fraction", authDate, "Sun, 06 Nov 1994 08:49:37.5 GMT", false},
		{"date, empty", authDate, "", false},
		{"date, words", authDate, "yesterday", false},
		{"address, IPv4", customerIP, "104.25.212.99", true},
		{"address, IPv6", customerIP, "2001:db8::1", true},
		{"address, too large", customerIP, "104.25.212.999", false},
		{"address, with port", customerIP, "104.25.212.99:80", false},
		{"address, name", customerIP, "localhost", false},
		{"id, lower case", interactionID, someUUID, true},
		{"id, upper case", interactionID, strings.ToUpper(someUUID), true},
		{"id, short", interactionID, "93bac548", false},
		{"id, braces", interactionID, "{93bac548-d2de-4546-b106-880a5018460}", false},
		{"id, no hex", interactionID, "93bac548-d2de-4546-b106-880a5018460g", false},
		{"id, without dashes", interactionID, "93bac548ad2dea4546ab106a880a5018460d", false},
		{"id, empty", interactionID, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", consents, nil)
			r.Header.Set(tt.header, tt.value)
			bad := checkHead(r)
			if ok := len(bad) == 0; ok != tt.ok {
				t.Fatalf("got %v, want ok = %v", bad, tt.ok)
			}
			if !tt.ok && (bad[0].Code != "Header.Invalid" || bad[0].Path != strings.ToLower(tt.header)) {
				t.Errorf("got %+v, want Header.Invalid of %s", bad[0], tt.header)
			}
		})
	}
}

func TestAllThatIsWrongWithTheHeadIsTold(t *testing.T) {
	b := newTestBank(t)
	r := httptest.NewRequest("GET", consents+"/x?a=%zz", nil)
	r.Header["Authorization"] = []string{"Bearer one:accounts", "Bearer two:accounts"}
	r.Header.Set(authDate, "soon")
	r.Header.Set(customerIP, "here")
	r.Header.Set(interactionID, "me")
	resp := b.do(r)
	body := checkAnswer(t, resp)
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("got %d, want 400", resp.StatusCode)
	}
	for _, path := range []string{"query", "Authorization", "x-fapi-auth-date", "x-fapi-customer-ip-address", "x-fapi-interaction-id"} {
		if !strings.Contains(body, `"Path":"`+path+`"`) {
			t.Errorf("nothing about %s in %s", path, body)
		}
	}
	if want := `the query has \"%zz\", which`; !strings.Contains(body, want) {
		t.Errorf("the escape is not quoted once: %s", body)
	}
}

func TestHeadIsBounded(t *testing.T) {
	b := newTestBank(t)
	for name, resp := range map[string]*http.Response{
		"query":  b.send("GET", consents+"/x?"+strings.Repeat("a", maxQuery+1), ""),
		"header": b.send("GET", consents+"/x", "", "X-Long", strings.Repeat("a", maxHeader)),
	} {
		t.Run(name, func(t *testing.T) {
			if body := checkAnswer(t, resp); resp.StatusCode != http.StatusBadRequest {
				t.Errorf("got %d, want 400; %s", resp.StatusCode, body)
			}
		})
	}
}

func TestInteractionIDComesBack(t *testing.T) {
	b := newTestBank(t)
	tests := []struct {
		name, sent string
		fresh      bool
	}{
		{"as sent", strings.ToUpper(someUUID), false},
		{"absent", "-", true},
		{"no UUID", "mine", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, target := range []string{consents, consents + "/x", Root + "/nothing"} {
				resp := b.send("GET", target, "", interactionID, tt.sent)
				checkAnswer(t, resp)
				if got := resp.Header.Get(interactionID); (got != tt.sent) != tt.fresh {
					t.Errorf("GET %s: sent %q, got %q", target, tt.sent, got)
				}
			}
		})
	}
}
