// Made by `npm run generate` from openapi.json. Do not edit.

export interface paths {
    "/action/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run an action */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/action/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result of an asynchronous action */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-auth/api-key/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with an API key */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ApiKeyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-auth/basic/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with user name and password */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BasicBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/app-auth/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where GitHub sends the browser after the installation of an app */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/aws-sigv4/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect by assuming an AWS role */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AwsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/bill/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with a BILL login */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BillBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/jwt/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with a key that signs tokens */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/oauth-outbound/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait for an app to be installed at the provider */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/signature/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with a user name and password that sign */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignatureBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/tba/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with NetSuite's token-based authentication */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TbaBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/two-step/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with a login that yields a token */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/unauthenticated/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect to an API that asks for nothing */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cli/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepted and dropped */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connect-ui/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Connect page */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connect/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a Connect session may do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** End a Connect session */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connect/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a Connect session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionTokenEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connect/sessions/reconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a Connect session for an existing connection */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReconnectBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionTokenEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connect/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepted and dropped */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List connections (older path) */
        get: {
            parameters: {
                query?: {
                    connectionId?: string;
                    search?: string;
                    endUserId?: string;
                    endUserOrganizationId?: string;
                    integrationId?: string;
                    tags?: {
                        [key: string]: string;
                    };
                    limit?: number;
                    page?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connection/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace metadata (older path) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MetadataBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Metadata"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        /** Merge into metadata (older path) */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MetadataBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Metadata"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/connection/{connectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection (older path) */
        get: {
            parameters: {
                query: {
                    provider_config_key: string;
                    refresh_token?: boolean;
                    force_refresh?: boolean;
                    refresh_github_app_jwt_token?: boolean;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a connection (older path) */
        delete: {
            parameters: {
                query: {
                    provider_config_key: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connection/{connectionId}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the metadata of one connection (oldest form) */
        post: {
            parameters: {
                query?: {
                    provider_config_key?: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        /** Merge into the metadata of one connection (oldest form) */
        patch: {
            parameters: {
                query?: {
                    provider_config_key?: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List connections */
        get: {
            parameters: {
                query?: {
                    connectionId?: string;
                    search?: string;
                    endUserId?: string;
                    endUserOrganizationId?: string;
                    integrationId?: string;
                    tags?: {
                        [key: string]: string;
                    };
                    limit?: number;
                    page?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Import a connection */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the metadata of connections */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MetadataBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Metadata"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        /** Merge into the metadata of connections */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MetadataBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Metadata"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/connections/{connectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection with credentials that work */
        get: {
            parameters: {
                query: {
                    provider_config_key: string;
                    refresh_token?: boolean;
                    force_refresh?: boolean;
                    refresh_github_app_jwt_token?: boolean;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a connection and its secrets */
        delete: {
            parameters: {
                query: {
                    provider_config_key: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change end user, tags or webhook address */
        patch: {
            parameters: {
                query: {
                    provider_config_key: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PatchBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/env.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses for pages, as a script */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/javascript": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environment-variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The environment's variables */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Variable"][];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environment/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an API key (older path) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OlderKeyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OlderAPIKeyEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Revoke an API key (older path) */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OlderKeyRemoval"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environment/webhook-signing-key/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the key that signs notifications */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RotatedSigningKey"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List environments */
        get: {
            parameters: {
                query?: {
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EnvironmentList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Make an environment */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EnvironmentBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EnvironmentMade"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an environment with everything in it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{uuid}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List an environment's API keys */
        get: {
            parameters: {
                query?: {
                    display_name?: string;
                };
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["APIKeyList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Make an API key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["KeyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["APIKeyEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{uuid}/api-keys/{keyUuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key with its secret */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                    keyUuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["APIKeyEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                    keyUuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/compile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compile a function */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CodeBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CompiledCode"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compile and deploy one function */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SingleBody"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CodeJob"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/deployments/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploy functions of the createFunction model */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FunctionBundle"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BundleChanges"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/deployments/bundle/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What such a deploy would change */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FunctionBundle"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BundleChanges"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/deployments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a deployment is doing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeploymentState"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/dryruns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a function that is not installed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DryRunBody"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CodeJob"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/dryruns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a dry run is doing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DryRunState"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions/invocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered, as on a real server */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InvocationBody"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CodeJob"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server is up */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/template-logos/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A letter tile as logo */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/svg+xml": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List integrations */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Create an integration */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IntegrationBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/quickstart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered: a local server has no developer apps of its own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QuickstartBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One integration */
        get: {
            parameters: {
                query?: {
                    include?: string[];
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an integration and its connections */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change an integration */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IntegrationChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/integrations/{key}/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the functions of an integration */
        get: {
            parameters: {
                query?: {
                    type?: string;
                    search?: string;
                    page?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FunctionList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{key}/functions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One function */
        get: {
            parameters: {
                query?: {
                    type?: string;
                };
                header?: never;
                path: {
                    key: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FunctionEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a function */
        delete: {
            parameters: {
                query: {
                    type: string;
                };
                header?: never;
                path: {
                    key: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SuccessEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{key}/functions/{name}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The source of a function */
        get: {
            parameters: {
                query?: {
                    type?: string;
                };
                header?: never;
                path: {
                    key: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FunctionCode"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refused: the server keeps no sessions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** The actions of a connection as tools for MCP clients */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp/management": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refused: the server keeps no sessions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Management tools for MCP clients */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp/patchbay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refused: the server keeps no sessions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Patchbay's own tools for MCP clients */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where providers send the browser back */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/connect/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Send the browser to the provider */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/auth/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect with client credentials */
        post: {
            parameters: {
                query?: {
                    connect_session_token?: string;
                    public_key?: string;
                    connection_id?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                    authorization_params?: {
                        [key: string]: unknown;
                    };
                    credentials?: {
                        [key: string]: unknown;
                    };
                    user_scope?: string;
                    hmac?: string;
                    token_id?: string;
                    token_secret?: string;
                    ws_client_id?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClientCredentialsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connected"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public API and your own functions as an OpenAPI document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/attempts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a login is going */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttemptEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Give up a login */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The language model that drafts functions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderModelEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Set the language model up */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BuilderModelInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderModelEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        /** Forget the language model and its key */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/model/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the language model a short question */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderProbe"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers of a connection that could be shown to the model */
        get: {
            parameters: {
                query: {
                    integration: string;
                    connection: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderSamples"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a function drafted */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BuilderInput"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderSessionEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a draft is doing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderSessionEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/sessions/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write the draft into the folder */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BuilderAcceptInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderSessionEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/sessions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow a draft as it is written */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/builder/sessions/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop drafting */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BuilderSessionEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/c/{integration}/{connectionId}/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same, all in the address: a base URL for any SDK */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: string;
                    connectionId: string;
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** The same, all in the address: a base URL for any SDK */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: string;
                    connectionId: string;
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect an account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConnectBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectResult"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connect-page-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the environment's Connect page looks */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectPageSettings"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how the environment's Connect page looks */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConnectPageSettingsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectPageSettings"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/patchbay/connect-session/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a login from the Connect page */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionConnectBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectResult"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connect-session/attempts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a login of the Connect page is going */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttemptEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connect-session/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the Connect page offers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectChoices"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections as the GUI shows them */
        get: {
            parameters: {
                query?: {
                    integration?: string;
                    search?: string;
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connections/{connectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection, secrets masked */
        get: {
            parameters: {
                query: {
                    provider_config_key: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connections/{connectionId}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew the credentials now */
        post: {
            parameters: {
                query: {
                    provider_config_key: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/connections/{connectionId}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the credentials in the clear */
        post: {
            parameters: {
                query: {
                    provider_config_key: string;
                };
                header?: never;
                path: {
                    connectionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RevealedCredentials"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/deploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploy functions to a server */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeployInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeployResult"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/deploy/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a deploy would change on a server */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeployInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeployPlanEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/deploy/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Servers to deploy to */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TargetViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Save a server to deploy to */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TargetInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TargetViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/deploy/targets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a server */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check keychain, ports, folder and clock */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoctorReport"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/environments/{uuid}/api-keys/{keyUuid}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the secret of an API key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                    keyUuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["APIKeyEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hints that something changed, as server-sent events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write the project for a real server */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/export/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an export would write */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Functions as the GUI shows them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FunctionViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/functions/{integration}/{type}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One function with its schemas */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: string;
                    type: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FunctionDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a function's switches */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: string;
                    type: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FunctionPatch"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FunctionDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/patchbay/functions/{integration}/{type}/{name}/example": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An input that fits the function */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: string;
                    type: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExampleInput"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/functions/{integration}/{type}/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a function */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: string;
                    type: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RunInput"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StartedRun"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests sent from the playground */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["History"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Forget the requests of the playground */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/https": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether https://localhost works and who trusts it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HTTPSEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Switch https://localhost on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HttpsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HTTPSEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Switch https://localhost off and take its certificate back */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Integrations as the GUI shows them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/integrations/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One integration as the GUI shows it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationViewEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an integration; what is not named stays */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IntegrationEdit"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IntegrationViewEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/patchbay/integrations/{key}/redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The address to register with the provider, and the other ones */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RedirectEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Give the integration an address of its own */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RedirectBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RedirectEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        /** Use the installation's address */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/integrations/{key}/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an integration gets webhooks */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookSetupEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Change the webhook secret and what runs without one */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookSetupBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookSetupEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/integrations/{key}/webhook/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the secret to enter at a provider that signs with what follows from the app */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookSecret"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key that scripts send */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Key"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Key"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What MCP clients ask the user, and what they were allowed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MCPViewEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/mcp/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a permission back from an MCP client */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/mcp/questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer what an MCP client asks */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["McpAnswer"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MCPViewEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/notification-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where and of what the user's backend is notified */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationSettings"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change where and of what the user's backend is notified */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NotificationSettingsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationSettings"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/patchbay/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notifications to the user's backend, newest first */
        get: {
            parameters: {
                query?: {
                    type?: string;
                    state?: string;
                    integration?: string;
                    connection?: string;
                    run_id?: string;
                    search?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One notification with its bytes and attempts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/notifications/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up a notification that waits */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/notifications/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a notification again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, newest first */
        get: {
            parameters: {
                query?: {
                    kind?: string;
                    state?: string;
                    integration?: string;
                    connection?: string;
                    source?: "api" | "path" | "playground" | "gui" | "cli" | "mcp" | "schedule" | "save" | "webhook" | "event" | "function" | "provider" | "simulated" | "system";
                    search?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OperationViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Clear the log */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One operation with every attempt */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OperationDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/overlay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The folder of the user's own provider files */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlayEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/overlay/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plan the import of a providers.yaml, and apply a plan that was seen */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProvidersImport"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportPlanEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The functions folder */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProjectEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Open a functions folder, or make one */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProjectInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProjectEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        /** Close the functions folder */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/project/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong in the folder */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DiagnosticViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/project/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file of the folder */
        get: {
            parameters: {
                query: {
                    path: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProjectText"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Save a file of the folder */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProjectWrite"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProjectText"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        /** Remove a file of the folder */
        delete: {
            parameters: {
                query: {
                    path: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/project/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The folder's files */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProjectFiles"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/project/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new function */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewFunctionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProjectText"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/project/parity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What behaves differently on a real server */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Parities"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/project/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Declarations of what functions may import */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TypeLibraries"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The gallery */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderSummaries"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/providers/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One provider with its forms */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/providers/{provider}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let credentials go where the user's own file of the provider sends them */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConfirmedDestinations"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderOrigin"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/providers/{provider}/overlay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The user's own file of a provider, or the text one starts with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlayFileEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Store the user's own file of a provider */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OverlayText"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlayFileEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Copy the provider's entry to a file of the user's own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlayFileEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Delete the user's own file: the built-in entry counts again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlayFileEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/providers/{provider}/overlay/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check the text of a provider file */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CheckedText"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileCheck"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A window of records */
        get: {
            parameters: {
                query: {
                    integration: string;
                    connection: string;
                    model: string;
                    variant?: string;
                    search?: string;
                    action?: string;
                    order?: string;
                    offset?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordRows"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove all records of a model */
        delete: {
            parameters: {
                query: {
                    integration: string;
                    connection: string;
                    model: string;
                    variant?: string;
                    confirmed?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/records/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What there are records of */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordModels"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/records/{integration}/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List records, integration and model in the address */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    integration: string;
                    model: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/relay/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try out where a relay leads */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RelayBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RelayView"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a request from the playground */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlayBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlayResult"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, newest first */
        get: {
            parameters: {
                query?: {
                    integration?: string;
                    function?: string;
                    type?: string;
                    connection?: string;
                    state?: string;
                    dry?: boolean;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run with what went in and came out */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Cancel a run */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/runs/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run did to records */
        get: {
            parameters: {
                query?: {
                    model?: string;
                    action?: string;
                    cursor?: string;
                    limit?: number;
                    against?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunChanges"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/runs/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run did, in order */
        get: {
            parameters: {
                query?: {
                    after?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunTimeline"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every scope that an API key can have */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScopeList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the one-time link for a session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LinkBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GUISession"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** End the GUI session */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Settings"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change settings */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SettingsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Settings"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/patchbay/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Version, addresses and counts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatusView"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Syncs with their schedules */
        get: {
            parameters: {
                query?: {
                    integration?: string;
                    connection?: string;
                    sync?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready-made functions */
        get: {
            parameters: {
                query?: {
                    provider?: string;
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/templates/{provider}/{type}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One ready-made function with its source */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                    type: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateDetailEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/templates/{provider}/{type}/{name}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a ready-made function into the folder */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                    type: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UseTemplateInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UsedTemplate"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The names of the environment's variables */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VariableNames"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Store a variable */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VariableInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VariableNames"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/variables/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a variable */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/webhook-signing-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key that signs notifications */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SigningKey"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What providers sent, newest first */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    integration?: string;
                    type?: string;
                    simulated?: boolean;
                    state?: "queued" | "running" | "done" | "failed" | "held" | "refused" | "unmatched" | "duplicate" | "no_handler" | "answered";
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookViews"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/webhooks/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make up a webhook and receive it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SimulateBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SimulatedWebhook"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook with its bytes and runs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patchbay/webhooks/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a webhook again, as it was or edited */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ResendBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookRef"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the catalog */
        get: {
            parameters: {
                query?: {
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole catalog by provider */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One provider of the catalog */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderEntry"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers/{provider}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready-made functions for a provider */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proxy/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Call the provider's API with a connection's credentials */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** Call the provider's API with a connection's credentials */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server is ready */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List records */
        get: {
            parameters: {
                query: {
                    model: string;
                    variant?: string;
                    modified_after?: string;
                    delta?: string;
                    limit?: number;
                    filter?: string;
                    cursor?: string;
                    ids?: string[];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordList"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Empty the payloads of old records */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PruneBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Pruned"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/reference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API reference in the app */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List functions in the older shape */
        get: {
            parameters: {
                query?: {
                    format?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/deploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploy functions */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeployFinalBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeployedFlow"][];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/deploy/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a deploy would change */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeployBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeployConfirmation"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the schedules of syncs, and what runs */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SyncCommandBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the schedules of syncs run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SyncCommandBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How syncs are doing */
        get: {
            parameters: {
                query: {
                    syncs: string;
                    provider_config_key: string;
                    connection_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncStatuses"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run syncs now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SyncTriggerBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/update-connection-frequency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a sync of one connection its own frequency */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FrequencyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FrequencyAnswer"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync/{name}/variant/{variant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a variant of a sync */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    variant: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VariantBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CreatedVariant"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        /** Delete a variant of a sync */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    variant: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VariantBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Success"];
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A route that a function declares (deprecated) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        put?: never;
        /** A route that a function declares (deprecated) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    path: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook/{environment}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a provider sends */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    environment: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fault"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        APIKeyEntry: {
            data: components["schemas"]["APIKeySecret"];
        };
        APIKeyItem: {
            id: number;
            uuid: string;
            display_name: string;
            scopes: string[];
            last_used_at: null | string;
            created_at: string;
        };
        APIKeyList: {
            data: components["schemas"]["APIKeyItem"][];
        };
        APIKeySecret: {
            id: number;
            uuid: string;
            display_name: string;
            scopes: string[];
            last_used_at: null | string;
            created_at: string;
            secret: string;
        };
        ApiKeyBody: {
            apiKey: string;
        };
        AppBody: {
            type: string;
            client_id?: string;
            client_secret?: string;
            scopes?: string;
            webhook_secret?: string;
            app_id?: string;
            app_link?: string;
            private_key?: string;
            username?: string;
            password?: string;
        };
        AppDetails: {
            type: string;
            client_id: null | string;
            client_secret: null | string;
            scopes: null | string;
            webhook_secret: null | string;
        };
        AppEdit: {
            client_id?: string;
            client_secret?: string;
            scopes?: string;
            app_id?: string;
            app_link?: string;
            private_key?: string;
            username?: string;
            password?: string;
        };
        AttemptEntry: {
            data: components["schemas"]["AttemptView"];
        };
        AttemptView: {
            id: string;
            /** @enum {string} */
            state: "pending" | "succeeded" | "failed" | "cancelled" | "expired";
            integration: string;
            provider: string;
            connection_id?: string;
            /** @description the connection waits for an approval at the provider */
            is_pending?: boolean;
            /** @description where the log keeps every hop and, at the end, the diagnosis */
            operation_id: string;
            authorize_url: string;
            expires_at: string;
            /** @description what may go wrong with the redirect address */
            notes: string[];
            error?: components["schemas"]["FaultView"];
            /** @description why the login failed and what to change */
            diagnosis?: components["schemas"]["DiagnosisView"];
        };
        AwsBody: {
            role_arn: string;
            region?: string;
        };
        BasicBody: {
            username: string;
            password: string;
        };
        BillBody: {
            username: string;
            password: string;
            organization_id: string;
            dev_key: string;
        };
        BuilderAcceptInput: {
            insist?: boolean;
        };
        BuilderDryRun: {
            run_id: string;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "interrupted";
            /** @description redacted; null: none, or too long */
            output: unknown;
            /** @description why it failed; empty: it did not */
            problem: string;
            /** @description what to know about it */
            note: string;
        };
        BuilderInput: {
            description: string;
            integration: string;
            connection?: string;
            name: string;
            type: string;
            samples?: string[];
            input?: unknown;
            allow_writes?: boolean;
            rounds?: number;
        };
        BuilderModel: {
            /**
             * @description the protocol: openai for /chat/completions, anthropic for /v1/messages
             * @enum {string}
             */
            kind: "openai" | "anthropic";
            /** @description e.g. http://localhost:11434/v1 */
            url: string;
            /** @description as the model's server knows it */
            name: string;
            has_key: boolean;
        };
        BuilderModelEntry: {
            data: components["schemas"]["BuilderModel"] | null;
        };
        BuilderModelInput: {
            kind: string;
            url: string;
            name: string;
            key?: string;
        };
        BuilderProbe: {
            /** @description the first words */
            answer: string;
            input_tokens: number;
            output_tokens: number;
        };
        BuilderRound: {
            /** @description from 1 */
            number: number;
            /** @enum {string} */
            phase: "writing" | "checking" | "trying" | "done";
            /** @description what was sent new in this round */
            prompt: string;
            /** @description as it came */
            answer: string;
            /** @description the file in the answer; empty: none yet */
            code: string;
            problems: components["schemas"]["DiagnosticView"][];
            dry_run: components["schemas"]["BuilderDryRun"] | null;
            /** @description 0: the model's server does not tell */
            input_tokens: number;
            output_tokens: number;
        };
        BuilderSample: {
            /** @description of the operation in the log */
            id: string;
            method: string;
            /** @description path and query */
            address: string;
            /** @description redacted, its first 4 KB */
            body: string;
            /** @description the answer was longer */
            cut: boolean;
        };
        BuilderSamples: {
            data: components["schemas"]["BuilderSample"][];
        };
        BuilderSession: {
            id: string;
            /** @enum {string} */
            state: "running" | "passed" | "gave_up" | "stopped" | "failed" | "accepted";
            description: string;
            integration: string;
            connection: string;
            name: string;
            /** @enum {string} */
            type: "sync" | "action" | "on-event";
            /** @description where the draft goes when it is accepted */
            file: string;
            model: string;
            most_rounds: number;
            rounds: components["schemas"]["BuilderRound"][];
            error: components["schemas"]["FaultView"] | null;
            created_at: string;
        };
        BuilderSessionEntry: {
            data: components["schemas"]["BuilderSession"];
        };
        BundleCapabilities: {
            usesRecords: boolean;
            usesCheckpoints: boolean;
            usesMetadata: boolean;
            usesOutbound: boolean;
            usesInvoke: boolean;
        };
        BundleChanges: {
            created: components["schemas"]["BundleFunction"][];
            updated: components["schemas"]["BundleFunction"][];
            unchanged: components["schemas"]["BundleFunction"][];
            deleted: components["schemas"]["BundleFunction"][];
        };
        BundleFunction: {
            integrationId: string;
            name: string;
        };
        BundleLimits: {
            concurrency: {
                perConnection: unknown;
            };
        };
        BundleRequires: {
            connection: boolean;
            outbound: boolean;
            invoke: boolean;
        };
        BundleScope: {
            kind: string;
            integrationId?: string;
        };
        BundleTrigger: {
            kind: string;
            frequency?: string;
            autoStart?: boolean;
            subscriptions?: string[];
            debounce?: unknown;
            events?: string[];
        };
        BundledFunction: {
            name: string;
            integrationId: string;
            description: string;
            trigger: components["schemas"]["BundleTrigger"];
            requires: components["schemas"]["BundleRequires"];
            capabilities: components["schemas"]["BundleCapabilities"];
            limits: components["schemas"]["BundleLimits"];
            input_schema_ref: null | string;
            output_schema_ref: null | string;
            model_schema_refs: string[];
            metadata_schema_ref: null | string;
            checkpoint_schema_ref: null | string;
            json_schema: unknown;
            fileBody: components["schemas"]["FileBody"];
        };
        Check: {
            name: string;
            ok: boolean;
            message: string;
            hint?: string;
        };
        CheckedText: {
            text: string;
        };
        ClientCredentialsBody: {
            type?: string;
            client_id?: string;
            client_secret?: string;
            client_certificate?: string;
            client_private_key?: string;
        };
        CodeBody: {
            code: string;
        };
        CodeJob: {
            id: string;
            status: string;
            created_at: string;
        };
        CompiledCode: {
            bundle_size_bytes: number;
            bundled_js: string;
            compiled_at: string;
        };
        ConfirmedDestinations: {
            destinations: string[];
        };
        ConnectBody: {
            integration: string;
            connection_id?: string;
            params?: {
                [key: string]: string;
            };
            credentials?: {
                [key: string]: string;
            };
            assertion_option?: {
                [key: string]: string;
            };
            authorization_params?: {
                [key: string]: string;
            };
            reconnect?: boolean;
            tags?: {
                [key: string]: string;
            };
            open?: boolean;
        };
        ConnectChoice: {
            integration: string;
            provider: string;
            display_name: string;
            auth_mode: string;
            /** @description whether connecting opens the provider's own login */
            redirects: boolean;
            supported: boolean;
            docs?: string;
            fields: components["schemas"]["ConnectField"][];
        };
        ConnectChoices: {
            data: components["schemas"]["ConnectChoice"][];
            reconnecting: boolean;
            /** @description exactly one integration was asked for: no list is needed */
            open_first: boolean;
        };
        ConnectColours: {
            primary: string;
        };
        ConnectField: {
            /** @description credentials, params or assertion_option */
            group: string;
            name: string;
            title: string;
            description?: string;
            example?: string;
            pattern?: string;
            format?: string;
            enum?: string[];
            optional: boolean;
            secret: boolean;
            hidden: boolean;
            automated: boolean;
            default_value?: string;
            prefix?: string;
            suffix?: string;
            order?: number;
            /** @description where the help page speaks of the field, such as #step-1 */
            doc_section?: string;
            /** @description a key or a certificate of several lines */
            multiline?: boolean;
            visible_when?: components["schemas"]["VisibleWhen"];
            /** @description text to show beside a chosen value */
            warnings?: {
                [key: string]: string;
            };
        };
        ConnectPageSettings: {
            /** @description unless the address of the page asks for another */
            default_theme: string;
            /** @description colour of buttons and links in the light theme, #rrggbb */
            primary_light: string;
            /** @description the same in the dark theme */
            primary_dark: string;
            /** @description whether a line says that the page is Patchbay's */
            show_watermark: boolean;
        };
        ConnectPageSettingsBody: {
            default_theme?: string;
            primary_light?: string;
            primary_dark?: string;
            show_watermark?: boolean;
        };
        ConnectResult: {
            attempt?: components["schemas"]["AttemptView"];
            connection?: components["schemas"]["ConnectionRef"];
        };
        ConnectTheme: {
            light: components["schemas"]["ConnectColours"];
            dark: components["schemas"]["ConnectColours"];
        };
        ConnectUISettings: {
            showWatermark: boolean;
            defaultTheme: string;
            theme: components["schemas"]["ConnectTheme"];
        };
        Connected: {
            connectionId: string;
            providerConfigKey: string;
        };
        Connection: {
            id: number;
            connection_id: string;
            provider_config_key: string;
            provider: string;
            errors: components["schemas"]["ConnectionError"][];
            end_user: components["schemas"]["EndUser"] | null;
            tags: {
                [key: string]: string;
            };
            metadata: null | {
                [key: string]: unknown;
            };
            connection_config: {
                [key: string]: unknown;
            };
            webhook_url_override: null | string;
            created_at: string;
            updated_at: string;
            last_fetched_at: null | string;
            credentials: unknown;
        };
        ConnectionDetail: {
            id: number;
            connection_id: string;
            provider_config_key: string;
            provider: string;
            provider_name: string;
            auth_mode: string;
            /** @enum {string} */
            state: "ok" | "expired" | "error";
            expires_at: null | string;
            refreshable: boolean;
            error: components["schemas"]["ConnectionFault"] | null;
            tags: {
                [key: string]: string;
            };
            end_user: components["schemas"]["EndUser"] | null;
            created_at: string;
            updated_at: string;
            last_fetched_at: null | string;
            metadata: null | {
                [key: string]: unknown;
            };
            connection_config: {
                [key: string]: unknown;
            };
            credentials: components["schemas"]["MaskedCredential"][];
            refresh: components["schemas"]["RefreshView"];
            webhook_url_override: null | string;
            base_url?: string;
            /** @description scopes that the last login asked for and the provider did not grant */
            not_granted: string[];
        };
        ConnectionDetailEntry: {
            data: components["schemas"]["ConnectionDetail"];
        };
        ConnectionError: {
            type: string;
            log_id: string;
        };
        ConnectionFault: {
            code: string;
            message: string;
            hint: string;
            log_id?: string;
            at: string;
        };
        ConnectionItem: {
            id: number;
            connection_id: string;
            provider_config_key: string;
            provider: string;
            errors: components["schemas"]["ConnectionError"][];
            end_user: components["schemas"]["EndUser"] | null;
            tags: {
                [key: string]: string;
            };
            metadata: null | {
                [key: string]: unknown;
            };
            created: string;
        };
        ConnectionList: {
            connections: components["schemas"]["ConnectionItem"][];
        };
        ConnectionRef: {
            connection_id: string;
            provider_config_key: string;
            /** @description it waits for an installation or an approval at the provider */
            is_pending?: boolean;
        };
        ConnectionView: {
            id: number;
            connection_id: string;
            provider_config_key: string;
            provider: string;
            provider_name: string;
            auth_mode: string;
            /** @enum {string} */
            state: "ok" | "expired" | "error";
            expires_at: null | string;
            refreshable: boolean;
            error: components["schemas"]["ConnectionFault"] | null;
            tags: {
                [key: string]: string;
            };
            end_user: components["schemas"]["EndUser"] | null;
            created_at: string;
            updated_at: string;
            last_fetched_at: null | string;
        };
        ConnectionViews: {
            data: components["schemas"]["ConnectionView"][];
        };
        Counts: {
            integrations: number;
            connections: number;
            /** @description at most 500 are counted */
            operations: number;
        };
        CreatedVariant: {
            id: string;
            name: string;
            variant: string;
        };
        DeployAction: {
            name: string;
            providerConfigKey: string;
        };
        DeployBody: {
            flowConfigs: components["schemas"]["FlowConfig"][];
            onEventScriptsByProvider?: components["schemas"]["EventGroup"][];
            postConnectionScriptsByProvider?: components["schemas"]["EventGroup"][];
            reconcile: boolean;
            debug: boolean;
            deployMode?: string;
            singleDeployMode?: boolean;
            jsonSchema?: unknown;
            sdkVersion: string;
        };
        DeployConfirmation: {
            newSyncs: components["schemas"]["DeploySync"][];
            updatedSyncs: components["schemas"]["DeploySync"][];
            deletedSyncs: components["schemas"]["DeploySync"][];
            newActions: components["schemas"]["DeployAction"][];
            updatedActions: components["schemas"]["DeployAction"][];
            deletedActions: components["schemas"]["DeployAction"][];
            deletedModels: string[];
            newOnEventScripts: components["schemas"]["DeployEvent"][];
            updatedOnEventScripts: components["schemas"]["DeployEvent"][];
            deletedOnEventScripts: components["schemas"]["DeployEvent"][];
        };
        DeployEvent: {
            providerConfigKey: string;
            name: string;
            event: string;
        };
        DeployFinalBody: {
            flowConfigs: components["schemas"]["FlowConfig"][];
            onEventScriptsByProvider?: components["schemas"]["EventGroup"][];
            postConnectionScriptsByProvider?: components["schemas"]["EventGroup"][];
            reconcile: boolean;
            debug: boolean;
            deployMode?: string;
            singleDeployMode?: boolean;
            jsonSchema?: unknown;
            sdkVersion: string;
            nangoYamlBody: string;
            source?: string;
        };
        DeployInput: {
            dir?: string;
            target: string;
            mode: string;
            integration?: string;
            function?: string;
            version?: string;
            confirmed?: boolean;
        };
        DeployItem: {
            integration: string;
            name: string;
            type: string;
            connections?: number;
        };
        DeployPlan: {
            target: components["schemas"]["TargetView"];
            added: components["schemas"]["DeployItem"][];
            changed: components["schemas"]["DeployItem"][];
            removed: components["schemas"]["DeployItem"][];
            disabled: components["schemas"]["DeployItem"][];
            models: string[];
            missing: string[];
            parity: components["schemas"]["ParityView"][];
            destructive: boolean;
        };
        DeployPlanEntry: {
            data: components["schemas"]["DeployPlan"];
        };
        DeployResult: {
            deployed: components["schemas"]["DeployedFunction"][];
        };
        DeploySync: {
            name: string;
            providerConfigKey: string;
            connections: number;
            auto_start: boolean;
        };
        DeployedFlow: {
            name: string;
            models: string[];
            version: string;
            providerConfigKey: string;
            type: string;
        };
        DeployedFunction: {
            integration: string;
            name: string;
            type: string;
            version: string;
        };
        DeployedVersion: {
            name: string;
            version: string;
        };
        DeploymentState: {
            id: string;
            /** @description waiting, running, success or failed */
            status: string;
            integration_id: string;
            function_type?: string;
            created_at: string;
            updated_at: string;
            started_at?: string;
            completed_at?: string;
            duration_ms?: number;
            error?: components["schemas"]["JobError"];
            function_name: string;
            deployed?: boolean;
            deployed_functions?: components["schemas"]["DeployedVersion"][];
            /** @description what to know about it */
            output?: string;
        };
        DiagnosisView: {
            cause: string;
            message: string;
            remedy: string;
            evidence: string[];
        };
        DiagnosticView: {
            file: string;
            line: number;
            column: number;
            end_line: number;
            end_column: number;
            severity: string;
            source: string;
            code: string;
            message: string;
            hint?: string;
        };
        DiagnosticViews: {
            data: components["schemas"]["DiagnosticView"][];
            types_checked: boolean;
        };
        DoctorReport: {
            checks: components["schemas"]["Check"][];
        };
        DryRunBody: {
            integration_id: string;
            function_type: string;
            code: string;
            connection_id: string;
            input?: unknown;
            metadata?: unknown;
            checkpoint?: unknown;
            last_sync_date?: string;
        };
        DryRunState: {
            id: string;
            /** @description waiting, running, success or failed */
            status: string;
            integration_id: string;
            function_type?: string;
            created_at: string;
            updated_at: string;
            started_at?: string;
            completed_at?: string;
            duration_ms?: number;
            error?: components["schemas"]["JobError"];
            /** @description an action's output; what a sync would have saved */
            result?: unknown;
        };
        DryRunView: {
            saved: {
                [key: string]: unknown;
            };
            deleted: {
                [key: string]: unknown;
            };
            fixture_file?: string;
        };
        EndUser: {
            id: string;
            display_name: null | string;
            email: null | string;
            tags: {
                [key: string]: string;
            };
            organization: components["schemas"]["Organization"] | null;
        };
        EndUserBody: {
            id: string;
            email?: string;
            display_name?: string;
            tags?: {
                [key: string]: string;
            };
        };
        EndpointView: {
            method: string;
            path: string;
            group?: string;
        };
        Environment: {
            name: string;
            uuid: string;
        };
        EnvironmentBody: {
            name: string;
            is_production?: boolean;
            callback_url?: string;
            hmac_key?: string;
            hmac_enabled?: boolean;
            slack_notifications?: boolean;
            otlp_endpoint?: string;
            otlp_headers?: components["schemas"]["OtlpHeader"][];
        };
        EnvironmentItem: {
            id: number;
            uuid: string;
            name: string;
            is_production: boolean;
        };
        EnvironmentList: {
            data: components["schemas"]["EnvironmentItem"][];
        };
        EnvironmentMade: {
            data: {
                id: number;
                uuid: string;
                name: string;
            };
        };
        ErrorBody: {
            error: components["schemas"]["ErrorDetail"];
        };
        ErrorDetail: {
            code: string;
            message?: string;
            hint?: string;
            errors?: components["schemas"]["Issue"][];
            payload?: unknown;
            upstream?: unknown;
            additional_properties?: unknown;
        };
        EventGroup: {
            providerConfigKey: string;
            scripts: components["schemas"]["EventScript"][];
        };
        EventScript: {
            name: string;
            fileBody: components["schemas"]["FileBody"];
            event: string;
        };
        ExampleInput: {
            input: unknown;
        };
        ExchangeView: {
            attempt: number;
            method: string;
            url: string;
            request_headers: {
                [key: string]: string[];
            };
            response_headers: {
                [key: string]: string[];
            };
            request_body: string;
            response_body: string;
            request_size: number;
            response_size: number;
            status: number;
            timing: components["schemas"]["TimingView"];
            remote_addr?: string;
            error?: string;
            retry_reason?: string;
            retry_after_ms?: number;
        };
        ExportInput: {
            dir?: string;
            out: string;
        };
        Fault: {
            error: components["schemas"]["ErrorDetail"];
        };
        FaultView: {
            code: string;
            message: string;
            hint: string;
        };
        Field: {
            name: string;
            title: string;
            description?: string;
            example?: string;
            pattern?: string;
            format?: string;
            enum?: string[];
            optional: boolean;
            secret: boolean;
            hidden: boolean;
            automated: boolean;
            default_value?: string;
            prefix?: string;
            suffix?: string;
            order?: number;
            /** @description where the help page speaks of the field, such as #step-1 */
            doc_section?: string;
            /** @description a key or a certificate of several lines */
            multiline?: boolean;
            visible_when?: components["schemas"]["VisibleWhen"];
            /** @description text to show beside a chosen value */
            warnings?: {
                [key: string]: string;
            };
        };
        FieldChange: {
            path: string;
            before: unknown;
            after: unknown;
        };
        FileBody: {
            js: string;
            ts: string;
        };
        FileCheck: {
            problems: components["schemas"]["FileProblem"][];
        };
        FileProblem: {
            file: string;
            /** @description from 1; 0 for the whole file */
            line: number;
            message: string;
            /** @description worth telling, but the file is used */
            warning: boolean;
        };
        FlowConfig: {
            type: string;
            syncName: string;
            providerConfigKey: string;
            models: string[];
            runs?: string;
            auto_start?: boolean;
            track_deletes?: boolean;
            metadata?: components["schemas"]["FlowMetadata"];
            input?: unknown;
            endpoints?: {
                [key: string]: string;
            }[];
            fileBody: components["schemas"]["FileBody"];
            sync_type?: string;
            webhookSubscriptions?: string[];
            models_json_schema?: unknown;
            model_schema?: unknown;
            features?: string[];
            attributes?: unknown;
            version?: string;
        };
        FlowMetadata: {
            description?: string;
            scopes?: string[];
        };
        FrequencyAnswer: {
            frequency: string;
        };
        FrequencyBody: {
            sync_name: string;
            sync_variant?: string;
            provider_config_key: string;
            connection_id: string;
            frequency: null | string;
        };
        Function: {
            name: string;
            description?: string;
            scopes?: string[];
            type: string;
            event?: string;
            input?: string | null;
            returns?: string[];
            json_schema?: unknown;
            runs?: string;
            auto_start?: boolean;
            track_deletes?: boolean;
            id: number;
            enabled: boolean;
            last_deployed: string;
            source: string;
        };
        FunctionBundle: {
            reconciliationScope: components["schemas"]["BundleScope"];
            functions: components["schemas"]["BundledFunction"][];
        };
        FunctionCode: {
            type: string;
            code: string;
        };
        FunctionDetail: {
            id: string;
            integration: string;
            provider: string;
            name: string;
            /** @enum {string} */
            type: "sync" | "action" | "on-event";
            file: string;
            description: string;
            version: string;
            /** @enum {string} */
            state: "ready" | "broken" | "unknown-integration" | "removed";
            problem?: string;
            enabled: boolean;
            origin: string;
            /** @description it came by a deploy, not from the open folder */
            deployed: boolean;
            /** @description a deployed version waits until the folder is closed */
            waiting: boolean;
            models: string[];
            scopes: string[];
            frequency?: string;
            auto_start: boolean;
            event?: string;
            subscriptions: string[];
            has_webhook: boolean;
            connections: number;
            last_run: components["schemas"]["RunView"] | null;
            input_schema: unknown;
            output_schema: unknown;
            model_schemas: {
                [key: string]: unknown;
            };
            metadata_schema: unknown;
            checkpoint_schema: unknown;
            endpoints: components["schemas"]["EndpointView"][];
            features: string[];
            installed_at: null | string;
            allow_credentials: boolean;
            run_on_save: components["schemas"]["SavedInput"] | null;
            last_input: components["schemas"]["SavedInput"] | null;
            fixture?: string;
            source: string;
            diagnostics: components["schemas"]["DiagnosticView"][];
        };
        FunctionDetailEntry: {
            data: components["schemas"]["FunctionDetail"];
        };
        FunctionEntry: {
            data: components["schemas"]["Function"];
        };
        FunctionList: {
            data: components["schemas"]["Function"][];
            pagination: components["schemas"]["Pagination"];
        };
        FunctionPatch: {
            enabled?: boolean;
            allow_credentials?: boolean;
            run_on_save?: components["schemas"]["RunOnSaveInput"];
        };
        FunctionView: {
            id: string;
            integration: string;
            provider: string;
            name: string;
            /** @enum {string} */
            type: "sync" | "action" | "on-event";
            file: string;
            description: string;
            version: string;
            /** @enum {string} */
            state: "ready" | "broken" | "unknown-integration" | "removed";
            problem?: string;
            enabled: boolean;
            origin: string;
            /** @description it came by a deploy, not from the open folder */
            deployed: boolean;
            /** @description a deployed version waits until the folder is closed */
            waiting: boolean;
            models: string[];
            scopes: string[];
            frequency?: string;
            auto_start: boolean;
            event?: string;
            subscriptions: string[];
            has_webhook: boolean;
            connections: number;
            last_run: components["schemas"]["RunView"] | null;
        };
        FunctionViews: {
            data: components["schemas"]["FunctionView"][];
        };
        GUISession: {
            token: string;
        };
        HTTPSEntry: {
            data: components["schemas"]["HTTPSView"];
        };
        HTTPSView: {
            enabled: boolean;
            address: string;
            listening: boolean;
            /** @description why nothing answers */
            problem?: components["schemas"]["FaultView"];
            /** @description what trust stores list the certificate authority as */
            name?: string;
            /** @description SHA-256 of its certificate */
            fingerprint?: string;
            /** @description PEM, to import where no store could be changed */
            certificate?: string;
            expires_at?: string;
            /** @description whether the browsers of this user trust it */
            trusted: boolean;
            stores: components["schemas"]["StoreView"][];
            /** @description certificates that were given up and could not be removed from every store, in PEM */
            obsolete: string[];
        };
        Health: {
            result: string;
        };
        History: {
            data: components["schemas"]["HistoryItem"][];
        };
        HistoryItem: {
            operation_id: string;
            at: string;
            provider_config_key: string;
            connection_id: string;
            method: string;
            path: string;
            headers: {
                [key: string]: string;
            };
            body?: string;
            /** @description the body was larger than 64 kB and is kept in part */
            body_truncated?: boolean;
            base_url_override?: string;
            retries?: number;
            status: number;
            duration_ms: number;
        };
        HttpsBody: {
            trust?: boolean;
        };
        ImportBody: {
            provider_config_key: string;
            connection_id?: string;
            metadata?: unknown;
            connection_config?: {
                [key: string]: unknown;
            };
            webhook_url_override?: string;
            end_user?: components["schemas"]["EndUserBody"];
            tags?: {
                [key: string]: string;
            };
            credentials: {
                [key: string]: unknown;
            };
        };
        ImportChange: {
            provider: string;
            display_name?: string;
            auth_mode?: string;
            /** @description added, changed or refused */
            change: string;
            line: number;
            fields: components["schemas"]["ProviderFieldChange"][];
            /** @description members that mean nothing here */
            ignored: string[];
            problems: components["schemas"]["FileProblem"][];
            /** @description places that credentials could reach and cannot now */
            new_destinations: string[];
            /** @description a file of the user is replaced; it is kept beside the new one */
            replaces_own: boolean;
        };
        ImportCounts: {
            added: number;
            changed: number;
            same: number;
            refused: number;
        };
        ImportPlan: {
            /** @description to be sent back to apply this plan */
            digest: string;
            counts: components["schemas"]["ImportCounts"];
            /** @description one a provider, the same ones left out */
            steps: components["schemas"]["ImportChange"][];
            /** @description keys whose files were written */
            applied: string[];
        };
        ImportPlanEntry: {
            data: components["schemas"]["ImportPlan"];
        };
        Integration: {
            unique_key: string;
            provider: string;
            display_name: string;
            logo: string;
            credentials?: components["schemas"]["AppDetails"] | null;
            webhook_url?: string | null;
            forward_webhooks: boolean;
            created_at: string;
            updated_at: string;
        };
        IntegrationBody: {
            provider: string;
            unique_key: string;
            display_name?: string;
            credentials?: components["schemas"]["AppBody"];
            forward_webhooks?: boolean;
            integration_config?: {
                [key: string]: string;
            };
            custom?: {
                [key: string]: string;
            };
        };
        IntegrationChange: {
            unique_key?: string;
            display_name?: string;
            credentials?: components["schemas"]["AppBody"];
            forward_webhooks?: boolean;
            integration_config?: {
                [key: string]: string;
            };
            custom?: {
                [key: string]: string;
            };
        };
        IntegrationEdit: {
            unique_key?: string;
            display_name?: string;
            credentials?: components["schemas"]["AppEdit"];
            forward_webhooks?: boolean;
            integration_config?: {
                [key: string]: string;
            };
        };
        IntegrationEntry: {
            data: components["schemas"]["Integration"];
        };
        IntegrationList: {
            data: components["schemas"]["Integration"][];
        };
        IntegrationView: {
            unique_key: string;
            provider: string;
            provider_name: string;
            display_name: string;
            auth_mode: string;
            connection_count: number;
            /** @description what must be filled in before an account can be connected */
            missing_fields: string[];
            callback_url: string;
            client_id: null | string;
            has_client_secret: boolean;
            scopes: string[];
            /** @description what only some kinds of apps have, such as app_id and app_link; secrets read *** */
            app: {
                [key: string]: string;
            };
            integration_config: {
                [key: string]: string;
            };
            forward_webhooks: boolean;
            /** @description Patchbay knows what the provider's webhooks look like */
            webhooks_known: boolean;
            created_at: string;
            updated_at: string;
        };
        IntegrationViewEntry: {
            data: components["schemas"]["IntegrationView"];
        };
        IntegrationViews: {
            data: components["schemas"]["IntegrationView"][];
        };
        InvocationBody: {
            connection_id: string;
            integration_id: string;
            name: string;
            input?: unknown;
            invocation_type: string;
            options?: unknown;
        };
        Issue: {
            code: string;
            message: string;
            path: string[];
        };
        JobError: {
            code: string;
            message: string;
            payload?: unknown;
        };
        JobState: {
            id: string;
            /** @description waiting, running, success or failed */
            status: string;
            integration_id: string;
            function_type?: string;
            created_at: string;
            updated_at: string;
            started_at?: string;
            completed_at?: string;
            duration_ms?: number;
            error?: components["schemas"]["JobError"];
        };
        Key: {
            key: string;
            /** @description PATCHBAY_SECRET_KEY sets the key, so it cannot be replaced here */
            fixed?: boolean;
        };
        KeyBody: {
            display_name: string;
            scopes?: string[];
        };
        LinkBody: {
            link: string;
        };
        MCPGrant: {
            id: string;
            caller: string;
            covers: string;
            expires_at: string;
        };
        MCPQuestion: {
            id: string;
            caller: string;
            kind: string;
            /** @description what happens, in one line */
            summary: string;
            /** @description what exactly is sent or written */
            detail: string;
            /** @description the detail against the file that it replaces, as a unified diff; empty: it replaces none */
            changes: string;
            /** @description what the answer "session" allows; empty: it cannot be given */
            covers: string;
            asked_at: string;
            /** @description until when the client waits; a later answer counts when it asks the same again */
            waits_until: string;
            expires_at: string;
        };
        MCPView: {
            questions: components["schemas"]["MCPQuestion"][];
            grants: components["schemas"]["MCPGrant"][];
        };
        MCPViewEntry: {
            data: components["schemas"]["MCPView"];
        };
        MaskedCredential: {
            name: string;
            value: string;
            secret: boolean;
        };
        McpAnswer: {
            decision: string;
        };
        MessageView: {
            id: number;
            at: string;
            level: string;
            kind: string;
            source: string;
            text: string;
            meta: null | {
                [key: string]: unknown;
            };
            exchange?: components["schemas"]["ExchangeView"];
        };
        Metadata: {
            connection_id: unknown;
            provider_config_key: string;
            metadata: null | {
                [key: string]: unknown;
            };
        };
        MetadataBody: {
            connection_id: string | string[];
            provider_config_key: string;
            metadata: unknown;
        };
        NewFunctionInput: {
            integration: string;
            name: string;
            type: string;
        };
        NotificationAttemptView: {
            /** @description from 1 for each address and round */
            number: number;
            url: string;
            started_at: string;
            duration_ms: number;
            request_headers: {
                [key: string]: string[];
            };
            /** @description 0: there was no answer */
            status: number;
            response_headers: {
                [key: string]: string[];
            };
            /** @description its first 16 KB */
            response_body: string;
            /** @description empty: it was delivered */
            error_code: string;
            error: string;
            /** @description until the next attempt; 0: there is none */
            retry_after_ms: number;
            /** @description of the log */
            operation_id: string;
        };
        NotificationDetail: {
            id: string;
            type: string;
            /** @description as the log names it: connection_create, connection_override, connection_refresh, connection_delete, sync, async_action or forward */
            action: string;
            integration: string;
            provider: string;
            /** @description empty for a forwarded webhook of no connection */
            connection: string;
            /** @description the sync and its model, or the action; empty for the other types */
            subject: string;
            /** @description the run that caused it; empty: none did */
            run_id: string;
            simulated: boolean;
            state: string;
            /** @description bytes of the body */
            size: number;
            /** @description of the present round */
            attempts: number;
            created_at: string;
            finished_at: null | string;
            targets: components["schemas"]["NotificationTargetView"][];
            /** @description the bytes that are signed and sent */
            body: string;
            /** @description headers of the original request that go on, redacted */
            forward_headers: {
                [key: string]: string[];
            };
            /** @description every attempt of every round, oldest first */
            history: components["schemas"]["NotificationAttemptView"][];
        };
        NotificationEntry: {
            data: components["schemas"]["NotificationDetail"];
        };
        NotificationSettings: {
            /** @description empty: nothing is sent there */
            primary_url: string;
            secondary_url: string;
            /** @description a connection was made, or could not be */
            on_auth_creation: boolean;
            /** @description credentials could not be renewed */
            on_auth_refresh_error: boolean;
            on_connection_deletion: boolean;
            /** @description also syncs that changed nothing */
            on_sync_completion_always: boolean;
            on_sync_error: boolean;
            on_async_action_completion: boolean;
            sign_with: string;
        };
        NotificationSettingsBody: {
            primary_url?: string;
            secondary_url?: string;
            on_auth_creation?: boolean;
            on_auth_refresh_error?: boolean;
            on_connection_deletion?: boolean;
            on_sync_completion_always?: boolean;
            on_sync_error?: boolean;
            on_async_action_completion?: boolean;
            sign_with?: string;
        };
        NotificationTargetView: {
            url: string;
            state: string;
            attempts: number;
            /** @description of the next attempt; null: its turn has not come, or it is over */
            next_at: null | string;
            /** @description of the last answer; 0: there was none */
            status: number;
            /** @description why the last attempt failed; empty: it did not */
            error: string;
        };
        NotificationView: {
            id: string;
            type: string;
            /** @description as the log names it: connection_create, connection_override, connection_refresh, connection_delete, sync, async_action or forward */
            action: string;
            integration: string;
            provider: string;
            /** @description empty for a forwarded webhook of no connection */
            connection: string;
            /** @description the sync and its model, or the action; empty for the other types */
            subject: string;
            /** @description the run that caused it; empty: none did */
            run_id: string;
            simulated: boolean;
            state: string;
            /** @description bytes of the body */
            size: number;
            /** @description of the present round */
            attempts: number;
            created_at: string;
            finished_at: null | string;
            targets: components["schemas"]["NotificationTargetView"][];
        };
        NotificationViews: {
            data: components["schemas"]["NotificationView"][];
            next_cursor: null | string;
        };
        OlderAPIKey: {
            id: number;
            display_name: string;
            scopes: string[];
            secret: string;
            created_at: string;
        };
        OlderAPIKeyEntry: {
            data: components["schemas"]["OlderAPIKey"];
        };
        OlderKeyBody: {
            environment_id: number;
            display_name: string;
        };
        OlderKeyRemoval: {
            environment_id: number;
            key_id: number;
        };
        OperationDetail: {
            id: string;
            kind: string;
            action: string;
            /** @enum {string} */
            source: "api" | "path" | "playground" | "gui" | "cli" | "mcp" | "schedule" | "save" | "webhook" | "event" | "function" | "provider" | "simulated" | "system";
            /** @enum {string} */
            state: "running" | "success" | "failed" | "cancelled" | "timeout";
            title: string;
            provider: string;
            integration: string;
            connection: string;
            method?: string;
            url?: string;
            status?: number;
            attempts: number;
            error: components["schemas"]["FaultView"] | null;
            started_at: string;
            finished_at: null | string;
            duration_ms: null | number;
            messages: components["schemas"]["MessageView"][];
            diagnosis: components["schemas"]["DiagnosisView"] | null;
        };
        OperationDetailEntry: {
            data: components["schemas"]["OperationDetail"];
        };
        OperationView: {
            id: string;
            kind: string;
            action: string;
            /** @enum {string} */
            source: "api" | "path" | "playground" | "gui" | "cli" | "mcp" | "schedule" | "save" | "webhook" | "event" | "function" | "provider" | "simulated" | "system";
            /** @enum {string} */
            state: "running" | "success" | "failed" | "cancelled" | "timeout";
            title: string;
            provider: string;
            integration: string;
            connection: string;
            method?: string;
            url?: string;
            status?: number;
            attempts: number;
            error: components["schemas"]["FaultView"] | null;
            started_at: string;
            finished_at: null | string;
            duration_ms: null | number;
        };
        OperationViews: {
            data: components["schemas"]["OperationView"][];
            next_cursor: null | string;
        };
        Organization: {
            id: string;
            display_name: null | string;
        };
        OrganizationBody: {
            id: string;
            display_name?: string;
        };
        OtlpHeader: {
            name: string;
            value: string;
        };
        OverlayEntry: {
            data: components["schemas"]["OverlayView"];
        };
        OverlayFile: {
            provider: string;
            file: string;
            stored: boolean;
            text: string;
            /** @description of the stored text; to be sent back with a change */
            version: string;
        };
        OverlayFileEntry: {
            data: components["schemas"]["OverlayFile"];
        };
        OverlayText: {
            text: string;
            version?: string;
        };
        OverlayView: {
            folder: string;
            files: components["schemas"]["ProviderOrigin"][];
            /** @description what is wrong with the folder or a file in it, warnings included */
            problems: components["schemas"]["FileProblem"][];
        };
        Pagination: {
            total: number;
            page: number;
            limit: number;
        };
        Parities: {
            data: components["schemas"]["ParityView"][];
        };
        ParityView: {
            function: string;
            file?: string;
            line?: number;
            severity: string;
            code: string;
            message: string;
            hint?: string;
        };
        PatchBody: {
            end_user?: components["schemas"]["EndUserBody"];
            tags?: {
                [key: string]: string;
            };
            webhook_url_override?: string;
        };
        PlanEntry: {
            data: components["schemas"]["PlanView"];
        };
        PlanView: {
            out: string;
            files: components["schemas"]["PlannedFile"][];
            parity: components["schemas"]["ParityView"][];
        };
        PlannedFile: {
            path: string;
            change: string;
            size: number;
            diff?: string;
        };
        PlayBody: {
            provider_config_key: string;
            connection_id: string;
            method: string;
            path: string;
            headers?: {
                [key: string]: string;
            };
            body?: string;
            base_url_override?: string;
            retries?: number;
        };
        PlayResult: {
            operation_id: string;
            status: number;
            headers: {
                [key: string]: string[];
            };
            body: string;
            /** @enum {string} */
            body_encoding: "utf8" | "base64";
            /** @description bytes of the whole answer */
            size: number;
            truncated: boolean;
            duration_ms: number;
            timing: components["schemas"]["TimingView"];
            attempts: number;
            url: string;
            /** @description why the answer is missing or broke off; when it is missing, status and body are Patchbay's words */
            failure?: components["schemas"]["FaultView"];
        };
        PreviewPair: {
            name: string;
            value: string;
        };
        PreviewRequest: {
            /** @description login, token, refresh, check or call */
            step: string;
            method: string;
            url: string;
            query: components["schemas"]["PreviewPair"][];
            headers: components["schemas"]["PreviewPair"][];
            body: components["schemas"]["PreviewPair"][];
            /** @description how the body is written: form, json, xml or query */
            format?: string;
        };
        ProblemView: {
            code: string;
            /** @description no login is started */
            blocks: boolean;
            message: string;
            hint: string;
            /** @description where the provider says so */
            source?: string;
        };
        ProjectEntry: {
            data: components["schemas"]["ProjectView"];
        };
        ProjectFile: {
            path: string;
            size: number;
            modified_at: string;
            kind: string;
        };
        ProjectFiles: {
            data: components["schemas"]["ProjectFile"][];
        };
        ProjectInput: {
            dir: string;
            init?: boolean;
        };
        ProjectText: {
            path: string;
            text: string;
            hash: string;
        };
        ProjectView: {
            open: boolean;
            dir: string;
            name: string;
            /** @enum {string} */
            state: "none" | "compiling" | "checking" | "ready" | "broken";
            problem: components["schemas"]["FaultView"] | null;
            compiled_at: null | string;
            duration_ms: number;
            functions: number;
            errors: number;
            warnings: number;
            recent: string[];
            suggested: string;
        };
        ProjectWrite: {
            path: string;
            text: string;
            base?: string;
        };
        ProviderDetail: {
            name: string;
            display_name: string;
            categories: string[];
            auth_mode: string;
            /** @description whether this version can connect accounts */
            supported: boolean;
            /** @description the vendor's API reference */
            docs?: string;
            /** @description where an app is registered with the vendor */
            app_docs?: string;
            scopes_docs?: string;
            /** @description every scope the vendor documents, when known */
            scopes: string[];
            default_scopes: string[];
            /** @description template of the API's address */
            base_url?: string;
            /** @description whether new credentials are tried out before they are stored */
            verifies: boolean;
            pkce: boolean;
            callback_url: string;
            /** @description whether the integration needs a client id and secret */
            needs_app: boolean;
            integration_fields: components["schemas"]["Field"][];
            /** @description sent as params */
            connection_fields: components["schemas"]["Field"][];
            /** @description sent as credentials */
            credential_fields: components["schemas"]["Field"][];
            /** @description sent as assertion_option; used once and not stored */
            assertion_fields: components["schemas"]["Field"][];
            /** @description the inputs in order, as credentials.NAME, params.NAME or assertion_option.NAME */
            form: string[];
            origin: components["schemas"]["ProviderOrigin"];
            /** @description what Patchbay sends, in order, with placeholders */
            preview: components["schemas"]["PreviewRequest"][];
            /** @description the catalog entry as it is */
            facts: {
                [key: string]: unknown;
            };
        };
        ProviderDetailEntry: {
            data: components["schemas"]["ProviderDetail"];
        };
        ProviderEntry: {
            data: unknown;
        };
        ProviderFieldChange: {
            field: string;
            from?: string;
            to?: string;
        };
        ProviderList: {
            data: unknown[];
        };
        ProviderOrigin: {
            provider: string;
            /** @description built_in, overlay, last_good (its file has a mistake) or nothing */
            source: string;
            /** @description Patchbay ships a provider of this key */
            built_in: boolean;
            /** @description the user's own file */
            file?: string;
            problems: components["schemas"]["FileProblem"][];
            /** @description places the file would send credentials to; connections wait until the user confirms them */
            unconfirmed: string[];
        };
        ProviderSummaries: {
            data: components["schemas"]["ProviderSummary"][];
        };
        ProviderSummary: {
            name: string;
            display_name: string;
            categories: string[];
            auth_mode: string;
            /** @description whether this version can connect accounts */
            supported: boolean;
        };
        ProvidersImport: {
            text?: string;
            address?: string;
            texts?: boolean;
            apply?: boolean;
            digest?: string;
            only?: string[];
        };
        PruneBody: {
            model: string;
            variant?: string;
            until_cursor: string;
            limit?: number;
        };
        Pruned: {
            count: number;
            has_more: boolean;
        };
        QuickstartBody: {
            provider: string;
            unique_key: string;
            display_name?: string;
            forward_webhooks?: boolean;
        };
        ReconnectBody: {
            connection_id: string;
            integration_id: string;
            end_user?: components["schemas"]["EndUserBody"];
            organization?: components["schemas"]["OrganizationBody"];
            tags?: {
                [key: string]: string;
            };
            integrations_config_defaults?: {
                [key: string]: components["schemas"]["SessionDefaultsBody"];
            };
            overrides?: {
                [key: string]: components["schemas"]["SessionOverrideBody"];
            };
            webhook_url_override?: string;
        };
        RecordChange: {
            model: string;
            id: string;
            action: string;
            reason?: string;
            fields: components["schemas"]["FieldChange"][];
            payload: unknown;
        };
        RecordList: {
            next_cursor: null | string;
            records: unknown[];
        };
        RecordModel: {
            integration: string;
            provider: string;
            connection: string;
            model: string;
            variant: string;
            records: number;
            deleted: number;
            bytes: number;
            changed_at: string;
        };
        RecordModels: {
            data: components["schemas"]["RecordModel"][];
        };
        RecordRow: {
            id: string;
            action: string;
            first_seen: string;
            modified: string;
            deleted: null | string;
            pruned: boolean;
            payload: unknown;
            run: null | string;
        };
        RecordRows: {
            data: components["schemas"]["RecordRow"][];
            total: number;
            complete: boolean;
        };
        RedirectBody: {
            kind: string;
            url?: string;
        };
        RedirectEntry: {
            data: components["schemas"]["RedirectView"];
        };
        RedirectOption: {
            /** @enum {string} */
            kind: "localhost" | "loopback" | "https" | "relay";
            url: string;
            problems: components["schemas"]["ProblemView"][];
        };
        RedirectView: {
            /** @description the one address to register; empty: a relay without an address */
            url: string;
            /** @enum {string} */
            kind: "localhost" | "loopback" | "https" | "relay";
            /** @description the address of the relay that counts here, whether it is chosen or not */
            relay: string;
            /** @description whether the integration has a choice of its own */
            own: boolean;
            /**
             * @description the installation's choice
             * @enum {string}
             */
            default: "localhost" | "loopback" | "https" | "relay";
            /**
             * @description the first kind that the provider is not known to refuse
             * @enum {string}
             */
            advice: "localhost" | "loopback" | "https" | "relay";
            /** @description of the chosen address */
            problems: components["schemas"]["ProblemView"][];
            options: components["schemas"]["RedirectOption"][];
        };
        RefreshView: {
            last_success: null | string;
            last_failure: null | string;
            attempts: number;
            exhausted: boolean;
        };
        RelayBody: {
            url: string;
        };
        RelayView: {
            ok: boolean;
            /** @description where it sends people, without the query */
            leads?: string;
            problem?: components["schemas"]["ProblemView"];
        };
        ResendBody: {
            vouch?: boolean;
            headers?: {
                [key: string]: string;
            };
            query?: {
                [key: string]: string;
            };
            body?: string;
            /** @enum {string} */
            body_encoding?: "utf8" | "base64";
        };
        ResultCounts: {
            added: number;
            updated: number;
            deleted: number;
        };
        RevealedCredentials: {
            credentials: null | {
                [key: string]: unknown;
            };
        };
        RotatedSigningKey: {
            data: {
                webhook_signing_key: string;
            };
        };
        RunChanges: {
            data: components["schemas"]["RecordChange"][];
            counts: {
                [key: string]: components["schemas"]["ResultCounts"];
            };
            next_cursor: null | string;
        };
        RunDetail: {
            id: string;
            job: number;
            integration: string;
            provider: string;
            connection: string;
            function: string;
            /** @enum {string} */
            type: "sync" | "action" | "on-event";
            kind: string;
            trigger: string;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "interrupted";
            variant: string;
            dry: boolean;
            attempt: number;
            error: components["schemas"]["RunFault"] | null;
            results: {
                [key: string]: components["schemas"]["ResultCounts"];
            };
            queued_at: string;
            started_at: null | string;
            finished_at: null | string;
            duration_ms: null | number;
            operation_id: string;
            input: unknown;
            output: unknown;
            checkpoint_from: unknown;
            checkpoint_to: unknown;
            last_sync_date: null | string;
            warnings: components["schemas"]["RunWarning"][];
            dry_run: components["schemas"]["DryRunView"] | null;
            peak_memory: number;
        };
        RunDetailEntry: {
            data: components["schemas"]["RunDetail"];
        };
        RunFault: {
            type: string;
            message: string;
            whose: string;
            stack?: string;
            payload?: unknown;
        };
        RunInput: {
            dir?: string;
            connection: string;
            mode: string;
            input?: unknown;
            payload?: unknown;
            subscription?: string;
            metadata?: unknown;
            checkpoint?: unknown;
            last_sync_date?: string;
            variant?: string;
            validate?: boolean;
            save_fixture?: boolean;
            read_only?: boolean;
        };
        RunOnSaveInput: {
            connection?: string;
            input?: unknown;
            mode?: string;
        };
        RunTimeline: {
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "interrupted";
            data: components["schemas"]["MessageView"][];
        };
        RunView: {
            id: string;
            job: number;
            integration: string;
            provider: string;
            connection: string;
            function: string;
            /** @enum {string} */
            type: "sync" | "action" | "on-event";
            kind: string;
            trigger: string;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out" | "interrupted";
            variant: string;
            dry: boolean;
            attempt: number;
            error: components["schemas"]["RunFault"] | null;
            results: {
                [key: string]: components["schemas"]["ResultCounts"];
            };
            queued_at: string;
            started_at: null | string;
            finished_at: null | string;
            duration_ms: null | number;
            operation_id: string;
        };
        RunViews: {
            data: components["schemas"]["RunView"][];
            next_cursor: null | string;
        };
        RunWarning: {
            code: string;
            path: string;
            message: string;
        };
        SavedInput: {
            connection: string;
            input?: unknown;
            /** @enum {string} */
            mode: "run" | "dryrun";
        };
        ScopeList: {
            data: string[];
        };
        Session: {
            endUser: components["schemas"]["EndUser"] | null;
            connectUISettings: components["schemas"]["ConnectUISettings"];
            allowed_integrations?: string[];
            integrations_config_defaults?: {
                [key: string]: components["schemas"]["SessionDefaults"];
            };
            isReconnecting?: boolean;
            overrides?: {
                [key: string]: components["schemas"]["SessionOverride"];
            };
            websocketsPath: string;
        };
        SessionBody: {
            end_user?: components["schemas"]["EndUserBody"];
            organization?: components["schemas"]["OrganizationBody"];
            tags?: {
                [key: string]: string;
            };
            allowed_integrations?: string[];
            integrations_config_defaults?: {
                [key: string]: components["schemas"]["SessionDefaultsBody"];
            };
            overrides?: {
                [key: string]: components["schemas"]["SessionOverrideBody"];
            };
            webhook_url_override?: string;
        };
        SessionConnectBody: {
            integration: string;
            params?: {
                [key: string]: string;
            };
            credentials?: {
                [key: string]: string;
            };
            assertion_option?: {
                [key: string]: string;
            };
        };
        SessionDefaults: {
            connection_config?: {
                [key: string]: unknown;
            };
            authorization_params?: {
                [key: string]: string;
            };
        };
        SessionDefaultsBody: {
            user_scopes?: string;
            authorization_params?: {
                [key: string]: string;
            };
            connection_config?: {
                [key: string]: unknown;
            };
        };
        SessionEntry: {
            data: components["schemas"]["Session"];
        };
        SessionOverride: {
            docs_connect?: string;
        };
        SessionOverrideBody: {
            docs_connect?: string;
        };
        SessionToken: {
            token: string;
            connect_link: string;
            expires_at: string;
        };
        SessionTokenEntry: {
            data: components["schemas"]["SessionToken"];
        };
        Settings: {
            /** @enum {string} */
            appearance: "system" | "light" | "dark";
            /** @description private or loopback destinations that requests may reach, as host or host:port */
            allowed_hosts: string[];
            /** @description web pages that may call this API */
            allowed_origins: string[];
            /**
             * @description the address registered with providers, for integrations without their own
             * @enum {string}
             */
            redirect: "localhost" | "loopback" | "https" | "relay";
            /** @description the address of a relay; empty: none */
            callback_url: string;
            /** @description renew connections that nobody used for a day */
            keep_alive: boolean;
            /** @description test stored keys and passwords once a day */
            test_keys: boolean;
            /** @description where providers reach the webhook port, such as a tunnel's address; empty: nowhere */
            webhook_base_url: string;
            /** @description coding assistants may use Patchbay's own tools */
            mcp: boolean;
        };
        SettingsBody: {
            appearance?: string;
            allowed_hosts?: string[];
            allowed_origins?: string[];
            redirect?: string;
            callback_url?: string;
            keep_alive?: boolean;
            test_keys?: boolean;
            webhook_base_url?: string;
            mcp?: boolean;
        };
        SignatureBody: {
            type: string;
            username: string;
            password: string;
        };
        SigningKey: {
            key: string;
            sign_with: string;
        };
        SimulateBody: {
            integration: string;
            type?: string;
            connection?: string;
            identifier?: string;
            body?: unknown;
            use_real_secret?: boolean;
        };
        SimulatedWebhook: {
            id: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "held" | "refused" | "unmatched" | "duplicate" | "no_handler" | "answered";
            status: number;
            answer: string;
            headers: {
                [key: string]: string[];
            };
            body: string;
        };
        SingleBody: {
            type: string;
            integration_id: string;
            function_name?: string;
            function_type?: string;
            code?: string;
            template?: string;
            version?: string;
            allow_destructive?: boolean;
        };
        StartedRun: {
            data: components["schemas"]["RunView"];
        };
        StatusView: {
            version: string;
            environment: components["schemas"]["Environment"];
            api_url: string;
            webhook_url: string;
            /** @description the address to register with providers */
            callback_url: string;
            /** @description why a login through it may fail */
            redirect_problems: components["schemas"]["ProblemView"][];
            data_dir: string;
            /** @description path of the running program, for what starts it again */
            program: string;
            vault: components["schemas"]["VaultView"];
            counts: components["schemas"]["Counts"];
            window: boolean;
        };
        StoreView: {
            name: string;
            title: string;
            trusted: boolean;
            /** @description it can be changed from here */
            available: boolean;
            /** @description only a terminal can change it: patchbay https enable */
            needs_password: boolean;
            /** @description browsers look here */
            browsers: boolean;
            hint?: string;
        };
        Success: {
            success: boolean;
        };
        SuccessEntry: {
            data: components["schemas"]["Success"];
        };
        SyncCommandBody: {
            syncs: (string | {
                name: string;
                variant: string;
            })[];
            provider_config_key: string;
            connection_id?: string;
        };
        SyncStatus: {
            id: string;
            connection_id: string;
            type: string;
            finishedAt?: string;
            nextScheduledSyncAt: null | string;
            name: string;
            variant: string;
            status: string;
            frequency: null | string;
            latestResult?: {
                [key: string]: components["schemas"]["ResultCounts"];
            };
            latestExecutionStatus?: string;
            recordCount: {
                [key: string]: number;
            };
            checkpoint: null | {
                [key: string]: unknown;
            };
        };
        SyncStatuses: {
            syncs: components["schemas"]["SyncStatus"][];
        };
        SyncTriggerBody: {
            syncs: (string | {
                name: string;
                variant: string;
            })[];
            provider_config_key?: string;
            connection_id?: string;
            opts?: components["schemas"]["SyncTriggerOpts"];
            sync_mode?: string;
            full_resync?: boolean;
        };
        SyncTriggerOpts: {
            reset?: boolean;
            emptyCache?: boolean;
        };
        SyncView: {
            id: string;
            integration: string;
            provider: string;
            connection: string;
            name: string;
            variant: string;
            status: string;
            frequency: string;
            own_frequency: boolean;
            next_run_at: null | string;
            last_run: components["schemas"]["RunView"] | null;
            last_sync_date: null | string;
            checkpoint: unknown;
            records: {
                [key: string]: number;
            };
            last_result: {
                [key: string]: components["schemas"]["ResultCounts"];
            };
        };
        SyncViews: {
            data: components["schemas"]["SyncView"][];
        };
        TargetInput: {
            name: string;
            url: string;
            key?: string;
        };
        TargetView: {
            name: string;
            url: string;
            has_key: boolean;
        };
        TargetViews: {
            data: components["schemas"]["TargetView"][];
        };
        TbaBody: {
            token_id: string;
            token_secret: string;
            oauth_client_id_override?: string;
            oauth_client_secret_override?: string;
        };
        TemplateDetail: {
            id: string;
            provider: string;
            provider_name: string;
            name: string;
            /** @enum {string} */
            type: "sync" | "action" | "on-event";
            description: string;
            models: string[];
            scopes: string[];
            frequency?: string;
            group: string;
            docs?: string;
            used_by: string[];
            files: components["schemas"]["ProjectText"][];
        };
        TemplateDetailEntry: {
            data: components["schemas"]["TemplateDetail"];
        };
        TemplateList: {
            data: components["schemas"]["Function"][];
        };
        TemplateView: {
            id: string;
            provider: string;
            provider_name: string;
            name: string;
            /** @enum {string} */
            type: "sync" | "action" | "on-event";
            description: string;
            models: string[];
            scopes: string[];
            frequency?: string;
            group: string;
            docs?: string;
            used_by: string[];
        };
        TemplateViews: {
            data: components["schemas"]["TemplateView"][];
        };
        TimingView: {
            dns: number;
            connect: number;
            tls: number;
            first_byte: number;
            total: number;
        };
        TypeLibraries: {
            files: components["schemas"]["TypeLibrary"][];
        };
        TypeLibrary: {
            path: string;
            text: string;
        };
        UseTemplateInput: {
            integration: string;
        };
        UsedTemplate: {
            files: string[];
        };
        Variable: {
            name: string;
            value: string;
        };
        VariableInput: {
            name: string;
            value: string;
        };
        VariableName: {
            name: string;
        };
        VariableNames: {
            data: components["schemas"]["VariableName"][];
        };
        VariantBody: {
            provider_config_key: string;
            connection_id: string;
        };
        VaultView: {
            mode: string;
            description: string;
            ok: boolean;
            message?: string;
        };
        VisibleWhen: {
            field: string;
            equals: string;
        };
        WebhookDetail: {
            id: string;
            integration: string;
            provider: string;
            provider_name: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "held" | "refused" | "unmatched" | "duplicate" | "no_handler" | "answered";
            /** @description verified, unsigned, unverifiable or vouched; null when it was refused or nobody looked */
            verification: null | string;
            /** @description Patchbay made it up */
            simulated: boolean;
            /** @description the user changed it */
            edited: boolean;
            /** @description the webhook that it repeats */
            resent_from: null | string;
            /** @description of its events; an empty text is an event without a type */
            types: string[];
            connections: string[];
            reason: components["schemas"]["FaultView"] | null;
            note: null | string;
            /** @description what the sender was answered; 0: nobody waited */
            status: number;
            content_type: string;
            /** @description bytes of the body */
            size: number;
            /** @description the body's first 8 KB, redacted; empty when it is no text */
            preview: string;
            operation_id: string;
            received_at: string;
            finished_at: null | string;
            url: string;
            /** @description as they came, secrets masked */
            headers: {
                [key: string]: string[];
            };
            query: {
                [key: string]: string[];
            };
            /** @description byte for byte, not redacted */
            body: string;
            /** @enum {string} */
            body_encoding: "utf8" | "base64";
            jobs: components["schemas"]["WebhookJob"][];
        };
        WebhookEntry: {
            data: components["schemas"]["WebhookDetail"];
        };
        WebhookJob: {
            /** @enum {string} */
            kind: "install" | "run" | "forward";
            /**
             * @description queued, running, done or failed
             * @enum {string}
             */
            state: "queued" | "running" | "done" | "failed" | "held" | "refused" | "unmatched" | "duplicate" | "no_handler" | "answered";
            connection: null | string;
            function: null | string;
            event_type: null | string;
            attempts: number;
            /** @description of the last attempt */
            run_id: null | string;
            reason: components["schemas"]["FaultView"] | null;
            /** @description that a forward became, those that are still kept */
            notifications: components["schemas"]["WebhookNotification"][];
        };
        WebhookNotification: {
            id: string;
            state: string;
        };
        WebhookRef: {
            id: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "held" | "refused" | "unmatched" | "duplicate" | "no_handler" | "answered";
        };
        WebhookSample: {
            type: string;
            label: string;
            /** @description with stand-ins that are filled when it is sent: {{identifier}} and {{now}} among them */
            body: unknown;
        };
        WebhookSecret: {
            secret: string;
        };
        WebhookSetup: {
            /** @description to enter at the provider */
            url: string;
            /** @description the same on this machine */
            local_url: string;
            /** @description Patchbay knows what this provider's webhooks look like */
            handled: boolean;
            signs: boolean;
            /** @description how the provider signs, in words */
            signing: string;
            /** @description where the secret is found */
            secret_help: string;
            /** @description what ties an event to a connection, in words */
            identifier: string;
            /** @description the user entered one */
            has_secret: boolean;
            /** @description a secret is known: the one entered, the client secret, or one that follows from the app */
            can_verify: boolean;
            /** @description the secret follows from the app: show it, to be entered at the provider */
            derived_secret: boolean;
            /** @description how long the secret before this one counts too */
            previous_until: null | string;
            /** @description run what nobody can verify for want of a secret */
            accept_unsigned: boolean;
            forward_webhooks: boolean;
            /** @description that the simulator knows */
            events: components["schemas"]["WebhookSample"][];
        };
        WebhookSetupBody: {
            secret?: string;
            accept_unsigned?: boolean;
        };
        WebhookSetupEntry: {
            data: components["schemas"]["WebhookSetup"];
        };
        WebhookView: {
            id: string;
            integration: string;
            provider: string;
            provider_name: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "held" | "refused" | "unmatched" | "duplicate" | "no_handler" | "answered";
            /** @description verified, unsigned, unverifiable or vouched; null when it was refused or nobody looked */
            verification: null | string;
            /** @description Patchbay made it up */
            simulated: boolean;
            /** @description the user changed it */
            edited: boolean;
            /** @description the webhook that it repeats */
            resent_from: null | string;
            /** @description of its events; an empty text is an event without a type */
            types: string[];
            connections: string[];
            reason: components["schemas"]["FaultView"] | null;
            note: null | string;
            /** @description what the sender was answered; 0: nobody waited */
            status: number;
            content_type: string;
            /** @description bytes of the body */
            size: number;
            /** @description the body's first 8 KB, redacted; empty when it is no text */
            preview: string;
            operation_id: string;
            received_at: string;
            finished_at: null | string;
        };
        WebhookViews: {
            data: components["schemas"]["WebhookView"][];
            next_cursor: null | string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
