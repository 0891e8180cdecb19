package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox"
)

// A team's own customers log in, and what their files say is what an AISP reads.
func TestCustomersOfATeamsOwn(t *testing.T) {
	set, err := fixtures.Load("../fixtures/example")
	if err != nil {
		t.Fatal(err)
	}
	bank := sandbox.Start(t, sandbox.Customers(set), sandbox.At(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)))
	s := newStranger(t, bank)
	token := s.authorise(s.consent(strings.Join(strings.Fields(everything), " ")).Data.ID, "bakery")
	data := s.login.Client(s.through(), token)
	for path, schema := range resources {
		mustFit(t, schema, s.body(data, s.base+path))
	}
	var cards struct {
		Data struct {
			Transaction []struct {
				ID      string `json:"TransactionId"`
				Balance struct{ Amount struct{ Amount string } }
			}
		}
	}
	s.read(data, s.base+"/accounts/bakery-cards/transactions", &cards)
	var got []string
	for _, e := range cards.Data.Transaction {
		got = append(got, e.ID+" "+e.Balance.Amount.Amount)
	}
	if want := "van-003 0.000, van-002 16.750, van-001 9.500"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}
