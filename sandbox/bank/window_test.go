package bank

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWindow(t *testing.T) {
	const from, to = "Field.InvalidDate Data.TransactionFromDateTime", "Field.InvalidDate Data.TransactionToDateTime"
	tests := []struct {
		name, from, to string
		want           []string
	}{
		{"open at both ends", "", "", nil},
		{"open at the end", "2020-03-17T07:05:34.327+03:00", "", nil},
		{"open at the start", "", "2020-03-17T07:05:34.327+03:00", nil},
		{"as the page has it", "2020-03-17T07:05:34.327+03:00", "2020-05-17T07:05:34.327+03:00", nil},
		{"without a fraction", "2020-03-17T07:05:34+03:00", "", nil},
		{"in UTC", "2020-03-17T07:05:34Z", "", nil},
		{"without seconds", "2020-03-17T07:05+03:00", "2020-03-17T07:05Z", nil},
		{"offset without a colon", "2020-03-17T07:05+0300", "2020-03-17T07:05:34+0300", nil},
		{"offset of hours", "2020-03-17T07:05:34-03", "", nil},
		{"nanoseconds", "2020-03-17T07:05:34.123456789Z", "", nil},
		{"of one moment in two zones", "2020-03-17T07:05:34Z", "2020-03-17T10:05:34+03:00", nil},
		{"leap day", "2020-02-29T00:00:00Z", "", nil},
		{"backwards", "2020-05-17T07:05:34Z", "2020-03-17T07:05:34Z", []string{to}},
		{"backwards by the zone alone", "2020-03-17T07:05:34Z", "2020-03-17T07:05:34+03:00", []string{to}},
		{"words", "yesterday", "", []string{from}},
		{"both wrong", "yesterday", "tomorrow", []string{from, to}},
		{"one wrong, no order to speak of", "2021-03-17T07:05:34Z", "tomorrow", []string{to}},
		{"date alone", "2020-03-17", "", []string{from}},
		{"without a zone", "2020-03-17T07:05:34", "", []string{from}},
		{"comma", "2020-03-17T07:05:34,327+03:00", "", []string{from}},
		{"blank for T", "2020-03-17 07:05:34Z", "", []string{from}},
		{"hour of one digit", "2020-03-17T7:05:34Z", "", []string{from}},
		{"thirteenth month", "2020-13-17T07:05:34Z", "", []string{from}},
		{"no leap day", "2021-02-29T07:05:34Z", "", []string{from}},
		{"25 o'clock", "2020-03-17T25:05:34Z", "", []string{from}},
		{"year of five digits", "12020-03-17T07:05:34Z", "", []string{from}},
		{"blank behind", "2020-03-17T07:05:34Z ", "", []string{from}},
		{"basic form", "20200317T070534Z", "", []string{from}},
		{"as in a header", "Sun, 10 Sep 2020 19:43:31 GMT", "", []string{from}},
		{"endless", "2020-03-17T07:05:34." + strings.Repeat("0", 5000) + "Z", "", []string{from}},
		{"NUL", "\x00", "", []string{from}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, v := range Check(ConsentRequest{Permissions: basic.Permissions, From: tt.from, To: tt.to}) {
				got = append(got, v.Code+" "+v.Path)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("breaches (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWindowIsEchoedAsSent(t *testing.T) {
	b, _ := newBank(t)
	r := basic
	r.From, r.To = "2020-03-17T07:05+0300", "2020-05-17T07:05:34.3Z"
	made, err := b.CreateConsent(one, r)
	if err != nil {
		t.Fatal(err)
	}
	got := mustRead(t, b, made.ID)
	if got.From != r.From || got.To != r.To {
		t.Errorf("the window reads %s to %s, want %s to %s", got.From, got.To, r.From, r.To)
	}
}
