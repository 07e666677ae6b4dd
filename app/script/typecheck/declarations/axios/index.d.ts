/** The part of axios's types that answers and failures of requests have. Functions cannot import its code. */

export type AxiosHeaderValue = string | string[] | number | boolean | null;

/** Headers of an answer; names in lower case. */
export interface AxiosResponseHeaders {
    'content-type'?: AxiosHeaderValue;
    'content-length'?: AxiosHeaderValue;
    'content-encoding'?: AxiosHeaderValue;
    'cache-control'?: AxiosHeaderValue;
    'set-cookie'?: string[];
    [name: string]: any;
}

export interface AxiosRequestConfig<D = any> {
    url?: string;
    method?: string;
    baseURL?: string;
    headers?: any;
    params?: any;
    data?: D;
    timeout?: number;
    responseType?: string;
    [option: string]: any;
}

export interface InternalAxiosRequestConfig<D = any> extends AxiosRequestConfig<D> {
    headers: any;
}

/** Answer to a request. */
export interface AxiosResponse<T = any, D = any, H = {}> {
    /** The body: parsed when it was JSON, else text. */
    data: T;
    status: number;
    statusText: string;
    headers: AxiosResponseHeaders & H;
    config: InternalAxiosRequestConfig<D>;
    request?: any;
}

/** What a request throws when the status is not 200–299 or the network failed. */
export declare class AxiosError<T = unknown, D = any> extends Error {
    config?: InternalAxiosRequestConfig<D>;
    code?: string;
    request?: any;
    response?: AxiosResponse<T, D>;
    isAxiosError: boolean;
    status?: number;
    toJSON: () => object;
}

export declare function isAxiosError<T = any, D = any>(value: any): value is AxiosError<T, D>;

declare const axios: {
    isAxiosError: typeof isAxiosError;
    AxiosError: typeof AxiosError;
    [method: string]: any;
};
export default axios;
