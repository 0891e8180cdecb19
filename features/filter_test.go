package features

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

// booked are transactions of these date-times, with ids from 1 on.
func booked(times ...string) read {
	var list []string
	for i, at := range times {
		list = append(list, fmt.Sprintf(`{"AccountId":"a-1","TransactionId":"%d","BookingDateTime":%q}`, i+1, at))
	}
	return readOf("an account's transactions", strings.Join(list, ","))
}

func TestFiltersMeanWhatTheySay(t *testing.T) {
	days := booked("2026-05-04T08:00:00.5+03:00", "2026-05-03T23:00:00+03:00", "2026-05-03T01:00:00+03:00", "2026-05-01T00:00:00+03:00")
	all, err := days.instants()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		how   string
		query string
		kept  string // of the four, the earliest first
	}{
		{"from the middle on", "fromBookingDateTime=2026-05-03T23:00:00", "..xx"},
		{"up to the middle", "toBookingDateTime=2026-05-03T23:00:00", "xxx."},
		{"from the first quarter to the last", "fromBookingDateTime=2026-05-03T23:00:00&toBookingDateTime=2026-05-04T08:00:00.5", "..xx"},
		{"from the first quarter on", "fromBookingDateTime=2026-05-03T23:00:00", "..xx"}, // with others within a day on each side
		{"from the day of the middle on", "fromBookingDateTime=2026-05-03", ".xxx"},
		{"up to the day of the middle", "toBookingDateTime=2026-05-03", "x..."},
		{"from the middle on, in another zone", "fromBookingDateTime=2026-05-03T23:00:00Z", "..xx"},
	} {
		t.Run(tt.how, func(t *testing.T) {
			s := spansOf(tt.how, "Transaction", all)[0]
			if got, _ := url.QueryUnescape(s.query.Encode()); got != tt.query {
				t.Errorf("got ?%s, want ?%s", got, tt.query)
			}
			var kept strings.Builder
			for _, i := range all {
				kept.WriteByte(map[bool]byte{true: 'x', false: '.'}[s.holds(i.at)])
			}
			if kept.String() != tt.kept {
				t.Errorf("it keeps %s, want %s", kept.String(), tt.kept)
			}
		})
	}
}

// TestZoneThatIsRead is the other reading of a zone in a filter, which later
// editions of the standard allow.
func TestZoneThatIsRead(t *testing.T) {
	all, err := booked("2026-05-03T23:00:00+03:00", "2026-05-03T20:00:00+03:00", "2026-05-01T00:00:00+03:00").instants()
	if err != nil {
		t.Fatal(err)
	}
	spans := spansOf("from the middle on, in another zone", "Transaction", all)
	if len(spans) != 2 {
		t.Fatalf("got %d readings, want 2", len(spans))
	}
	want := time.Date(2026, 5, 3, 20, 0, 0, 0, time.UTC)
	if !spans[1].lo.Equal(want) {
		t.Errorf("the other reading begins at %s, want %s", spans[1].lo, want)
	}
}

func TestInstantsThatTellNothingApart(t *testing.T) {
	_, err := booked("2026-05-03T10:00:00+03:00", "2026-05-03T07:00:00Z").instants()
	wantFinding(t, err, "no data")
	_, err = booked("2026-05-03T10:00:00").instants()
	wantFinding(t, err, "a date-time with a zone")
}

func TestWhatAFilterSelects(t *testing.T) {
	whole := booked("2026-05-04T00:00:00+03:00", "2026-05-03T00:00:00+03:00", "2026-05-02T00:00:00+03:00", "2026-05-01T00:00:00+03:00")
	all, err := whole.instants()
	if err != nil {
		t.Fatal(err)
	}
	items := func(ids ...int) read {
		var list []string
		for _, id := range ids {
			list = append(list, whole.items()[id-1].Raw)
		}
		return readOf("an account's transactions", strings.Join(list, ","))
	}
	for _, tt := range []struct {
		name string
		got  read
		want string
	}{
		{"just those", items(1, 2), ""},
		{"one too many", items(1, 2, 3), "(3): expected an item of"},
		{"one is missing", items(1), "none that is a-1 2"},
		{"none", items(), "none that is a-1 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := looking(tt.got)
			w.earlier, w.spans = []read{whole}, spansOf("from the middle on", "Transaction", all)
			wantFinding(t, w.areSelected(t.Context()), tt.want)
		})
	}
}

func TestWindows(t *testing.T) {
	statement := func(id, start, end string) string {
		return `{"AccountId":"a-1","StatementId":"` + id + `","StartDateTime":"` + start + `T00:00:00+03:00","EndDateTime":"` + end + `T23:59:59+03:00"}`
	}
	april, may, june := statement("4", "2026-04-01", "2026-04-30"), statement("5", "2026-05-01", "2026-05-31"), statement("6", "2026-06-01", "2026-06-30")
	for _, tt := range []struct{ name, list, lies, missing string }{
		{"those that lie in it as a whole", june, "", ""},
		{"one that is cut", june + "," + may, "(5): expected an item of the consent's window", ""},
		{"none", "", "none that is a-1 6", "none that is a-1 6"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := looking(readOf("an account's statements", tt.list))
			w.whole = readOf("an account's statements", june+","+may+","+april)
			w.ask = consentDraft(nil)
			if err := w.givenWindow(t.Context(), "2026-05-02T12:00:00+03:00", "open"); err != nil {
				t.Fatal(err)
			}
			wantFinding(t, w.lieInWindow(t.Context()), tt.lies)
			wantFinding(t, w.noneMissing(t.Context()), tt.missing)
		})
	}
}

func TestFrequencies(t *testing.T) {
	for text, want := range map[string]bool{
		"EvryDay": true, "EvryWorkgDay": true, "IntrvlDay:15": true, "IntrvlWkDay:01:03": true, "WkInMnthDay:02:03": true,
		"IntrvlMnthDay:01:-01": true, "IntrvlMnthDay:06:15": true, "QtrDay:ENGLISH": true, "NotKnown": true,
		"IntrvlDay:1": false, "IntrvlMnthDay:07:15": false, "IntrvlMnthDay:01:32": false, "Monthly": false, "EvryDayX": false, "": false,
	} {
		w := looking(readOf("all standing orders", `{"Frequency":"`+text+`"}`))
		wantFinding(t, w.frequenciesFit(t.Context()), map[bool]string{true: "", false: "/Frequency"}[want])
	}
}

func TestPaymentsAreFound(t *testing.T) {
	order := readOf("an account's standing orders", `{"AccountId":"a-1","LastPaymentAmount":{"Amount":"30","Currency":"BHD"}}`).all()[0]
	transactions := readOf("an account's transactions", moved("2", -30, 120, "")+","+moved("1", 50, 150, "")).all() // at 10:00 on 3 May
	for _, tt := range []struct{ name, day, want string }{
		{"on the day", "2026-05-03", ""},
		{"after a day off", "2026-05-01", ""},
		{"long before", "2026-04-20", "a debit of 30.000 BHD from 2026-04-19 on"},
		{"not yet", "2026-05-10", "a debit of 30.000 BHD"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			day, err := time.Parse(time.DateOnly, tt.day)
			if err != nil {
				t.Fatal(err)
			}
			wantFinding(t, paid(transactions, order, looking().about(day), order.Get("LastPaymentAmount")), tt.want)
		})
	}
}
