// Package scenario is the script: what the customer and the bank do with a
// consent, written as data in YAML.
//
// It parses and lints scenario files, says which scenario governs a consent and
// why, and draws a consent's life. It must not know HTTP, the store, or who
// carries the script out: that is the bank's business.
//
// A file has a version, which is 1, and scenarios; maybe banks:
//
//	version: 1
//	scenarios:
//	- name: bank-revokes           # kebab-case
//	  about: what it is for
//	  extends: another             # whose keys this one replaces
//	  match: {psu: [amal, /^b/]}   # chosen by rule; without it, by name only
//	  customer: approves           # declines, walks-away, fails-sca, ask
//	  lifecycle:                   # state: ways out of it
//	    Authorised:
//	    - {after: 2h, to: Revoked, by: bank, reason: a complaint}
//	  tokens: {access: 30m, refresh: 90d, rotate: true}
//	  data: {persona: amal, seed: 7}
//	  bank: gulf                   # one of banks; without it, one that has everything
//	  insights:                    # the same bank as Account Insights meets it
//	    sca: decoupled             # none, embedded, decoupled, redirect
//	    flow: {after: 3 polls, to: EXCEPTION, error: USER.ACCESS_DENIED}
//	    refresh: {after: 1m, to: FINISHED}
//	banks:
//	  gulf: {profile: obf-1.0, supports: {offers: false}}   # words of Endpoints; bulk-offers goes with offers
//
// The long form of customer is {does, as, accounts}. An exit has one trigger:
// after a duration ("1h30m") or a number of reads ("3 polls"), both counted from
// entry into the state, or upon authorize, token, data, poll, revoke or
// signal:NAME. Then to, and maybe by, accounts, reason, error, status, notify.
//
// Of insights, login: refused brings the form again, psu: valid-ip or valid-ipv4
// asks for such an address, and persona says whose accounts there are. A flow's
// way out leads to FINISHED, EXCEPTION, ABORTED or CONSUMER_INPUT_NEEDED, a
// refresh's to one of the first two.
//
// A match asks bank, client, psu, account, from, to, header: {NAME: …}, nth and
// permissions: {has, lacks, only}. All facts must hold; a list means any of; a
// word between slashes is a regular expression; what a request does not have
// never holds.
//
// Four things that the language leaves open are settled so:
//
//   - Keys that a child replaces, it replaces as a whole. It never inherits
//     name, about or match.
//   - The match rules of shipped files count only when the file is named
//     (builtin:examples.yaml, or a copy of it). The names always count.
//   - A later file may replace a scenario of an earlier load, as a copy of a
//     shipped file does; files of one load may not share a name. A bank is not
//     replaced but by its own file: two may not share a name.
//   - An exit that always comes second is refused, and so is one out of a state
//     that the script never reaches.
//
// A file with a problem loads nothing, and all its problems are told at once:
//
//	set, err := scenario.Load(scenario.Builtin(), "mine.yaml")
//	// mine.yaml:4: custommer: is not a key here; … (did you mean "customer"?)
package scenario
