// Package reports computes the reports of Account Insights from accounts and
// transactions that it is given: account info, balances, balance over time,
// categorized transactions, groups by category, expenses, and what recurs each
// month. It also knows the categories and brands, and the rules that give a
// transaction its category.
//
// All of it is computing: the same request over the same holdings gives the same
// report, to the byte. It has no clock (today comes in as a Day), keeps nothing,
// and knows neither HTTP nor where the transactions come from. What it is
// handed it does not write to, and what it returns points into it.
//
// The sums of all reports agree: a transaction is counted once, under its first
// category, and what moves a balance is what the groups of its days add up to.
//
//	all, err := reports.Make(reports.Request{Kind: reports.Categorization}, holdings, today)
//
// Numbers of clauses are those of the reference of Account Insights; what it
// leaves open, marked inferred there, is decided here beside the type or function
// that it shapes.
package reports
