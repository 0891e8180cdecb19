package features

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
)

// A book is the pages that a bank has, by address.
type book map[string]string

func (b book) ask(address string) (*Exchange, error) {
	body, there := b[address]
	if !there {
		return replied(address, http.StatusNotFound, ""), nil
	}
	return replied(address, http.StatusOK, body), nil
}

func leaf(id int, next string) string {
	return fmt.Sprintf(`{"Data":{"Offer":[{"AccountId":"a","OfferId":"%d"}]},"Links":{"Next":%q}}`, id, next)
}

func TestPagesAreFollowed(t *testing.T) {
	const at = "http://bank.example/aisp/offers"
	for _, tt := range []struct {
		name  string
		pages book
		many  int
		want  string
	}{
		{"one page", book{at: `{"Data":{"Offer":[]},"Links":{}}`}, 1, ""},
		{"three pages", book{at: leaf(1, at+"?page=2"), at + "?page=2": leaf(2, at+"?page=3"), at + "?page=3": leaf(3, "")}, 3, ""},
		{"a relative link", book{at: leaf(1, "?page=2"), at + "?page=2": leaf(2, "")}, 2, ""},
		{"a page that leads to itself", book{at: leaf(1, at+"?page=2"), at + "?page=2": leaf(2, at+"?page=2")}, 2, "page 2 leads back to page 2"},
		{"a page that leads to the first", book{at: leaf(1, at+"?page=2"), at + "?page=2": leaf(2, at)}, 2, "page 2 leads back to page 1"},
		{"items that come again", book{at: leaf(1, at+"?page=2"), at + "?page=2": leaf(1, at+"?page=3")}, 2, "page 2 with a 1, which page 1 had"},
		{"a page that is not there", book{at: leaf(1, at+"?page=2")}, 1, "expected 200 to Links.Next, got 404"},
		{"another host", book{at: leaf(1, "http://elsewhere.example/aisp/offers?page=2")}, 1, "at the host of"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := looking()
			first, _ := tt.pages.ask(at)
			r := read{what: mustEndpoint("all offers"), pages: []*Exchange{first}}
			wantFinding(t, w.pursue(&r, tt.pages.ask), tt.want)
			if len(r.pages) != tt.many {
				t.Errorf("got %d pages, want %d", len(r.pages), tt.many)
			}
		})
	}
}

// TestPagesWithoutEnd has a bank whose links are always new and whose pages are
// empty: only their number can stop the suite.
func TestPagesWithoutEnd(t *testing.T) {
	n := 0
	ask := func(address string) (*Exchange, error) {
		n++
		return replied(address, http.StatusOK, fmt.Sprintf(`{"Data":{"Offer":[]},"Links":{"Next":"http://bank.example/aisp/offers?page=%d"}}`, n)), nil
	}
	first, _ := ask("http://bank.example/aisp/offers")
	r := read{what: mustEndpoint("all offers"), pages: []*Exchange{first}}
	wantFinding(t, looking().pursue(&r, ask), "one more after 1000")
}

func TestPagesBeginAndEnd(t *testing.T) {
	offer := func(links string) string {
		return `{"Data":{"Offer":[{"OfferId":"1"}]},"Links":{` + links + `},"Meta":{"TotalPages":2}}`
	}
	empty := `{"Data":{"Offer":[]},"Links":{},"Meta":{"TotalPages":2}}`
	for _, tt := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"as they should", []string{offer(""), offer("")}, ""},
		{"a Prev on the first", []string{offer(`"Prev":"http://bank.example/aisp/offers"`), offer("")}, "/Links/Prev"},
		{"a last page of nothing", []string{offer(""), empty}, "leads to an empty page"},
		{"one page", []string{offer("")}, "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, looking(pagesOf(tt.pages)).endsAreEnds(t.Context()), tt.want)
		})
	}
}

func pagesOf(bodies []string) read {
	r := read{what: mustEndpoint("all offers")}
	for i, body := range bodies {
		r.pages = append(r.pages, replied(fmt.Sprintf("http://bank.example/aisp/offers?page=%d", i+1), http.StatusOK, body))
	}
	return r
}

func TestPagesAreCounted(t *testing.T) {
	total := func(n string) string { return `{"Data":{"Offer":[{"OfferId":"1"}]},"Meta":{` + n + `}}` }
	for _, tt := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"true", []string{total(`"TotalPages":2`), total(`"TotalPages":2`)}, ""},
		{"one too many", []string{total(`"TotalPages":3`), total(`"TotalPages":2`)}, "page 1, /Meta/TotalPages: expected 2, got 3"},
		{"wrong on the last", []string{total(`"TotalPages":2`), total(`"TotalPages":1`)}, "page 2, /Meta/TotalPages"},
		{"not told", []string{total(""), total("")}, "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, looking(pagesOf(tt.pages)).pagesCounted(t.Context()), tt.want)
		})
	}
}

func TestLinksKeepTheQuery(t *testing.T) {
	links := func(next string) []string {
		page := `{"Data":{"Offer":[{"OfferId":"1"}]},"Links":{"Self":"http://bank.example/aisp/offers?from=1","Next":"` + next + `"}}`
		return []string{page, page}
	}
	for _, tt := range []struct {
		name, next string
		scripted   bool
		want       string
	}{
		{"kept", "http://bank.example/aisp/offers?page=2&from=1", true, ""},
		{"lost", "http://bank.example/aisp/offers?page=2", true, "from=1"},
		{"changed", "http://bank.example/aisp/offers?page=2&from=2", true, "from=1"},
		{"hidden by a bank that may", "http://bank.example/aisp/offers?page=2", false, ""},
		{"relative", "/aisp/offers?page=2&from=1", false, "an absolute URI"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := looking(pagesOf(links(tt.next)))
			w.query = url.Values{"from": {"1"}}
			if tt.scripted {
				w.Control = &Control{}
			}
			wantFinding(t, w.linksKeep(t.Context()), tt.want)
		})
	}
}

func TestTampering(t *testing.T) {
	for _, tt := range []struct{ name, address, want string }{
		{"a coded cursor", "http://bank.example/l?from=2026&page=abcdef", "http://bank.example/l?from=2026&page=abcAef"},
		{"a number", "http://bank.example/l?from=2026&page=2", "http://bank.example/l?from=2026&page=x2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tampered(tt.address, url.Values{"from": {"2026"}})
			if err != nil || got != tt.want {
				t.Errorf("got %s, %v, want %s", got, err, tt.want)
			}
		})
	}
	if _, err := tampered("http://bank.example/l/2?from=2026", url.Values{"from": {"2026"}}); err == nil {
		t.Error("an address without a page can be tampered with, want no data")
	}
	if got := spoilt("A"); got == "A" {
		t.Errorf("spoilt(A) = %s, want a change", got)
	}
}
