package reports

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Section 6.6, balance over time: one a day, walked back and on from what is known.
func TestBalanceOverTime(t *testing.T) {
	entries := []Transaction{
		entryOf("a", "2026-11-15", -100, ""),
		entryOf("b", "2026-11-17", 5000, ""),
		entryOf("c", "2026-11-17", -300, ""),
		entryOf("d", "2026-11-19", -50, ""),
		entryOf("e", "2026-11-21", -7, ""),
	}
	known := func(a *Account) { a.Balance, a.BalanceAt = &Amount{10000, "EUR"}, mustDay("2026-11-20").Time() }
	rows := []struct {
		name   string
		change func(h *Holding)
		want   []int64 // 16 to 21 November
	}{
		{"a balance of yesterday, walked back and on", func(h *Holding) { known(&h.Account) }, []int64{5350, 10050, 10050, 10000, 10000, 9993}},
		{"PENDING does not move it", func(h *Holding) { known(&h.Account); h.Transactions[1].State = Pending }, []int64{10350, 10050, 10050, 10000, 10000, 9993}},
		{"CANCELED does not", func(h *Holding) { known(&h.Account); h.Transactions[1].State = Canceled }, []int64{10350, 10050, 10050, 10000, 10000, 9993}},
		{"FAILED does not", func(h *Holding) { known(&h.Account); h.Transactions[1].State = Failed }, []int64{10350, 10050, 10050, 10000, 10000, 9993}},
		{"of which the state is not known does", func(h *Holding) { known(&h.Account); h.Transactions[1].State = "" }, []int64{5350, 10050, 10050, 10000, 10000, 9993}},
		{"the value date if there is no other", func(h *Holding) {
			known(&h.Account)
			h.Transactions[3].Booked, h.Transactions[3].Valued = 0, mustDay("2026-11-18")
		}, []int64{5350, 10050, 10000, 10000, 10000, 9993}},
		{"another currency does not", func(h *Holding) { known(&h.Account); h.Transactions[1].Amount.Currency = "USD" }, []int64{10350, 10050, 10050, 10000, 10000, 9993}},
		{"one without a date does not", func(h *Holding) { known(&h.Account); h.Transactions[1].Booked = 0 }, []int64{10350, 10050, 10050, 10000, 10000, 9993}},
		{"below zero", func(h *Holding) {
			h.Account.Balance, h.Account.BalanceAt = &Amount{-20, "EUR"}, today.Time()
		}, []int64{-4663, 37, 37, -13, -13, -20}},
		{"the available one stands for it", func(h *Holding) {
			h.Account.Available, h.Account.BalanceAt = &Amount{500, "EUR"}, today.Time()
		}, []int64{-4143, 557, 557, 507, 507, 500}},
		{"none known: from nothing before the oldest", func(*Holding) {}, []int64{-100, 4600, 4600, 4550, 4550, 4543}},
		{"known before the frame", func(h *Holding) {
			h.Account.Balance, h.Account.BalanceAt = &Amount{1000, "EUR"}, mustDay("2026-11-14").Time()
		}, []int64{900, 5600, 5600, 5550, 5550, 5543}},
		{"known before it was refreshed", func(h *Holding) { known(&h.Account); h.Account.Refreshed = mustDay("2026-11-30").Time() }, []int64{5350, 10050, 10050, 10000, 10000, 9993}},
		{"known when it was refreshed", func(h *Holding) {
			h.Account.Balance, h.Account.Refreshed = &Amount{10000, "EUR"}, mustDay("2026-11-20").Time()
		}, []int64{5350, 10050, 10050, 10000, 10000, 9993}},
		{"known at nobody knows when: at the newest", func(h *Holding) {
			h.Account.Balance = &Amount{9993, "EUR"}
		}, []int64{5350, 10050, 10050, 10000, 10000, 9993}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			h := Holding{Account: Account{ID: "one", Currency: "EUR"}, Transactions: append([]Transaction(nil), entries...)}
			row.change(&h)
			q := Request{Kind: BalanceOverTime, Frame: Frame{mustDay("2026-11-16"), today}}
			var got []int64
			for i, d := range mustMake(t, q, h)[0].OverTime {
				if d.Day != q.Frame.From.Add(i) || d.Balance.Currency != "EUR" {
					t.Errorf("entry %d is of %s in %s", i, d.Day, d.Balance.Currency)
				}
				got = append(got, d.Balance.Minor)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// A frame that nobody asked for is today and the 62 days before, one entry each.
func TestBalanceOverTimeOfTheDefaultFrame(t *testing.T) {
	h := Holding{Account: Account{ID: "one"}, Transactions: []Transaction{entryOf("a", "2026-11-01", 5, "")}}
	r := mustMake(t, Request{Kind: BalanceOverTime}, h)[0]
	if len(r.OverTime) != 63 || r.OverTime[62].Day != today || r.Frame != Last(62, today) || r.OverTime[62].Balance != euros(5) {
		t.Errorf("got %d days in %v, the last %v", len(r.OverTime), r.Frame, r.OverTime[62])
	}
}

// data_availability of a balance over time: whether the series stands on what is held.
func TestBalanceOverTimeTellsWhatItStandsOn(t *testing.T) {
	frame := frameOf("2026-11-01", "2026-11-21")
	known := Account{ID: "one", Balance: &Amount{100, "EUR"}, BalanceAt: mustDay("2026-11-21").Time()}
	stale := Account{ID: "one", Available: &Amount{100, "EUR"}, BalanceAt: mustDay("2026-11-15").Time()}
	rows := []struct {
		name string
		h    Holding
		want Availability
	}{
		{"all of it is held", Holding{Account: known, Covered: []Frame{frameOf("2026-11-01", "2026-11-21")}}, Complete},
		{"and more", Holding{Account: known, Covered: []Frame{frameOf("2026-09-01", "2026-11-21")}}, Complete},
		{"days before what is held", Holding{Account: known, Covered: []Frame{frameOf("2026-11-02", "2026-11-21")}}, Partial},
		{"a day between is not held", Holding{Account: known, Covered: []Frame{frameOf("2026-11-01", "2026-11-09"), frameOf("2026-11-11", "2026-11-21")}}, Partial},
		{"days after the last acquisition", Holding{Account: stale, Covered: []Frame{frameOf("2026-11-01", "2026-11-15")}}, Partial},
		{"a balance, and no days", Holding{Account: known}, Partial},
		{"days, and no balance", Holding{Account: Account{ID: "one"}, Covered: []Frame{frameOf("2026-11-01", "2026-11-21")}}, None},
		{"the client's account", Holding{Account: Account{ID: "one"}, Transactions: []Transaction{entryOf("a", "2026-10-05", 1, "")}}, None},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := mustMake(t, Request{Kind: BalanceOverTime, Frame: frame}, row.h)[0].Held; got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
		})
	}
	past := Holding{Account: known, Covered: []Frame{frameOf("2026-11-01", "2026-11-15")}}
	q := Request{Kind: BalanceOverTime, Frame: frameOf("2026-11-01", "2026-11-10")}
	if got := mustMake(t, q, past)[0].Held; got != Partial {
		t.Errorf("days between the frame and the known balance are not held: got %s, want %s", got, Partial)
	}
}

// Section 6.6, balances: told as known; 400 if neither of two is, unless that is
// not required.
func TestBalances(t *testing.T) {
	some := &Amount{5, "EUR"}
	rows := []struct {
		name     string
		account  Account
		required Availability
		refused  bool
	}{
		{"both", Account{Balance: some, Available: some, Limit: some, Reserved: some}, "", false},
		{"the balance", Account{Balance: some}, "", false},
		{"what is available", Account{Available: some}, BalanceOrAvailable, false},
		{"neither", Account{Limit: some, Reserved: some}, "", true},
		{"neither, and required", Account{}, BalanceOrAvailable, true},
		{"neither, and not required", Account{}, None, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			row.account.ID = "one"
			all, err := Make(Request{Kind: BalancesNow, Required: row.required, Combine: true}, []Holding{{Account: row.account}}, today)
			if row.refused {
				wantUnavailable(t, err, "required_data_availability", "one")
				return
			}
			a := row.account
			want := []Report{{Kind: BalancesNow, Accounts: []string{"one"}, Balances: &Balances{a.Balance, a.Available, a.Limit, a.Reserved}}}
			if diff := cmp.Diff(want, all); diff != "" || err != nil {
				t.Errorf("error %v, -want +got\n%s", err, diff)
			}
		})
	}
}

// Section 6.6, account info.
func TestAccountInfo(t *testing.T) {
	at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	a := Account{ID: "one", IBAN: "DE43000000005686751168", Alias: "My checking account", Currency: "EUR", Refreshed: at, ConsentUntil: today + 90}
	h := Holding{Account: a, Transactions: []Transaction{entryOf("b", "2026-10-02", 1, ""), {ID: "x"}, entryOf("a", "2026-09-01", 1, "")}}
	got := mustMake(t, Request{Kind: AccountInfos, Frame: Last(3, today), Combine: true, Required: Complete}, h, Holding{Account: Account{ID: "two"}})
	want := []Report{
		{Kind: AccountInfos, Accounts: []string{"one"}, Refreshed: at, Info: &Info{Account: a, Oldest: mustDay("2026-09-01")}},
		{Kind: AccountInfos, Accounts: []string{"two"}, Info: &Info{Account: Account{ID: "two"}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
