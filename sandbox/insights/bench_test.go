package insights

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// A whole flow without a browser: PUT session, PUT flow, the consumer's way through
// it, GET flow.
func BenchmarkWholeFlow(b *testing.B) {
	api := newTestAPI(b)
	b.ReportAllocs()
	for b.Loop() {
		session := api.mustSession(b, aSession)
		flow := api.mustFlow(b, session, "insights-refresh", "{}", scenarioName, "acin-demo-data")
		if e := api.send("GET", flow, ""); !strings.Contains(e.body, "FINISHED") {
			b.Fatal(e.body)
		}
	}
}

// A report over 5,000 transactions that the client wrote.
func BenchmarkReport(b *testing.B) {
	api := newTestAPI(b)
	api.must(b, http.StatusOK, "POST", accounts+"create", anAccount)
	var list []string
	for i := range 5000 {
		list = append(list, fmt.Sprintf(`{"booking_date":"2026-%02d-%02d","reference":"REWE SAGT DANKE %d","amount":{"amount":%d},"type":"DEBIT"}`, 1+i%10, 1+i%28, i, 100+i))
	}
	api.must(b, http.StatusOK, "POST", transactions+"create", `{"insights_consumer_id":"anna","insights_account_id":"giro","data_retention_minutes":1440,"transactions":[`+strings.Join(list, ",")+`]}`)
	for _, name := range []string{"categorization", "group-by-category", "recurring-transactions"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				api.must(b, http.StatusOK, "POST", someReports+name+"/create", `{"insights_consumer_id":"anna","report_days":365}`)
			}
		})
	}
}
