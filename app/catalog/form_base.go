package catalog

import "strings"

// baseFields are the credentials every provider of the auth mode has, with label, help and
// placeholder for those that declare none.
func (p *Provider) baseFields() Fields {
	text := func(name, title, example, help string) Field {
		return Field{Name: name, Type: "string", Title: title, Example: example, Description: strings.ReplaceAll(help, "VENDOR", p.shortName())}
	}
	secret := func(name, title, example, help string) Field {
		field := text(name, title, example, help)
		field.Secret = true
		return field
	}
	switch p.AuthMode {
	case APIKey:
		return Fields{secret("apiKey", "API key", "Paste the API key…", "Create it in your VENDOR account, in the section about its API; usually under settings or integrations.")}
	case Basic, Signature:
		return Fields{
			text("username", "Username", "ada", "The user name you sign in to VENDOR with; better that of a user made for integrations."),
			secret("password", "Password", "Password of that user…", "The password of that user."),
		}
	case OAuth2CC:
		return p.clientFields(text, secret)
	case TBA:
		// Both may stay empty: every integration of the mode has a consumer pair of its own.
		key := text("oauth_client_id_override", "Consumer key", "Paste the consumer key…", "Only for an integration record of your own in VENDOR; left empty, the integration's key is used.")
		keySecret := secret("oauth_client_secret_override", "Consumer secret", "Paste the consumer secret…", "Belongs to the consumer key; left empty together with it.")
		key.Optional, keySecret.Optional = true, true
		return Fields{
			key, keySecret,
			text("token_id", "Token ID", "Paste the token ID…", "Made in VENDOR under Setup > Users/Roles > Access Tokens, for the integration record and a role."),
			secret("token_secret", "Token secret", "Paste the token secret…", "Belongs to the token ID; VENDOR shows both once, when the token is made."),
		}
	case Bill:
		return Fields{
			text("username", "Username", "ada@acme.com", "The email address you sign in to VENDOR with."),
			secret("password", "Password", "Password of that user…", "The password of that user."),
			text("organization_id", "Organization ID", "00801ABCDEFGHIJKLMNO", "In VENDOR under Settings > Sync & Integrations > Manage Developer Keys; starts with 008."),
			secret("dev_key", "Developer key", "01ABCDEFGHIJKLMNOPQR", "Generate one in VENDOR under Settings > Sync & Integrations > Manage Developer Keys."),
		}
	case AWSSigV4:
		return Fields{text("role_arn", "IAM role ARN", "arn:aws:iam::123456789012:role/patchbay", "From IAM > Roles in the AWS console: the role whose rights the requests use.")}
	default:
		return nil
	}
}

// clientFields are the inputs of OAUTH2_CC. A client that signs its own assertions has no secret; its key is declared.
func (p *Provider) clientFields(text, secret func(name, title, example, help string) Field) Fields {
	fields := Fields{text("client_id", "Client ID", "Paste the client ID…", "Names the app or API client that you registered with VENDOR; shown on its page there.")}
	if p.TokenRequestAuthMethod != "private_key_jwt" {
		fields = append(fields, secret("client_secret", "Client secret", "Paste the client secret…", "Belongs to the client ID; many vendors show it only once, when it is made."))
	}
	if p.RequireClientCertificate {
		fields = append(fields,
			text("client_certificate", "Client certificate (PEM)", "-----BEGIN CERTIFICATE-----…", "The certificate that VENDOR signed for you, BEGIN and END lines included."),
			secret("client_private_key", "Client private key (PEM)", "-----BEGIN PRIVATE KEY-----…", "The private key of that certificate, BEGIN and END lines included."))
	}
	return fields
}

// shortName is the product without what stands in brackets behind it: "NetSuite" of "NetSuite (TBA)".
func (p *Provider) shortName() string {
	name, _, _ := strings.Cut(p.DisplayName, " (")
	return name
}

// withTextsOf takes the label and the help of a base field where a declared one leaves them out.
func (f Field) withTextsOf(base Field) Field {
	if f.Title == "" {
		f.Title = base.Title
	}
	if f.Description == "" {
		f.Description = base.Description
	}
	return f
}

// masked names the credentials that are password inputs although many definitions do not say so.
func masked(name string) bool {
	switch name {
	case "apiKey", "password", "client_secret", "privateKey":
		return true
	default:
		return false
	}
}
