package oauth

import (
	"net/http"

	"github.com/go-jose/go-jose/v4"
	"github.com/luikyv/go-oidc/pkg/goidc"
)

// metadata is the document of OpenID Connect Discovery 3 and RFC 8414 2.
type metadata struct {
	Issuer            string                    `json:"issuer"`
	Authorize         string                    `json:"authorization_endpoint"`
	Token             string                    `json:"token_endpoint"`
	JWKS              string                    `json:"jwks_uri"`
	Revoke            string                    `json:"revocation_endpoint"`
	Introspect        string                    `json:"introspection_endpoint"`
	Scopes            []string                  `json:"scopes_supported"`
	ResponseTypes     []goidc.ResponseType      `json:"response_types_supported"`
	ResponseModes     []goidc.ResponseMode      `json:"response_modes_supported"`
	GrantTypes        []goidc.GrantType         `json:"grant_types_supported"`
	Subjects          []string                  `json:"subject_types_supported"`
	IDTokenAlgs       []jose.SignatureAlgorithm `json:"id_token_signing_alg_values_supported"`
	RequestAlgs       []jose.SignatureAlgorithm `json:"request_object_signing_alg_values_supported"`
	TokenMethods      []goidc.AuthnMethod       `json:"token_endpoint_auth_methods_supported"`
	TokenAlgs         []jose.SignatureAlgorithm `json:"token_endpoint_auth_signing_alg_values_supported"`
	RevokeMethods     []goidc.AuthnMethod       `json:"revocation_endpoint_auth_methods_supported"`
	RevokeAlgs        []jose.SignatureAlgorithm `json:"revocation_endpoint_auth_signing_alg_values_supported"`
	IntrospectMethods []goidc.AuthnMethod       `json:"introspection_endpoint_auth_methods_supported"`
	IntrospectAlgs    []jose.SignatureAlgorithm `json:"introspection_endpoint_auth_signing_alg_values_supported"`
	Challenges        []string                  `json:"code_challenge_methods_supported"`
	ACRs              []goidc.ACR               `json:"acr_values_supported"`
	Claims            []string                  `json:"claims_supported"`
	ClaimsParameter   bool                      `json:"claims_parameter_supported"`
	RequestParameter  bool                      `json:"request_parameter_supported"`
	RequestURI        bool                      `json:"request_uri_parameter_supported"` // said, because it is true when unsaid
	IssInResponse     bool                      `json:"authorization_response_iss_parameter_supported"`
}

// What the server can do, as discovery says it and go-oidc is told it.
var (
	signing       = []jose.SignatureAlgorithm{jose.ES256, jose.PS256}
	scopes        = []string{"openid", "accounts", "products"}
	responseTypes = []goidc.ResponseType{goidc.ResponseTypeCode, goidc.ResponseTypeCodeAndIDToken}
	responseModes = []goidc.ResponseMode{goidc.ResponseModeQuery, goidc.ResponseModeFragment}
	grantTypes    = []goidc.GrantType{goidc.GrantAuthorizationCode, goidc.GrantClientCredentials, goidc.GrantRefreshToken}
	methods       = []goidc.AuthnMethod{goidc.AuthnMethodSecretBasic, goidc.AuthnMethodSecretPost, goidc.AuthnMethodPrivateKeyJWT}
	claims        = []string{"sub", "acr", "auth_time", intentClaim}
)

// The levels of authentication that the AISP may ask for.
const (
	acrSCA goidc.ACR = "urn:openbanking:psd2:sca"
	acrCA  goidc.ACR = "urn:openbanking:psd2:ca"
)

func (s *Server) discovery(w http.ResponseWriter, _ *http.Request, c *call) {
	writeJSON(w, http.StatusOK, metadata{
		Issuer: c.base, Authorize: c.base + authorizePath, Token: c.base + tokenPath, JWKS: c.base + jwksPath,
		Revoke: c.base + revokePath, Introspect: c.base + introspectPath,
		Scopes: scopes, ResponseTypes: responseTypes, ResponseModes: responseModes, GrantTypes: grantTypes,
		Subjects: []string{"public"}, IDTokenAlgs: signing, RequestAlgs: signing,
		TokenMethods: methods, TokenAlgs: signing, RevokeMethods: methods, RevokeAlgs: signing,
		IntrospectMethods: methods, IntrospectAlgs: signing,
		Challenges: []string{"S256"}, ACRs: []goidc.ACR{acrSCA, acrCA}, Claims: claims,
		ClaimsParameter: true, RequestParameter: true, IssInResponse: true,
	})
}
