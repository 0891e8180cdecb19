package mutant

import (
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

var transOps = []op{transactions, allTrans, statementTrans}

// balanceLies is lies about balances.
var balanceLies = []defect{
	{"no-balance", "An account has no balance.", breaks("BAL-01"),
		lists([]op{balances}, func(*call, []object) []object { return nil })},
	{"one-account-without-balance", "The last account has no balance in bulk.", breaks("RES-02"),
		lists([]op{allBalances}, func(_ *call, items []object) []object {
			last := ""
			if len(items) > 0 {
				last = items[len(items)-1].text("AccountId")
			}
			return slices.DeleteFunc(items, func(item object) bool { return item.text("AccountId") == last })
		})},
	{"balance-in-another-currency", "A balance is in another currency than its account.", breaks("BAL-02"),
		each([]op{balances, allBalances}, func(item object) { at(item, "Amount", inOtherMoney) })},
	{"available-balance-in-another-currency", "The available balance is in another currency than its account.", breaks("BAL-02"),
		each([]op{balances, allBalances}, func(item object) {
			if strings.HasSuffix(item.text("Type"), "Available") {
				at(item, "Amount", inOtherMoney)
			}
		})},
	{"booked-balance-off", "The booked balance is a thousandth more than the transactions come to.", breaks("BAL-03"),
		each([]op{balances, allBalances}, func(item object) {
			if item.text("Type") == "InterimBooked" {
				at(item, "Amount", more)
			}
		})},
	{"booked-balance-other-sign", "The booked balance has the wrong direction.", breaks("BAL-03"),
		each([]op{balances, allBalances}, func(item object) {
			if item.text("Type") == "InterimBooked" {
				reverse(item)
			}
		})},
	{"zero-is-debit", "A balance of zero is a Debit.", breaks("BAL-04"),
		each([]op{balances, allBalances}, func(item object) {
			at(item, "Amount", func(amount object) {
				if strings.Trim(amount.text("Amount"), "0.") == "" {
					item["CreditDebitIndicator"] = "Debit"
				}
			})
		})},
}

// entryLies is lies in transactions.
var entryLies = []defect{
	{"transaction-ids-change-with-authentication", "A TransactionId is another after a re-authentication.", breaks("TRX-01"),
		recall(func(good bank, seen *notebook) bank {
			return lists(transOps, func(c *call, items []object) []object {
				if g := seen.grant(c); g != nil && g.nth > 1 {
					for _, item := range items {
						item["TransactionId"] = item.text("TransactionId") + "-" + strconv.Itoa(g.nth)
					}
				}
				return items
			})(good)
		})},
	{"running-balance-off", "The balance after one of the transactions is a thousandth too much.", breaks("TRX-10"),
		lists(transOps, func(_ *call, items []object) []object {
			if len(items) > 2 {
				at(items[1], "Balance.Amount", more)
			}
			return items
		})},
	{"running-balance-stands-still", "The balance after every transaction is that of the newest.", breaks("TRX-10"),
		lists(transOps, func(_ *call, items []object) []object {
			for i := range items {
				if items[i]["Balance"] != nil {
					newest := slices.IndexFunc(items, func(o object) bool { return o["Balance"] != nil && o["AccountId"] == items[i]["AccountId"] })
					items[i]["Balance"] = items[newest]["Balance"]
				}
			}
			return items
		})},
	{"amount-off", "The amount of a transaction is a thousandth more than it was booked with.", breaks("TRX-10"),
		lists(transOps, func(_ *call, items []object) []object {
			if len(items) > 2 {
				at(items[len(items)/2], "Amount", more)
			}
			return items
		})},
	{"booked-tomorrow", "The newest transaction is booked next year.", breaks("TRX-11"),
		lists(transOps, func(_ *call, items []object) []object {
			for _, item := range items[:min(1, len(items))] {
				item["Status"] = "Booked"
				item["BookingDateTime"] = later(item.text("BookingDateTime"), 366*24*time.Hour)
			}
			return items
		})},
	{"pending-is-booked", "What is pending is said to be Booked, on the day on which it is expected to be.", breaks("TRX-11"),
		each(transOps, func(item object) { item["Status"] = "Booked" })},
	{"exchange-rate-wrong", "The exchange rate of a payment is ten times what it was.", breaks("TRX-12"),
		each(transOps, func(item object) {
			at(item, "CurrencyExchange", func(x object) {
				if rate, ok := x["ExchangeRate"].(json.Number); ok {
					if f, err := rate.Float64(); err == nil {
						x["ExchangeRate"] = f * 10
					}
				}
			})
		})},
	{"exchange-rate-upside-down", "The exchange rate of a payment is that of the other direction.", breaks("TRX-12"),
		each(transOps, func(item object) {
			at(item, "CurrencyExchange", func(x object) {
				if rate, ok := x["ExchangeRate"].(json.Number); ok {
					if f, err := rate.Float64(); err == nil && f != 0 {
						x["ExchangeRate"] = 1 / f
					}
				}
			})
		})},
	{"instructed-amount-is-the-amount", "InstructedAmount of an exchange is the amount in the account's currency.", breaks("TRX-12"),
		each(transOps, func(item object) {
			at(item, "CurrencyExchange", func(x object) {
				if x["InstructedAmount"] != nil {
					x["InstructedAmount"] = item["Amount"]
				}
			})
		})},
	{"transaction-in-another-currency", "The amount of a transaction is in another currency than its account.", breaks("TRX-13"),
		each(transOps, func(item object) { at(item, "Amount", inOtherMoney) })},
	{"direction-abbreviated", "CreditDebitIndicator is CRDT or DBIT.", breaks("TRX-13", "HTTP-BODY-03"),
		each(transOps, func(item object) {
			item["CreditDebitIndicator"] = map[string]string{"Credit": "CRDT", "Debit": "DBIT"}[item.text("CreditDebitIndicator")]
		})},
	{"foreign-amount-shown", "The amount of a payment abroad is in the currency of the shop.", breaks("TRX-13"),
		each(transOps, func(item object) {
			at(item, "CurrencyExchange", func(x object) {
				if x["InstructedAmount"] != nil {
					item["Amount"] = x["InstructedAmount"]
				}
			})
		})},
}

// inOtherMoney gives an amount another currency.
func inOtherMoney(amount object) {
	amount["Currency"] = map[bool]string{true: "EUR", false: "USD"}[amount.text("Currency") == "USD"]
}

// more adds one to the last digit of an amount.
func more(amount object) {
	text := amount.text("Amount")
	whole, fraction, _ := strings.Cut(text, ".")
	n, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		return
	}
	digits := n.Add(n, big.NewInt(1)).String()
	for len(digits) <= len(fraction) {
		digits = "0" + digits
	}
	cut := len(digits) - len(fraction)
	amount["Amount"] = strings.TrimSuffix(digits[:cut]+"."+digits[cut:], ".")
}

// reverse makes a credit of a debit and a debit of a credit.
func reverse(item object) {
	item["CreditDebitIndicator"] = map[bool]string{true: "Debit", false: "Credit"}[item.text("CreditDebitIndicator") == "Credit"]
}
