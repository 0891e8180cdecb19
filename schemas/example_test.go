package schemas_test

import (
	"fmt"

	"github.com/sandbank-dev/sandbank/schemas"
)

func ExampleValidate() {
	body := []byte(`{"Data":{"Status":"Authorised"}}`)
	found, err := schemas.Validate("OBPatchAccountAccessConsentRequest", body)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range found {
		fmt.Printf("%s: expected %s, got %s (%s, %s)\n", v.Path, v.Expected, v.Got, v.Row.Path, v.Row.Occurrence)
	}
	// Output:
	// Data.Status: expected Revoked, got "Authorised" (OBPatchAccountAccessConsentRequest/Data/Status, 1..1)
}
