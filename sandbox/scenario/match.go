package scenario

// Match is the facts that must all hold for a rule to choose a scenario. A list
// means any of; an entry between slashes is a regular expression. Absent facts
// are not asked.
type Match struct {
	Bank, Client, PSU, Account, From, To []string
	Permissions                          *PermissionMatch
	Header                               map[string][]string
	Nth                                  []int
}

// PermissionMatch asks about the permissions of a consent.
type PermissionMatch struct {
	Has, Lacks, Only []string
}
