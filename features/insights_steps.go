package features

// insightsSteps lists every step that features of Account Insights are written in.
func insightsSteps() []step { return nil }
