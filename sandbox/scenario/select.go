package scenario

// Facts is all that the choice of a scenario may look at. Absent facts are
// zero.
type Facts struct {
	Pinned      string            // 1: by the control plane, to this consent
	Queued      string            // 2: for the next consent of the tenant
	Header      string            // 3: x-sandbox-scenario
	Body        []byte            // 4: the request body, for the hints in it
	Path        string            // 5: /t/{tenant}~{scenario}/
	PSU         string            // 6: the username typed at the bank
	Default     string            // 8: the tenant's
	Bank        string            // of match: the bank's name in the file
	Client      string            // of match
	Permissions []string          // of match
	From, To    string            // of match: the window as sent
	Headers     map[string]string // of match: lower-case names
	Account     string            // of match
	Nth         int               // of match: ordinal of the consent in its tenant, from 1
}

// A Selection says which scenario governs a consent, and why.
type Selection struct {
	Scenario string `json:"scenario"`
	Rule     string `json:"rule"` // one of the nine steps, e.g. "header"
	Steps    []Step `json:"steps"`
}

// A Step is one of the nine ways to choose, in order, and what it said.
type Step struct {
	Order  int    `json:"order"`
	Rule   string `json:"rule"`
	Answer string `json:"answer,omitempty"` // the scenario it named; "" if none
	Won    bool   `json:"won,omitempty"`
	Why    string `json:"why"`
}
