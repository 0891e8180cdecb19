package features

import "slices"

// insightsSteps lists every step that features of Account Insights are written in.
func insightsSteps() []step {
	return slices.Concat(insightsGivens(), insightsConsumerSteps(), insightsWhens(), insightsFlowThens(), insightsThens(),
		insightsStorageSteps(), insightsListThens(), insightsSumThens(), insightsScheduleSteps(), insightsCategorySteps(),
		insightsAgainSteps(), insightsPickedSteps(), insightsBrandSteps(), insightsReadingSteps())
}
