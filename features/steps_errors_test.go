package features

import (
	"context"
	"fmt"
	"testing"
)

// answered gives a World whose When was answered with the body.
func answered(body string) *World {
	e := &Exchange{Status: 400, Response: Message{Body: []byte(body)}}
	return &World{memory: memory{answer: e}, exchanges: []*Exchange{e}}
}

func TestErrorNames(t *testing.T) {
	tests := []struct {
		name, path string
		want       bool
	}{
		{"the member", "Data.Permissions", true},
		{"an entry of it", "Data.Permissions[2]", true},
		{"a JSON path", "$.Data.Permissions", true},
		{"a JSON pointer", "/Data/Permissions", true},
		{"its parent", "Data", false},
		{"a longer name", "Data.PermissionsList", false},
		{"nothing", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := answered(fmt.Sprintf(`{"Errors":[{"Path":"Risk"},{"Path":%q}]}`, test.path))
			if err := w.errorNames(context.Background(), "Data.Permissions"); (err == nil) != test.want {
				t.Errorf("an error at %q: %v, want it taken: %v", test.path, err, test.want)
			}
		})
	}
}

func TestOneNamespace(t *testing.T) {
	tests := []struct {
		name, first, second string
		want                bool
	}{
		{"ours", "BH.OBF.Field.Missing", "BH.OBF.Resource.NotFound", true},
		{"another bank's", "UK.OBIE.Field.Missing", "UK.OBIE.Header.Invalid", true},
		{"two", "UK.OBIE.Field.Missing", "BH.OBF.Field.Missing", false},
		{"none", "Field.Missing", "Field.Missing", false},
		{"free words", "BH.OBF.Field.Missing", "bad request", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := answered(fmt.Sprintf(`{"Errors":[{"ErrorCode":%q},{"ErrorCode":%q}]}`, test.first, test.second))
			if err := w.oneNamespace(context.Background()); (err == nil) != test.want {
				t.Errorf("codes %s and %s: %v, want them taken: %v", test.first, test.second, err, test.want)
			}
		})
	}
	scripted := answered(`{"Errors":[{"ErrorCode":"UK.OBIE.Field.Missing"}]}`)
	scripted.Control = &Control{}
	if scripted.oneNamespace(context.Background()) == nil {
		t.Error("a scripted bank may have another namespace than BH.OBF")
	}
}

func TestZoned(t *testing.T) {
	tests := []struct {
		name, value string
		want        bool
	}{
		{"UTC", `"2020-09-10T16:43:31Z"`, true},
		{"an offset", `"2020-09-10T19:43:31.508+03:00"`, true},
		{"none", `"2020-09-10T19:43:31.508"`, false},
		{"a number", `1599756211`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := answered(`{"Data":[{"CreationDateTime":` + test.value + `,"Name":"no date"}]}`)
			if err := w.zoned(context.Background()); (err == nil) != test.want {
				t.Errorf("zoned with %s: %v, want it taken: %v", test.value, err, test.want)
			}
		})
	}
}

func TestAnswerIsError(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"whole", `{"Code":"400","Message":"m","Errors":[{"ErrorCode":"BH.OBF.Field.Missing","Message":"m"}]}`, true},
		{"without errors", `{"Code":"400","Message":"m","Errors":[]}`, false},
		{"without a code", `{"Message":"m","Errors":[{"ErrorCode":"BH.OBF.Field.Missing","Message":"m"}]}`, false},
		{"an error without a message", `{"Code":"400","Message":"m","Errors":[{"ErrorCode":"BH.OBF.Field.Missing"}]}`, false},
		{"not JSON", `Bad Request`, false},
		{"empty", ``, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := answered(test.body).answerIsError(context.Background()); (err == nil) != test.want {
				t.Errorf("%s: %v, want it taken: %v", test.body, err, test.want)
			}
		})
	}
}
