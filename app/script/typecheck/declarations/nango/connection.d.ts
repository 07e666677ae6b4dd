/** A connection as its owner sees it, with fresh credentials. */
export interface Connection {
    id: number;
    connection_id: string;
    provider_config_key: string;
    provider: string;
    /** Values of the provider's connection form, such as a subdomain. */
    connection_config: ConnectionConfig;
    /** What your app or a function stored with it. */
    metadata: Record<string, unknown> | null;
    tags: Record<string, string>;
    credentials: Credentials;
    end_user: EndUser | null;
    errors: { type: string; log_id: string }[];
    webhook_url_override: string | null;
    created_at: string;
    updated_at: string;
    last_fetched_at: string | null;
}

/** Values of the connection form, with some of OAuth's own. */
export interface ConnectionConfig {
    [name: string]: any;
    oauth_scopes?: string | undefined;
    oauth_scopes_override?: string[] | undefined;
    authorization_params?: Record<string, string> | undefined;
}

/** The person a connection belongs to in your app. */
export interface EndUser {
    id: string;
    email: string | null;
    display_name: string | null;
    tags: Record<string, string> | null;
    organization: { id: string; display_name: string | null } | null;
}

/** The provider's whole answer when the credentials were issued. */
interface Raw {
    [name: string]: any;
}

interface OwnClient {
    client_id?: string | undefined;
    client_secret?: string | undefined;
}

export interface OAuth2Credentials {
    type: 'OAUTH2';
    access_token: string;
    refresh_token?: string | undefined;
    expires_at?: string | undefined;
    config_override?: OwnClient | undefined;
    raw: Raw;
}

export interface ClientCredentials {
    type: 'OAUTH2_CC';
    token: string;
    expires_at?: string | undefined;
    client_id: string;
    client_secret: string;
    client_certificate?: string | undefined;
    client_private_key?: string | undefined;
    raw: Raw;
}

export interface OAuth1Credentials {
    type: 'OAUTH1';
    oauth_token: string;
    oauth_token_secret: string;
    raw: Raw;
}

export interface BasicCredentials {
    type: 'BASIC';
    username: string;
    password: string;
}

/** Basic credentials of a form with fields of its own. */
export interface OpenBasicCredentials {
    type: 'BASIC';
    [name: string]: any;
}

export interface ApiKeyCredentials {
    type: 'API_KEY';
    apiKey: string;
}

export interface AppCredentials {
    type: 'APP';
    access_token: string;
    expires_at?: string | undefined;
    jwtToken?: string;
    raw: Raw;
}

export interface CustomCredentials {
    type: 'CUSTOM';
    raw: Raw;
}

/** An app and the user it acts for. */
export interface CustomAppCredentials {
    type: 'CUSTOM';
    app: AppCredentials;
    user: OAuth2Credentials | null;
    raw: Raw;
}

export interface TbaCredentials {
    type: 'TBA';
    token_id: string;
    token_secret: string;
    config_override?: OwnClient | undefined;
}

export interface JwtCredentials {
    type: 'JWT';
    token?: string;
    expires_at?: string | undefined;
    [name: string]: any;
}

export interface BillCredentials {
    type: 'BILL';
    username: string;
    password: string;
    organization_id: string;
    dev_key: string;
    session_id?: string;
    user_id?: string;
    expires_at?: string | undefined;
    raw: Raw;
}

export interface TwoStepCredentials {
    type: 'TWO_STEP';
    token?: string;
    refresh_token?: string;
    expires_at?: string | undefined;
    raw: Raw;
    [name: string]: any;
}

export interface SignatureCredentials {
    type: 'SIGNATURE';
    username: string;
    password: string;
    token?: string;
    expires_at?: string | undefined;
}

export interface AwsCredentials {
    type: 'AWS_SIGV4';
    role_arn: string;
    region: string;
    service: string;
    access_key_id: string;
    secret_access_key: string;
    session_token: string;
    expires_at?: string | undefined;
    external_id?: string | undefined;
    raw: Raw;
}

/** The provider asks for none. */
export interface NoCredentials {
    [name: string]: never;
}

/** The secrets of a connection; `type` or a field tells which kind. */
export type Credentials =
    | OAuth2Credentials
    | OAuth1Credentials
    | ClientCredentials
    | BasicCredentials
    | OpenBasicCredentials
    | ApiKeyCredentials
    | AppCredentials
    | CustomCredentials
    | CustomAppCredentials
    | TbaCredentials
    | JwtCredentials
    | BillCredentials
    | TwoStepCredentials
    | SignatureCredentials
    | AwsCredentials
    | NoCredentials;

/** The token pair of OAuth 1. */
export interface OAuth1Token {
    oAuthToken: string;
    oAuthTokenSecret: string;
}

/** An integration: a provider as this environment set it up. */
export interface Integration {
    unique_key: string;
    provider: string;
    display_name: string | null;
    logo: string;
    forward_webhooks: boolean;
    created_at: string;
    updated_at: string;
    /** Only when asked for with `include: ['webhook']`. */
    webhook_url?: string | null;
    /** Only when asked for with `include: ['credentials']`. */
    credentials?: IntegrationCredentials | null;
    credentials_label?: Record<string, string> | undefined;
    preconfigured_credentials?: string[] | undefined;
    preconfigured_connection_config?: string[] | undefined;
}

/** The keys under which the provider knows this integration. */
export type IntegrationCredentials =
    | {
          type: 'OAUTH1' | 'OAUTH2' | 'TBA';
          client_id: string | null;
          client_secret: string | null;
          scopes: string | null;
          webhook_secret: string | null;
      }
    | { type: 'APP'; app_id: string | null; private_key: string | null; app_link: string | null }
    | {
          type: 'CUSTOM';
          client_id: string | null;
          client_secret: string | null;
          app_id: string | null;
          app_link: string | null;
          private_key: string | null;
      };
