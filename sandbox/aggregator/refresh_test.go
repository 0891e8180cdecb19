package aggregator

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// mustStore takes a consumer through a flow that stores the consent for all of her
// accounts at the Demo Bank.
func mustStore(tb testing.TB, a *Aggregator, username string) (consumer string, ids []string) {
	tb.Helper()
	return mustStoreFor(tb, a, username, "")
}

func mustStoreFor(tb testing.TB, a *Aggregator, username, who string) (consumer string, ids []string) {
	tb.Helper()
	r := demo()
	r.Scope.Lifetime = ptr(90)
	f := mustFlow(tb, a, mustStart(tb, a, r), FlowRequest{Consumer: who, Store: StoreRequired, Accounts: &Selector{All: true}})
	done, err := a.Complete(f.ID, Visitor{Username: username})
	if err != nil || done.State != Finished || !done.Result.ConsentStored {
		tb.Fatalf("the flow is %s, %v, %+v", done.State, err, done.Result)
	}
	return done.Result.Consumer, done.Result.AccountIDs
}

func mustRefresh(tb testing.TB, a *Aggregator, q RefreshRequest) Refresh {
	tb.Helper()
	r, err := a.StartRefresh(one, q)
	if err != nil {
		tb.Fatal(err)
	}
	if r.State != RefreshProcessing {
		tb.Fatalf("a refresh that has just begun is %s", r.State)
	}
	return r
}

// sight is what a look at a refresh sees.
func sight(tb testing.TB, a *Aggregator, r Refresh) string {
	tb.Helper()
	got, err := a.Refresh(one, r.ID)
	if err != nil {
		tb.Fatal(err)
	}
	out := string(got.State)
	if got.Error != nil {
		out += " " + got.Error.Category
	}
	return out
}

// What a refresh by a stored consent comes to, by whose it is (8.3), look after
// look; five seconds pass between two.
func TestRefreshesOfUsernames(t *testing.T) {
	for _, row := range []struct{ username, want string }{
		{"anybody", "PROCESSING, PROCESSING, FINISHED, FINISHED"},
		{"consent-expired", "EXCEPTION CONSENT.EXPIRED, EXCEPTION CONSENT.EXPIRED"},
		{"consent-revoked", "EXCEPTION CONSENT.REVOKED"},
		{"consent-quota", "EXCEPTION CONSENT.QUOTA_EXCEEDED"},
		{"refresh-failed", "EXCEPTION BANK.TECHNICAL"},
		{"refresh-slow", "PROCESSING, PROCESSING, PROCESSING, PROCESSING, PROCESSING, FINISHED"},
	} {
		t.Run(row.username, func(t *testing.T) {
			a, c := newAggregator(t)
			consumer, ids := mustStore(t, a, row.username)
			c.Advance(time.Hour)
			r := mustRefresh(t, a, RefreshRequest{Consumer: consumer})
			var looks []string
			for range strings.Split(row.want, ", ") {
				looks = append(looks, sight(t, a, r))
				c.Advance(5 * time.Second)
			}
			if got := strings.Join(looks, ", "); got != row.want {
				t.Errorf("looks see %s, want %s", got, row.want)
			}
			got, _ := a.Refresh(one, r.ID)
			if got.State == RefreshFinished && !slices.Equal(got.AccountIDs, ids) {
				t.Errorf("it brought %v, want %v", got.AccountIDs, ids)
			}
			_, _, err := a.cfg.Storage.Accounts(one, consumer, storage.Page{})
			if (err == nil) != (got.State == RefreshFinished) {
				t.Errorf("it is %s, and the data: %v", got.State, err)
			}
		})
	}
}

// A refresh ends at its time also if nobody looks at it, and what it read is of
// that time.
func TestRefreshEndsByItself(t *testing.T) {
	a, c := newAggregator(t)
	consumer, _ := mustStore(t, a, "anybody")
	c.Advance(time.Hour)
	began := c.Now()
	mustRefresh(t, a, RefreshRequest{Consumer: consumer, RetentionMinutes: ptr(60)})
	c.Advance(20 * time.Minute)
	a.CatchUp()
	list, _, err := a.cfg.Storage.Accounts(one, consumer, storage.Page{})
	if err != nil || !list[0].Refreshed.Equal(began.Add(usualRefresh)) {
		t.Errorf("accounts %+v, error %v; want them as of %s", list, err, began.Add(usualRefresh))
	}
}

func TestRefreshRequestRules(t *testing.T) {
	for _, row := range []struct {
		name string
		q    RefreshRequest
		want []string
	}{
		{"nothing at all", RefreshRequest{}, []string{"REQUIRED insights_consumer_id"}},
		{"a token without its consent", RefreshRequest{ConsentToken: "t"}, []string{"REQUIRED consent_id"}},
		{"a consent without its token", RefreshRequest{ConsentID: "c"}, []string{"REQUIRED consent_token"}},
		{"stored and supplied", RefreshRequest{ConsentID: "c", ConsentToken: "t", Consumer: "kim"}, []string{"MUTUALLY_EXCLUSIVE consent_id"}},
		{"ids without a consumer", RefreshRequest{ConsentID: "c", ConsentToken: "t", Accounts: &RefreshSelector{AccountIDs: []string{"x"}}}, []string{"REQUIRED insights_consumer_id"}},
		{"three selections", RefreshRequest{Consumer: "kim", Accounts: &RefreshSelector{All: ptr(true), IBANs: []string{checking}, BankIDs: []string{"x"}}},
			[]string{"MUTUALLY_EXCLUSIVE accounts.ibans", "MUTUALLY_EXCLUSIVE accounts.account_ids"}},
		{"days and dates, and no minutes", RefreshRequest{Consumer: "kim", RefreshDays: ptr(3), From: 700000, RetentionMinutes: ptr(0)},
			[]string{"MUTUALLY_EXCLUSIVE refresh_days", "INVALID_VALUE data_retention_minutes"}},
		{"a consumer half there", RefreshRequest{Consumer: "kim", PSU: &PSU{}}, []string{"REQUIRED psu.user_agent", "REQUIRED psu.ip_address"}},
		{"another's consumer", RefreshRequest{Consumer: "lee"}, []string{"CONSENT.NOT_STORED"}},
		{"an account that is not covered", RefreshRequest{Consumer: "kim", Accounts: &RefreshSelector{IBANs: []string{checking, restricted}}},
			[]string{"CONSENT.RESOURCE_NOT_GRANTED", "INVALID_VALUE accounts.ibans[1]"}},
		{"no account that is allowed", RefreshRequest{Consumer: "kim", Allowed: &AllowedAccounts{Types: []string{"DEPOT"}}}, []string{"CONSENT.RESOURCE_NOT_GRANTED"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			mustStoreFor(t, a, "anybody", "kim")
			_, err := a.StartRefresh(one, row.q)
			if diff := cmp.Diff(row.want, told(err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// told writes a refusal shortly: its code if it has one of its own, and its
// violations.
func told(err error) (out []string) {
	if e, ok := err.(*storage.Error); ok {
		if e.Kind == storage.NotFound && len(e.Violations) == 0 {
			out = append(out, "NOT FOUND")
		}
		if e.Code != "" {
			out = append(out, e.Code)
		}
		for _, v := range e.Violations {
			out = append(out, v.Code+" "+v.Path)
		}
	}
	return out
}

func TestSelectedAccountsAreRefreshed(t *testing.T) {
	for _, row := range []struct {
		name   string
		choose func(ids []string, bankIDs []string) (*RefreshSelector, *AllowedAccounts)
		want   []int
	}{
		{"nothing said", func([]string, []string) (*RefreshSelector, *AllowedAccounts) { return nil, nil }, []int{0, 1, 2, 3}},
		{"all", func([]string, []string) (*RefreshSelector, *AllowedAccounts) {
			return &RefreshSelector{All: ptr(true)}, nil
		}, []int{0, 1, 2, 3}},
		{"an IBAN", func([]string, []string) (*RefreshSelector, *AllowedAccounts) {
			return &RefreshSelector{IBANs: []string{salary}}, nil
		}, []int{1}},
		{"ids", func(ids, _ []string) (*RefreshSelector, *AllowedAccounts) {
			return &RefreshSelector{AccountIDs: []string{ids[2], ids[0]}}, nil
		}, []int{0, 2}},
		{"an id at the bank", func(_, bank []string) (*RefreshSelector, *AllowedAccounts) {
			return &RefreshSelector{BankIDs: bank[3:]}, nil
		}, []int{3}},
		{"savings", func([]string, []string) (*RefreshSelector, *AllowedAccounts) {
			return nil, &AllowedAccounts{Types: []string{"SAVING"}}
		}, []int{3}},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			consumer, ids := mustStore(t, a, "anybody")
			all, err := a.StoredConsents(one, consumer)
			if err != nil || len(all) != 1 {
				t.Fatal(all, err)
			}
			var bank []string
			for _, s := range all[0].Accounts {
				bank = append(bank, s.BankID)
			}
			sel, allowed := row.choose(ids, bank)
			r := mustRefresh(t, a, RefreshRequest{Consumer: consumer, Accounts: sel, Allowed: allowed})
			c.Advance(usualRefresh)
			got, _ := a.Refresh(one, r.ID)
			var want []string
			for _, i := range row.want {
				want = append(want, ids[i])
			}
			if diff := cmp.Diff(want, got.AccountIDs); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOneRefreshAtATime(t *testing.T) {
	a, c := newAggregator(t)
	consumer, _ := mustStore(t, a, "anybody")
	other, _ := mustStore(t, a, "anybody")
	mustRefresh(t, a, RefreshRequest{Consumer: consumer})
	mustRefresh(t, a, RefreshRequest{Consumer: other})
	_, err := a.StartRefresh(one, RefreshRequest{Consumer: consumer})
	if e, ok := err.(*storage.Error); !ok || e.Kind != storage.Conflict {
		t.Errorf("a second one: %v", err)
	}
	c.Advance(usualRefresh)
	r := mustRefresh(t, a, RefreshRequest{Consumer: consumer})
	if _, err := a.Refresh(two, r.ID); err == nil {
		t.Error("another client sees it")
	}
}

// A consent of the client's own opens a refresh too, for a consumer that is made if
// none is named; its token changes.
func TestRefreshByAConsentOfTheClients(t *testing.T) {
	a, c := newAggregator(t)
	_, g := mustGrant(t, a, everything(), "anybody")
	r := mustRefresh(t, a, RefreshRequest{ConsentID: g.ConsentID, ConsentToken: g.Token})
	if r.Consumer == "" || r.Token == "" || r.Token == g.Token {
		t.Errorf("it is for %q, with the token %q after %q", r.Consumer, r.Token, g.Token)
	}
	c.Advance(usualRefresh)
	if got := sight(t, a, r); got != "FINISHED" {
		t.Errorf("it ends as %s", got)
	}
	list, _, err := a.cfg.Storage.Accounts(one, r.Consumer, storage.Page{})
	if err != nil || len(list) != 4 || list[0].ConsentUntil != 0 {
		t.Errorf("accounts %+v, error %v", list, err)
	}
	_, err = a.StartRefresh(one, RefreshRequest{ConsentID: g.ConsentID, ConsentToken: g.Token})
	if diff := cmp.Diff([]string{"CONSENT.INVALID_TOKEN"}, told(err)); diff != "" {
		t.Error(diff)
	}
	_, err = a.StartRefresh(one, RefreshRequest{ConsentID: g.ConsentID, ConsentToken: r.Token, Accounts: &RefreshSelector{IBANs: []string{restricted}}})
	if diff := cmp.Diff([]string{notGranted, "INVALID_VALUE accounts.ibans[0]"}, told(err)); diff != "" {
		t.Error(diff)
	}
	if next := tokenOf(err); next == "" || next == r.Token {
		t.Errorf("the refusal brings the token %q after %q", next, r.Token)
	}
}
