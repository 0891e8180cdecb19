package aggregator

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// What is deleted while a refresh is PROCESSING is not read; the rest is.
func TestRefreshOfWhatIsLeft(t *testing.T) {
	for _, row := range []struct {
		name string
		end  func(a *Aggregator, consumer string, ids []string) error
	}{
		{"of the accounts", func(a *Aggregator, who string, ids []string) error { return a.DeleteAccounts(one, who, ids) }},
		{"of their consents", func(a *Aggregator, who string, ids []string) error { return a.DeleteStored(one, who, ids) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			consumer, ids := mustStore(t, a, "anybody")
			c.Advance(15 * time.Minute)
			r := mustRefresh(t, a, RefreshRequest{Consumer: consumer})
			if err := row.end(a, consumer, ids[:1]); err != nil {
				t.Fatal(err)
			}
			c.Advance(usualRefresh)
			if got := sight(t, a, r); got != "FINISHED" {
				t.Errorf("it ends as %s, want FINISHED", got)
			}
			if got, err := a.Refresh(one, r.ID); err != nil || !slices.Equal(got.AccountIDs, ids[1:]) {
				t.Errorf("it read %v, %v; want %v", got.AccountIDs, err, ids[1:])
			}
		})
	}
}

// A refresh whose consumer is deleted does not say that the consumer did anything.
func TestRefreshOfADeletedConsumer(t *testing.T) {
	a, _ := newAggregator(t)
	consumer, _ := mustStore(t, a, "anybody")
	r := mustRefresh(t, a, RefreshRequest{Consumer: consumer})
	must(a.DeleteConsumer(one, consumer))
	got, err := a.Refresh(one, r.ID)
	if err != nil || got.Error == nil || got.Error.Category != notStored || !strings.Contains(got.Error.Message, "was deleted") {
		t.Errorf("it is %s, %+v, %v", got.State, got.Error, err)
	}
}

// The refusal of a second refresh tells until when the first one is PROCESSING, if
// time alone ends that.
func TestSecondRefreshIsToldWhen(t *testing.T) {
	for _, row := range []struct{ username, want string }{
		{"anybody", "PROCESSING until 2026-01-01T12:00:10Z"},
		{"refresh-slow", "Refresh-Status"},
	} {
		t.Run(row.username, func(t *testing.T) {
			a, _ := newAggregator(t)
			consumer, _ := mustStore(t, a, row.username)
			mustRefresh(t, a, RefreshRequest{Consumer: consumer})
			_, err := a.StartRefresh(one, RefreshRequest{Consumer: consumer})
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("the second is answered %v, want %q in it", err, row.want)
			}
		})
	}
}
