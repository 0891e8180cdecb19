package features

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// replied is an exchange with a bank at bank.example.
func replied(address string, status int, body string) *Exchange {
	return &Exchange{Status: status, Request: Message{Method: http.MethodGet, URL: address}, Response: Message{Body: []byte(body)}}
}

// readOf is a read of one account whose pages have these items.
func readOf(words string, pages ...string) read {
	r := read{what: mustEndpoint(words), at: place{account: "a-1"}}
	for i, items := range pages {
		address := fmt.Sprintf("http://bank.example/aisp/list?page=%d", i+1)
		r.pages = append(r.pages, replied(address, http.StatusOK, `{"Data":{"`+r.what.member+`":[`+items+`]},"Links":{"Self":"`+address+`"},"Meta":{}}`))
	}
	return r
}

// looking is a world that has read this, of a bank that nobody scripts.
func looking(reads ...read) *World {
	w := &World{Target: Target{BaseURL: "http://bank.example/aisp"}}
	w.reads = reads
	return w
}

// wantFinding holds what a step says against a piece of the finding that is
// wanted; "" wants none, "no data" that there was nothing to look at.
func wantFinding(t *testing.T, err error, want string) {
	t.Helper()
	found := findingsIn(err)
	_, nothing := err.(noData)
	switch {
	case want == "" && err != nil:
		t.Errorf("got %v, want nothing found", err)
	case want == "no data" && !nothing:
		t.Errorf("got %v, want no data", err)
	case want != "" && want != "no data" && len(found) == 0:
		t.Errorf("got %v, want a finding with %q", err, want)
	case want != "" && want != "no data" && !strings.Contains(err.Error(), want):
		t.Errorf("got %v, want %q in it", err, want)
	}
}

func TestEndpointsHaveWords(t *testing.T) {
	for _, tt := range []struct {
		words, path string
		how         scope
	}{
		{"the accounts", "/accounts", one},
		{"an account's direct debits", "/accounts/a%2F1/direct-debits", one},
		{"each account's parties", "/accounts/a%2F1/parties", each},
		{"that account", "/accounts/a%2F1", that},
		{"each statement's file", "/accounts/a%2F1/statements/s%201/file", each},
		{"that statement", "/accounts/a%2F1/statements/s%201", that},
		{"all future-dated payments", "/future-dated-payments", one},
	} {
		t.Run(tt.words, func(t *testing.T) {
			e, how, err := endpointNamed(tt.words)
			if err != nil {
				t.Fatal(err)
			}
			if got := e.at(place{account: "a/1", statement: "s 1"}); got != tt.path || how != tt.how {
				t.Errorf("got %s (%v), want %s (%v)", got, how, tt.path, tt.how)
			}
		})
	}
	if _, _, err := endpointNamed("an account's secrets"); err == nil {
		t.Error("an account's secrets can be read, want an error")
	}
	raw := mustEndpoint("an account").at(place{account: "1%2F2", verbatim: true})
	if raw != "/accounts/1%2F2" {
		t.Errorf("verbatim: got %s", raw)
	}
}

func TestItemsOfManyKinds(t *testing.T) {
	party := read{what: mustEndpoint("the party"), pages: []*Exchange{replied("http://bank.example/party", 200, `{"Data":{"Party":{"PartyId":"p"}}}`)}}
	refused := read{what: mustEndpoint("the accounts"), pages: []*Exchange{replied("http://bank.example/accounts", 403, `{"Data":{"Account":[{"AccountId":"a"}]}}`)}}
	for _, tt := range []struct {
		name string
		r    read
		want int
	}{
		{"an object is one item", party, 1},
		{"a refusal has none", refused, 0},
		{"two pages", readOf("all offers", `{"OfferId":"1"},{"OfferId":"2"}`, `{"OfferId":"3"}`), 3},
		{"an empty list", readOf("all offers", ""), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := len(tt.r.items()); got != tt.want {
				t.Errorf("got %d items, want %d", got, tt.want)
			}
		})
	}
}

func TestMembersOfItems(t *testing.T) {
	basic, detail := `{"AccountId":"a-1","BeneficiaryId":"b"}`, `{"AccountId":"a-1","BeneficiaryId":"c","CreditorAccount":{"SchemeName":"BH.OBF.IBAN"}}`
	words := "an account's beneficiaries"
	none, every, some := (*World).noneShows, (*World).eachShows, (*World).someShows
	for _, tt := range []struct {
		name string
		ask  func(*World) error
		list string
		want string
	}{
		{"none and none", func(w *World) error { return none(w, t.Context(), "CreditorAccount") }, basic, ""},
		{"none and one leaks", func(w *World) error { return none(w, t.Context(), "CreditorAccount") }, basic + "," + detail, "/Data/Beneficiary/1 (c)/CreditorAccount"},
		{"every and all", func(w *World) error { return every(w, t.Context(), "CreditorAccount") }, detail, ""},
		{"every and one lacks", func(w *World) error { return every(w, t.Context(), "CreditorAccount.SchemeName") }, detail + "," + basic, "/Data/Beneficiary/1 (b)"},
		{"some and one", func(w *World) error { return some(w, t.Context(), "CreditorAccount") }, basic + "," + detail, ""},
		{"some and none", func(w *World) error { return some(w, t.Context(), "CreditorAccount") }, basic, "no data"},
		{"some and none of a sandbox", func(w *World) error {
			w.Control = &Control{}
			return some(w, t.Context(), "CreditorAccount")
		}, basic, "none in 1"},
		{"nothing to look at", func(w *World) error { return none(w, t.Context(), "CreditorAccount") }, "", "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, tt.ask(looking(readOf(words, tt.list))), tt.want)
		})
	}
}

func TestPANs(t *testing.T) {
	card := `{"TransactionId":"1","CardInstrument":{"CardSchemeName":"VISA","Identification":"%s"}}`
	account := `{"TransactionId":"1","CreditorAccount":{"SchemeName":"BH.OBF.PAN","Identification":"%s"}}`
	for _, tt := range []struct {
		name, item, number, how, want string
	}{
		{"last four", card, "************1234", "masked", ""},
		{"first six and last four", account, "411111******1234", "masked", ""},
		{"one digit more", account, "4111111*****1234", "masked", "11 digits"},
		{"whole", card, "4111111111111234", "masked", "16 digits"},
		{"whole as it may be", card, "4111111111111234", "whole", ""},
		{"an IBAN is no PAN", `{"CreditorAccount":{"SchemeName":"BH.OBF.IBAN","Identification":"%s"}}`, "BH81BBKU00100000005211", "masked", "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := looking(readOf("an account's transactions", fmt.Sprintf(tt.item, tt.number)))
			wantFinding(t, w.pansAre(t.Context(), tt.how), tt.want)
		})
	}
}

func TestIBANs(t *testing.T) {
	for iban, want := range map[string]bool{
		"BH81BBKU00100000005211": true,
		"BH36ABCO00112345678901": true,
		"BH82BBKU00100000005211": false,
		"BH81BBKU00100000005212": false,
		"BH81BBKU00100000002511": false, // two digits changed places
		"bh81BBKU00100000005211": false,
		"":                       false,
	} {
		if got := validIBAN(iban); got != want {
			t.Errorf("validIBAN(%q) = %v, want %v", iban, got, want)
		}
	}
}

func TestIdsOnce(t *testing.T) {
	for _, tt := range []struct{ name, list, want string }{
		{"each once", `{"AccountId":"a","OfferId":"1"},{"AccountId":"a","OfferId":"2"}`, ""},
		{"of two accounts", `{"AccountId":"a","OfferId":"1"},{"AccountId":"b","OfferId":"1"}`, ""},
		{"twice", `{"AccountId":"a","OfferId":"1"},{"AccountId":"a","OfferId":"1"}`, "/Data/Offer/1 (1)"},
		{"without ids", `{"AccountId":"a"},{"AccountId":"a"}`, "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, looking(readOf("all offers", tt.list)).noneTwice(t.Context()), tt.want)
		})
	}
}

func TestBulkIsTheSum(t *testing.T) {
	for _, tt := range []struct {
		name, bulk string
		singly     []string
		accounts   []string
		want       string
	}{
		{"the same in another order", `{"AccountId":"b","OfferId":"2"},{"AccountId":"a","OfferId":"1"}`, []string{"a 1", "b 2"}, []string{"a", "b"}, ""},
		{"one is missing", `{"AccountId":"a","OfferId":"1"}`, []string{"a 1", "b 2"}, []string{"a", "b"}, "b 2 is missing"},
		{"one too many", `{"AccountId":"a","OfferId":"1"},{"AccountId":"x","OfferId":"9"}`, []string{"a 1"}, []string{"a"}, "x 9 is new"},
		{"one twice", `{"AccountId":"a","OfferId":"1"},{"AccountId":"a","OfferId":"1"}`, []string{"a 1"}, []string{"a"}, "got 2"},
		{"of accounts beyond those that were read", `{"AccountId":"1","OfferId":"1"},{"AccountId":"x","OfferId":"9"}`, []string{"1 1"}, strings.Split("1234567890", ""), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, sameSum(readOf("all offers", tt.bulk), tt.accounts, tt.singly), tt.want)
		})
	}
}

func TestEntriesOfLists(t *testing.T) {
	list := readOf("the accounts", `{"AccountId":"a-1","Currency":"BHD","Nickname":"x"}`)
	for _, tt := range []struct{ name, item, want string }{
		{"the same in another order", `{"Nickname":"x","AccountId":"a-1","Currency":"BHD"}`, ""},
		{"another value", `{"AccountId":"a-1","Currency":"USD","Nickname":"x"}`, "its entry in the list"},
		{"a member less", `{"AccountId":"a-1","Currency":"BHD"}`, "its entry in the list"},
		{"another than was asked for", `{"AccountId":"a-2","Currency":"BHD"}`, "a-1, which was asked for"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, entry(readOf("an account", tt.item).all()[0], list), tt.want)
		})
	}
	item := readOf("an account", `{"AccountId":"a-1","Currency":"BHD"}`).all()[0]
	wantFinding(t, entry(item, readOf("the accounts", `{"AccountId":"a-2","Currency":"BHD"}`)), "not in it")
}
