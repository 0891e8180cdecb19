// Package storage is the consumers' data of Account Insights: accounts and
// transactions that a client wrote itself or that were acquired from a bank, the
// labels on them, and for how long they are kept (account-insights.md, 6.1 to
// 6.5).
//
// What was acquired is kept by reference: the bank's account, the days that were
// read, and the instant at which they were. So a refresh costs the same whatever
// it brings, and data that were read twice are there once. The package must not
// know HTTP, sessions, flows, how a consumer came to agree, or how a report is
// worked out: it hands the data that are still kept to package reports.
package storage
