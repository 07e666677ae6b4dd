import type { AxiosResponse } from 'axios';

/** A method in capitals. */
export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'PROPFIND' | 'REPORT';

/** A request to the provider. The connection's credentials are added for you. */
export interface ProxyConfiguration {
    /** Path after the provider's base URL; a query may be part of it. */
    endpoint: string;
    /** Default `GET`. */
    method?: HttpMethod | Lowercase<HttpMethod>;
    /** Query parameters. Lists are joined by commas; `undefined` is sent as that word, so leave such keys out. */
    params?: string | Record<string, string | number | string[] | number[]>;
    /** Body of POST, PUT, PATCH and DELETE. An object becomes JSON, or a form when the `content-type` header says so. */
    data?: unknown;
    /** Added to the provider's own headers. */
    headers?: Record<string, string>;
    /** How many more times to try after a network failure, 429, 401 or a server error. Default 0. */
    retries?: number;
    /** Further statuses to try again on. Needs `retries`. */
    retryOn?: number[] | null;
    /**
     * Headers that say when to try again.
     * @deprecated Nothing reads it; the provider's own settings apply.
     */
    retryHeader?: RetryHeaders;
    /** Replaces the provider's base URL. */
    baseUrlOverride?: string | undefined;
    /** How the body of the answer is read: `json` by default; `arraybuffer` gives a Buffer. */
    responseType?: 'arraybuffer' | 'blob' | 'document' | 'json' | 'text' | 'stream' | 'formdata' | undefined;
    /** Unpack compressed answers. */
    decompress?: string | boolean;
    /** Send the headers again when the provider redirects. */
    forwardHeadersOnRedirect?: boolean;
    /** How `paginate` finds the next page, over the provider's own settings. */
    paginate?: Partial<CursorPagination> | Partial<LinkPagination> | Partial<OffsetPagination>;
    /** Another connection of the environment: its integration id … */
    providerConfigKey?: string;
    /** … and its connection id. */
    connectionId?: string;
}

/** Headers and body fields that tell when a request may be tried again. */
export interface RetryHeaders {
    at?: string | string[];
    after?: string | string[];
    remaining?: string;
    error_code?: string[];
    in_body?: { path: string; value?: string; strategy: 'at' | 'after' };
}

/** What every kind of pagination shares. Paths are dotted: `data.items`. */
export interface Pagination {
    /** Records on a page. */
    limit?: string | number;
    /** Parameter that carries `limit`. */
    limit_name_in_request?: string;
    /** Where in the answer the list of records is; left out, the answer is the list. */
    response_path?: string;
    /** Send the parameters in the body. Default for POST, PUT and PATCH. */
    in_body?: boolean;
    /** Called after each page. */
    on_page?: (page: { nextPageParam?: string | number | undefined; response: AxiosResponse }) => Promise<void>;
}

/** The answer names the next page by a cursor. */
export interface CursorPagination extends Pagination {
    type: 'cursor';
    cursor_path_in_response: string;
    cursor_name_in_request: string;
}

/** The answer carries the URL of the next page. */
export interface LinkPagination extends Pagination {
    type: 'link';
    /** Relation in the `Link` header, mostly `next`. */
    link_rel_in_response_header?: string;
    link_path_in_response_body?: string;
}

/** The request says how much to skip. */
export interface OffsetPagination extends Pagination {
    type: 'offset';
    offset_name_in_request: string;
    /** First value. Default 0. */
    offset_start_value?: number;
    /** Whether the value grows by the records received, or by one a page. */
    offset_calculation_method?: 'per-page' | 'by-response-size';
}

/** A request without credentials. */
export interface FetchRequest {
    url: URL;
    /** Default `GET`. */
    method?: HttpMethod;
    headers?: Record<string, string> | undefined;
    body?: string | null;
}
