package features

// insightsLives is whose life the edges of Account Insights are.
const insightsLives = "the lives of sessions, flows, consents and refreshes"

// insightsEdges lists what a full run has to try, in which state (7).
func insightsEdges() []Edge { return nil }
