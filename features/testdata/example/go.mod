// A module of its own, as a user of the bank and the suite would have one.
module example.com/gulf-bank/conformance

go 1.26.0

require github.com/sandbank-dev/sandbank v0.0.0

replace github.com/sandbank-dev/sandbank => ../../..
