package storage

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// merchantCategories are what a shop's merchant category code (ISO 18245) says its
// purchases are. Reports are not told the code, so that it can judge them.
var merchantCategories = map[string]string{
	"0742": "Veterinarian", "4111": "Public Transport", "4112": "Train", "4121": "Taxi", "4215": "Freight and Couriers", "4511": "Flights",
	"4722": "Travel Agency", "5200": "Hardware Store", "5261": "Garden", "5411": "Groceries", "5422": "Butcher and Fish", "5462": "Bakery",
	"5499": "Groceries", "5541": "Petrol", "5651": "Clothing", "5661": "Shoes", "5712": "Furniture", "5732": "Electronics",
	"5734": "Apps and Software", "5812": "Restaurant", "5813": "Bar", "5814": "Cafe", "5816": "Apps and Software", "5912": "Pharmacy",
	"5921": "Beverages", "5941": "Sporting Goods", "5942": "Books", "5943": "Stationery", "5944": "Jewellery", "5945": "Toys", "5947": "Gifts",
	"5964": "Online Shopping", "5977": "Drugstore", "5992": "Flowers", "5995": "Pet Supplies", "6011": "Cash Withdrawal", "7011": "Hotel",
	"7033": "Camping", "7216": "Laundry", "7230": "Hairdresser", "7512": "Car Rental", "7523": "Parking", "7538": "Car Repair",
	"7542": "Car Wash", "7832": "Cinema", "7922": "Theatre and Concerts", "7995": "Gambling", "7997": "Swimming Pool", "7998": "Zoo and Parks",
	"8011": "Doctor", "8021": "Dentist", "8043": "Optician", "9402": "Postage",
}

// purposes are what the rules of the fixtures are for that are no purchases, or whose
// code says less than their names: CUSTOMER RULE …: CATEGORY.
const purposes = `
acin-demo-data salary second-salary: Salary
acin-demo-data child-benefit: Child Benefit
acin-demo-data tuition-pay: Freelance Income
acin-demo-data tax-refund: Tax Refund
acin-demo-data dividends: Dividends
acin-demo-data health-refund: Insurance Payout
acin-demo-data flea-market: Private Sales
acin-demo-data birthday present: Presents
acin-demo-data rent: Rent
acin-demo-data power: Electricity
acin-demo-data gas: Gas and Heating
acin-demo-data water: Water
acin-demo-data waste: Waste Disposal
acin-demo-data broadcast: Broadcasting Fee
acin-demo-data internet: Internet and Telephone
acin-demo-data mobile: Mobile Phone
acin-demo-data plumber: Home Repairs
acin-demo-data health: Health Insurance
acin-demo-data car-cover: Car Insurance
acin-demo-data liability: Liability Insurance
acin-demo-data contents: Home Insurance
acin-demo-data legal: Legal Insurance
acin-demo-data life: Life Insurance
acin-demo-data pension: Private Pension
acin-demo-data car-loan: Car Loan
acin-demo-data home-saving: Building Savings
acin-demo-data fund: Investments
acin-demo-data saving: Savings
acin-demo-data card-bill: Credit Card Bill
acin-demo-data nursery: Childcare
acin-demo-data canteen: School Meals
acin-demo-data music-school: Music School
acin-demo-data course: Courses
acin-demo-data sports-club: Sports Club
acin-demo-data gym: Gym
acin-demo-data motor-club: Motoring Club
acin-demo-data charity: Donations
acin-demo-data car-tax: Vehicle Tax
acin-demo-data dog-tax: Dog Tax
acin-demo-data fine: Fines
acin-demo-data newspaper: Newspapers
acin-demo-data tickets: Public Transport
acin-demo-data cash: Cash Withdrawal
acin-demo-data fee: Bank charges
acin-demo-data overdraft: Interest Paid
acin-demo-data interest: Interest Income
acin-demo-data holiday larger: Own Accounts
acin-demo-data films: Video Streaming
acin-demo-data music: Music Streaming
acin-demo-data cloud: Cloud Services
acin-demo-data games: Games
acin-demo-data delivery: Food Delivery
acin-demo-data snack-bar: Fast Food
amal salary: Salary
amal expenses: Expense Reimbursement
amal letting: Rental Income
amal dana-back dana yusuf: Family and Friends
amal rent: Rent
amal mortgage: Mortgage
amal car-loan: Car Loan
amal saving: Savings
amal power: Electricity
amal telephone: Internet and Telephone
amal gym: Gym
amal card-bill: Credit Card Bill
amal wallet holiday: Own Accounts
amal school: Courses
amal insurance: Car Insurance
amal films: Video Streaming
amal music: Music Streaming
amal cash: Cash Withdrawal
amal fee: Bank charges
amal interest: Interest Income
basma sales harbour school exports: Sales Revenue
basma rent: Business Rent
basma wages-dana wages-yusuf wages bonus: Wages
basma drawings: Drawings
basma paper tools metals: Supplies
basma machines: Machinery
basma freight: Freight and Couriers
basma power: Electricity
basma insurance: Social Insurance
basma telephone: Internet and Telephone
basma vat: Value Added Tax
basma dollars: Currency Exchange
basma canteen: Canteen
basma fee: Bank charges
yusuf tea bread cards: Sales Revenue
yusuf flour: Supplies
yusuf greens: Groceries
yusuf drawings: Cash Withdrawal
transport salary: Salary
transport rent: Rent
transport power: Electricity
transport internet: Internet and Telephone
transport cash: Cash Withdrawal
transport fee: Bank charges
`

// meanings reads the table, by customer and rule.
func meanings() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(purposes)) {
		head, category, _ := strings.Cut(strings.TrimSpace(line), ": ")
		words := strings.Fields(head)
		for _, rule := range words[1:] {
			all[words[0]+" "+rule] = category
		}
	}
	return all
}

// meaning is what a rule's transactions are for; "" if neither table says.
func (o origin) meaning(table map[string]string) string {
	switch category := table[o.customer+" "+o.rule.ID]; {
	case o.charge:
		return "Bank charges"
	case category != "":
		return category
	}
	return merchantCategories[o.rule.With.Category]
}

// How well the rules of reports sort the transactions of the fixtures. The words that
// they know were chosen with these customers in view: what this holds is that
// nothing is lost again, and it says little of other people's.
func TestPrecisionAndRecallOfCategories(t *testing.T) {
	table := meanings()
	rows := []struct {
		persona
		least int // transactions that there must be
	}{
		{personas[0], 1500}, {personas[1], 1500}, {personas[2], 1500},
		{persona{fixtures.Shipped(), "yusuf"}, 4900}, {persona{fixtures.TestBanks(), fixtures.Transport}, 400},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			h := householdOf(t, row.set, row.name, 1)
			var all tally
			missed := map[string]int{}
			for _, r := range h.report(t, reports.Categorization, twoYears) {
				for _, e := range r.Categorized.Transactions {
					want := h.origins[faceOf(e)].meaning(table)
					if want == "" {
						continue // neither table says: a payment between own accounts, say
					}
					got := e.Categories[0].Name
					all.wanted++
					if got != "Uncategorised" && got != "Other Income" {
						all.found++
					}
					if got == want {
						all.right++
					} else {
						missed[fmt.Sprintf("%s: got %s, want %s", e.Reference, got, want)]++
					}
				}
			}
			t.Log(all)
			if all.wanted < row.least || all.precision() < 0.99 || all.recall() < 0.99 {
				t.Errorf("got %v; want precision and recall 0.99 of at least %d:\n%v", all, row.least, missed)
			}
		})
	}
}
