package features

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/cucumber/godog"
)

// memory is what the steps of one scenario remember.
type memory struct{}

// register gives godog every step of the language, once, at suite level.
func register(sc *godog.ScenarioContext) {
	registerSteps(sc, catalogue())
}

// catalogue lists every step of the language.
func catalogue() []step {
	return []step{
		{`the AISP asks for a consent to {string}`, `When the AISP asks for a consent to "ReadAccountsBasic"`,
			"Sends a request for a consent with one permission.", (*World).askFor},
		{`the status is {int}`, `Then the status is 201`,
			"Holds the status of the last answer against a number.", (*World).statusIs},
	}
}

func (w *World) askFor(ctx context.Context, permission string) error {
	body := fmt.Sprintf(`{"Data":{"Permissions":[%q]}}`, permission)
	_, err := w.Send(ctx, Call{Method: http.MethodPost, Path: "/account-access-consents", Body: []byte(body)})
	return err
}

func (w *World) statusIs(_ context.Context, want int) error {
	if got := w.Last.Status; got != want {
		return Finding{Where: "status", Expected: strconv.Itoa(want), Got: strconv.Itoa(got)}
	}
	return nil
}
