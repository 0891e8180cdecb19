package aggregator

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A Context is which step of the way a consumer is at (4.2).
type Context string

// The steps, in their order. Those with nothing to choose are left out.
const (
	AtBank        Context = "bank"
	AtMethod      Context = "method"
	AtCredentials Context = "credentials"
	AtSCA         Context = "sca"
	AtAccounts    Context = "accounts"
	AtConsent     Context = "consent"
	AtEnd         Context = "end"
)

// The keys of the forms' elements. Those of the login are the real ones (4.2), the
// others inferred.
const (
	KeyBank      = "bank" // value COUNTRY:CODE
	KeyMethod    = "interface"
	KeyUsername  = "bias.apis.forms.elements.UsernameElement"
	KeyPassword  = "bias.apis.forms.elements.PasswordElement"
	KeyOTP       = "otp"
	KeyAccountID = "account_id"
	KeyConsent   = "consent" // value true
)

// The kinds of element.
const (
	KindSearch   = "search"
	KindChoice   = "choice"  // one of the options
	KindChoices  = "choices" // one or more: the key once for each
	KindText     = "text"
	KindPassword = "password"
	KindOTP      = "otp"
	KindConfirm  = "confirm"
)

// A Step is what the consumer sees now. Exactly one of Form, Wait and Redirect is
// there until the flow is over.
type Step struct {
	Flow     string
	Session  string
	State    FlowState
	Context  Context
	Bank     *Connection // once chosen
	Message  string
	Error    *Failure // cut to the top level where the consumer is not to know more (1.6)
	Form     *Form
	Wait     *Wait
	Redirect *Redirect
	Scope    *Reading // what will be read, once that is known
	Back     bool     // there is a step to go back to
	Language string   // as the session has it
	Return   string   // redirect_return_url
}

// A Form is what the consumer is asked.
type Form struct {
	Identifier string
	Elements   []Element
}

// An Element is one question.
type Element struct {
	Key, Kind, Label string
	Value            string
	Hint             string
	Error            string
	Options          []Option
}

// An Option is one answer to choose.
type Option struct{ Value, Label, Hint string }

// A Wait asks to look again.
type Wait struct {
	PollAfter time.Duration
	Message   string
}

// A Redirect sends the consumer to the bank's own page.
type Redirect struct{ ID string }

// A Reading is what the consumer agrees to.
type Reading struct {
	Type     FlowType
	Reports  []string
	From, To reports.Day
	Accounts []string // by name and IBAN
	Stored   bool     // the consent is kept, Until then
	Until    reports.Day
}

// An Input is what the consumer answers: a form, the way back from a redirect, or
// an action.
type Input struct {
	Form       string // form_identifier
	Data       []Field
	RedirectID string
	ReturnURL  string
	Action     string
}

// A Field is an answer to an element.
type Field struct{ Key, Value string }

// The actions.
const (
	ActionBack  = "back"
	ActionAbort = "abort"
)

// A Visitor goes through a flow without the app: whatever is not said has the
// usual answer.
type Visitor struct {
	Username, Password, OTP string
	Country, Bank           string   // the Demo Bank, if the session has none
	Method                  string   // id or name; the first
	Accounts                []string // ids, IBANs or names, or "first" or "all"; the first
	Result                  string   // of a redirect: success, failure or abort (8.1); success
	Aborts                  bool
}
