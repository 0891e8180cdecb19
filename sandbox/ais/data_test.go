package ais

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// schemaOf is the schema of what an operation answers with, but for Basic or
// Detail; "" for a file.
func schemaOf(op bank.Operation) (name string, levels bool) {
	switch word := strings.TrimPrefix(strings.TrimPrefix(string(op), "get"), "Account"); word {
	case "s", "":
		return "OBReadAccount", true
	case "Balances", "DirectDebits", "Offers":
		return "OBRead" + strings.TrimSuffix(word, "s"), false
	case "Transactions", "StandingOrders", "FutureDatedPayments", "Statement", "Statements":
		return "OBRead" + strings.TrimSuffix(word, "s"), true
	case "StatementTransactions":
		return "OBReadTransaction", true
	case "Beneficiaries":
		return "OBReadBeneficiary", true
	case "StatementFile":
		return "", false
	default: // Party, Parties, SupplementaryAccountInfo, SharingProductDetails
		return "OBRead" + word, false
	}
}

// TestEveryEndpointServes reads all that every demo customer has, at both levels
// of detail, and holds it against the schemas.
func TestEveryEndpointServes(t *testing.T) {
	b := newDataBank(t)
	for _, who := range []bank.CustomerID{"amal", "basma", "dana", "yusuf"} {
		for level, permissions := range map[string][]bank.Permission{"Basic": summary, "Detail": everything} {
			token := b.mustOpen(t, who, permissions...)
			for _, e := range bank.Endpoints() {
				schema, levels := schemaOf(e.Operation)
				if levels {
					schema += level
				}
				if schema == "" || e.Operation == bank.GetSharingProductDetails {
					continue
				}
				t.Run(string(who)+"/"+level+"/"+string(e.Operation), func(t *testing.T) {
					for _, path := range b.pathsOf(t, e, token) {
						body := b.mustGet(t, token, path, schema)
						if want := `"Links":{"Self":"` + base + Root + path + `"`; !strings.Contains(body, want) {
							t.Errorf("want %s in %.300s", want, body)
						}
					}
				})
			}
		}
	}
}

// pathsOf fills an endpoint's path with every account of a token, and with the
// newest two statements of each.
func (t *testBank) pathsOf(tb testing.TB, e bank.Endpoint, token string) (paths []string) {
	tb.Helper()
	if !strings.Contains(e.Path, "{") {
		return []string{e.Path}
	}
	for _, account := range t.accountsOf(tb, token) {
		if !strings.Contains(e.Path, "{StatementId}") {
			paths = append(paths, at(e, account, ""))
			continue
		}
		ids := t.statementsOf(tb, token, account)
		for _, id := range ids[:min(2, len(ids))] {
			paths = append(paths, at(e, account, id))
		}
	}
	return paths
}

// TestThereIsSomethingToRead guards the test above against a bank that holds
// nothing.
func TestThereIsSomethingToRead(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "amal", everything...)
	for path, want := range map[string]string{
		"/accounts": `"AccountId":"amal-current"`, "/balances": `"Type":"InterimBooked"`, "/transactions": `"TransactionInformation":`,
		"/beneficiaries": `"BeneficiaryId":`, "/direct-debits": `"MandateIdentification":`, "/standing-orders": `"Frequency":"IntrvlMnthDay`,
		"/future-dated-payments": `"FutureDatedPaymentId":`, "/offers": `"OfferId":`, "/party": `"PartyId":`, "/statements": `"StatementAmount":[`,
		"/accounts/amal-current/parties": `"Relationships":{"Account":{"Related":"` + base + Root + `/accounts/amal-current","Id":"amal-current"}}`,
		"/accounts/amal-current/party":   `"Party":{"PartyId":`, "/accounts/amal-card/supplementary-account-info": `"ReadCreditCardInfo":{`,
	} {
		if body := b.mustGet(t, token, path, ""); !strings.Contains(body, want) {
			t.Errorf("%s: want %s in %.300s", path, want, body)
		}
	}
}

func TestNothingIsAnEmptyList(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "dana", everything...)
	for _, e := range bank.Endpoints() {
		if !e.Bulk || !e.Paged {
			continue
		}
		if body := b.mustGet(t, token, e.Path, ""); !strings.Contains(body, `":[]},"Links":`) {
			t.Errorf("%s: want an empty list, got %s", e.Path, body)
		}
	}
}

func TestProducts(t *testing.T) {
	b := newDataBank(t)
	body := b.mustGet(t, "one:products", "/sharing-product-details", "OBReadSharingProductDetails")
	if !strings.Contains(body, `"CreditCards":[{"ProductDetails":{"CategoryName":`) {
		t.Errorf("got %s", body)
	}
	for _, token := range []string{"one:accounts", b.mustOpen(t, "amal", everything...)} {
		if resp := b.get(token, "/sharing-product-details"); resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: got %d, want 403", token, resp.StatusCode)
		}
	}
}

// HEAD is GET without a body, of every endpoint.
func TestHeadOfData(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "amal", everything...)
	for _, e := range bank.Endpoints() {
		use := token
		if e.Operation == bank.GetSharingProductDetails {
			use = "one:products"
		}
		path := b.pathsOf(t, e, token)[0]
		get := b.get(use, path)
		head := b.send("HEAD", Root+path, "", "Authorization", "Bearer "+use)
		body, none := mustRead(t, get), mustRead(t, head)
		if head.StatusCode != http.StatusOK || none != "" || body == "" || get.Header.Get("Content-Length") != head.Header.Get("Content-Length") ||
			get.Header.Get("Content-Type") != head.Header.Get("Content-Type") {
			t.Errorf("%s: got %d with %d bytes and %v; want what GET has: %v", path, head.StatusCode, len(none), head.Header, get.Header)
		}
	}
}

// TestDataHappenOncePerRead holds the event that scripts wait for against the
// reads that were served.
func TestDataHappenOncePerRead(t *testing.T) {
	b := newDataBank(t)
	c, err := b.bank.CreateConsent("one", bank.ConsentRequest{
		Permissions: everything, Facts: scenario.Facts{Header: "once"},
	})
	if err != nil {
		t.Fatal(err)
	}
	token := b.mustAuthorise(t, c.ID, "amal-current")
	for path, status := range map[string]int{"/accounts/amal-savings": 403, "/accounts?page=x": 400, "/accounts/amal-current/statements/x": 400} {
		mustBe(t, b.get(token, path), status) // not served: the event does not happen
	}
	mustBe(t, b.get(token, "/accounts/amal-current/balances"), http.StatusOK)
	mustBe(t, b.get(token, "/accounts/amal-current/balances"), http.StatusUnauthorized)
}

func TestStatementFile(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "amal", everything...)
	id := b.statementsOf(t, token, "amal-current")[0]
	path := "/accounts/amal-current/statements/" + id + "/file"
	tests := []struct{ name, accept, mediaType, suffix, begins string }{
		{"nothing said", "-", "application/pdf", ".pdf", "%PDF-"},
		{"anything", "*/*", "application/pdf", ".pdf", "%PDF-"},
		{"PDF", "application/pdf", "application/pdf", ".pdf", "%PDF-"},
		{"CSV", "text/csv", "text/csv", ".csv", "BookingDateTime,"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp := b.get(token, path, "Accept", tt.accept)
			body := mustBe(t, resp, http.StatusOK)
			if got := resp.Header.Get("Content-Type"); got != tt.mediaType {
				t.Errorf("Content-Type: got %q, want %q", got, tt.mediaType)
			}
			if got, want := resp.Header.Get("Content-Disposition"), "attachment; filename=statement-"+id+tt.suffix; got != want {
				t.Errorf("Content-Disposition: got %q, want %q", got, want)
			}
			if !strings.HasPrefix(body, tt.begins) {
				t.Errorf("got %.20q, want it to begin with %q", body, tt.begins)
			}
		})
	}
	pages := mustReadPDF(t, []byte(mustBe(t, b.get(token, path), http.StatusOK)))
	if !strings.Contains(pages[0], "Closing balance") || !strings.Contains(pages[0], "Amal") {
		t.Errorf("got %s", pages[0])
	}
	if rows := strings.Count(mustBe(t, b.get(token, path, "Accept", "text/csv"), http.StatusOK), "\r\n"); rows < 10 {
		t.Errorf("the spreadsheet has %d lines", rows)
	}
	mustBe(t, b.get(b.mustOpen(t, "amal", summary...), path), http.StatusForbidden)
}
