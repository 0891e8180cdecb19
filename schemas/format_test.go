package schemas

import (
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	for _, row := range []struct {
		format string
		good   []string
		bad    []string
	}{
		{
			"date-time",
			[]string{
				"2020-09-10T19:43:31.508+03:00", "2020-05-03T14:43:41Z", "2020-05-03t14:43:41z", "2020-05-03T14:43:41.1Z",
				"2020-05-03T14:43:41.123456789012Z", "2020-05-03T00:00:00-00:00", "2020-02-29T23:59:59+23:59",
				"2016-12-31T23:59:60Z", "2017-01-01T02:59:60+03:00", "2016-12-31T15:59:60.5-08:00", "0000-01-01T00:00:00Z",
			},
			[]string{
				"", "15:04:05", "2026-01-02", "2026-01-02T", "2026-01-02T15:04:05", "2026-01-02 15:04:05Z", "2026-01-02T15:04Z",
				"2026-01-02T15:04:05,5Z", "2026-01-02T15:04:05.Z", "2026-01-02T15:04:05+0300", "2026-01-02T15:04:05+03",
				"2026-01-02T15:04:05+03:60", "2026-01-02T15:04:05+24:00", "2026-01-02T15:04:05Z ", " 2026-01-02T15:04:05Z",
				"2026-13-02T15:04:05Z", "2026-02-29T15:04:05Z", "2026-00-01T15:04:05Z", "2026-01-32T15:04:05Z",
				"2026-01-02T24:00:00Z", "2026-01-02T23:60:00Z", "2026-01-02T23:59:61Z", "2026-01-02T22:59:60Z",
				"2026-1-2T15:04:05Z", "26-01-02T15:04:05Z", "2026-01-02T15:04:05+", "2026-01-02T15:04:05", "2026-01-02T1٣:04:05Z",
				"Thu, 10 Sep 2020 19:43:31 GMT", "20260102T150405Z",
			},
		},
		{
			"iso-date-time",
			[]string{
				"2020-03-17T07:05:34.327+03:00", "2020-05-03T14:43:41Z", "2020-03-17T07:05+03:00", "2020-03-17T07:05Z",
				"2020-03-17T07:05:34+0300", "2020-03-17T07:05:34+03",
			},
			[]string{
				"", "2020-03-17", "2020-03-17T07:05:34", "2020-03-17T07:05", "2020-03-17T07Z", "07:05:34Z", "2020-03-17T07:05:34+3",
				"2020-03-17T07:05:34+030", "2020-03-17T07:05:34+03000", "2020-03-17T07:05.5Z", "2020-03-17 07:05:34Z", "yesterday",
				"2020-05-03t14:43:41Z", "2020-05-03T14:43:41z", "2016-12-31T23:59:60Z", "2020-05-03T14:43:41." + strings.Repeat("1", 44) + "Z",
			},
		},
		{"date", []string{"2026-01-02", "2024-02-29"}, []string{"", "2026-02-29", "2026-1-2", "2026-01-02T00:00:00Z", "20260102", "2026-13-01"}},
		{
			"uri",
			[]string{"https://bank.example/a/b?c=d#e", "http://127.0.0.1:8080/t/x~y/open-banking/v1.0", "http://[::1]:80/", "urn:bh:org:x", "HTTPS://bank.example"},
			[]string{"", "www.tbc.com", "/a/b", "//bank.example/a", "http:///a", "https://", "https://bank.example/a b", "https://bank.example/é", `https:\\bank.example`, "https://bank.example/%zz", "http", ":x", "https://bank.example/<a>"},
		},
		{
			"uuid",
			[]string{"93bac548-d2de-4546-b106-880a5018460d", "93BAC548-D2DE-4546-B106-880A5018460D", "00000000-0000-0000-0000-000000000000"},
			[]string{"", "93bac548d2de4546b106880a5018460d", "{93bac548-d2de-4546-b106-880a5018460d}", "93bac548-d2de-4546-b106-880a5018460", "93bac548-d2de-4546-b106-880a5018460g", "93bac548-d2de-4546-b106_880a5018460d"},
		},
	} {
		for _, text := range row.good {
			if !formats[row.format].IsFormat(text) {
				t.Errorf("%q is refused as %s", text, row.format)
			}
		}
		for _, text := range row.bad {
			if formats[row.format].IsFormat(text) {
				t.Errorf("%q is taken as %s", text, row.format)
			}
		}
	}
}

// A format asks nothing of what is not a string.
func TestFormatsSpeakOfStringsOnly(t *testing.T) {
	for name, f := range formats {
		for _, value := range []any{nil, 1, true, []any{}, map[string]any{}} {
			if !f.IsFormat(value) {
				t.Errorf("%s refuses %v", name, value)
			}
		}
	}
}
