package ais

import (
	"bufio"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// The head lines of the page's usage examples (4.1.1, 4.2.1, 4.3.1), as they
// are printed.
const pageHead = `Authorisation: Bearer 2YotnFZFEjr1zCsicMWpAA
x-fapi-auth-date: Sun, 10 Sep 2020 19:43:31 GMT+03:00
x-fapi-customer-ip-address: 104.25.212.99
x-fapi-interaction-id: 93bac548-d2de-4546-b106-880a5018460d
`

// pageBody is the body of 4.1.1 as it is printed, comma and all.
const pageBody = `{

  "Data": {

    "Permissions": [

      "ReadAccountsBasic"

    ],

    "TransactionFromDateTime": "2020-03-17T07:05:34.327+03:00",

    "TransactionToDateTime": "2020-05-17T07:05:34.327+03:00"

  },

}`

// mustReplay sends the text of a request as it stands.
func (t *testBank) mustReplay(tb testing.TB, line, head, body string) *http.Response {
	tb.Helper()
	method, path, _ := strings.Cut(line, " ")
	text := fmt.Sprintf("%s %s%s HTTP/1.1\r\nHost: bank.example\r\n%sContent-Length: %d\r\n\r\n%s",
		method, Root, path, strings.ReplaceAll(head, "\n", "\r\n"), len(body), body)
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		tb.Fatal(err)
	}
	return t.do(r)
}

func TestThePagesExamples(t *testing.T) {
	b := newTestBank(t, "0083976")
	corrected := strings.Replace(pageBody, "},\n\n}", "}\n\n}", 1)
	steps := []struct {
		name, line, head, body string
		status                 int
		golden                 string
		notes                  []string
	}{
		{
			name: "4.1 with its comma", line: "POST /account-access-consents",
			head: pageHead + "Content-Type: application/json\nAccept: application/json\n", body: pageBody,
			status: http.StatusBadRequest, golden: "page-4.1-comma",
		},
		{
			name: "4.1", line: "POST /account-access-consents",
			head: pageHead + "Content-Type: application/json\nAccept: application/json\n", body: corrected,
			status: http.StatusCreated, golden: "page-4.1",
		},
		{
			name: "4.2", line: "GET /account-access-consents/0083976", head: pageHead + "Accept: application/json\n",
			status: http.StatusOK, golden: "page-4.1", // what is read is what was made
		},
		{
			name: "4.3", line: "PATCH /account-access-consents/0083976", head: pageHead,
			body:   "{\n\n  \"Data\": {\n\n    \"Status\": \"Revoked\"\n\n  }\n\n}",
			status: http.StatusOK, golden: "page-4.3", notes: []string{"no Content-Type: the body is read as JSON"},
		},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			resp := b.mustReplay(t, step.line, step.head, step.body)
			body := checkAnswer(t, resp)
			if resp.StatusCode != step.status {
				t.Errorf("got %d, want %d", resp.StatusCode, step.status)
			}
			if got := resp.Header.Get(interactionID); got != someUUID {
				t.Errorf("x-fapi-interaction-id: got %q, want %q", got, someUUID)
			}
			mustMatch(t, step.golden, body)
			for _, note := range append(step.notes, "the token came in Authorisation, as the page prints it: HTTP has Authorization") {
				b.mustNote(t, note)
			}
		})
	}
}

func TestThePagesCommaIsPointedAt(t *testing.T) {
	resp := newTestBank(t).send("POST", consents, pageBody)
	want := fmt.Sprintf("at offset %d", strings.LastIndex(pageBody, ","))
	if body := mustBe(t, resp, http.StatusBadRequest); !strings.Contains(body, want) {
		t.Errorf("want %q in %s", want, body)
	}
}
