package ais

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestAccounts(t *testing.T) {
	tests := []struct {
		name        string
		permissions []bank.Permission
		accounts    []bank.AccountID
	}{
		{"accounts-basic", []bank.Permission{"ReadAccountsBasic"}, []bank.AccountID{"amal-current", "amal-savings"}},
		{"accounts-detail", []bank.Permission{"ReadAccountsBasic", "ReadAccountsDetail"}, []bank.AccountID{"amal-current"}},
		{"accounts-none", []bank.Permission{"ReadAccountsDetail"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newTestBank(t)
			token := b.mustAuthorise(t, b.mustCreate(t, tt.permissions...), tt.accounts...)
			resp := b.send("GET", Root+"/accounts", "", "Authorization", "Bearer "+token)
			body := checkAnswer(t, resp)
			if resp.StatusCode != http.StatusOK {
				t.Fatalf("got %d, want 200; %s", resp.StatusCode, body)
			}
			mustMatch(t, tt.name, body)
			mustFit(t, "OBReadAccount", body)
		})
	}
}

func TestAccountsAfterARevoke(t *testing.T) {
	tests := []struct {
		name   string
		revoke func(*testing.T, *testBank, bank.ConsentID)
	}{
		{"by the AISP", func(t *testing.T, b *testBank, id bank.ConsentID) {
			mustBe(t, b.send("PATCH", consents+"/"+string(id), revocation), http.StatusOK)
		}},
		{"by the bank", func(t *testing.T, b *testBank, id bank.ConsentID) {
			if _, err := b.bank.Push(id, scenario.Revoked, scenario.ByBank, "test"); err != nil {
				t.Fatal(err)
			}
		}},
		{"by a new authorisation", func(t *testing.T, b *testBank, id bank.ConsentID) {
			b.mustAuthorise(t, id, "amal-savings")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newTestBank(t)
			id := b.mustCreate(t, "ReadAccountsBasic")
			token := b.mustAuthorise(t, id, "amal-current")
			mustBe(t, b.send("GET", Root+"/accounts", "", "Authorization", "Bearer "+token), http.StatusOK)
			tt.revoke(t, b, id)
			resp := b.send("GET", Root+"/accounts", "", "Authorization", "Bearer "+token)
			checkAnswer(t, resp)
			if resp.StatusCode != http.StatusUnauthorized || !strings.Contains(resp.Header.Get("WWW-Authenticate"), "invalid_token") {
				t.Errorf("got %d, %q; want 401, invalid_token", resp.StatusCode, resp.Header.Get("WWW-Authenticate"))
			}
		})
	}
}
