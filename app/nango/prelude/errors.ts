// The errors that code sees. They are ordinary JavaScript errors with the members that code looks for.

// ActionError is what code throws to fail with a payload of its own.
export class ActionError extends Error {
    type = 'action_script_runtime_error';
    payload: unknown;

    constructor(payload?: unknown) {
        super();
        this.payload = payload;
    }
}

// SDKError is a refusal of the nango object itself, such as script_aborted.
export class SDKError extends Error {
    type: string;
    code: string;
    payload: unknown;

    constructor(type: string, message: string, payload: unknown = {}) {
        super(message);
        this.name = 'NangoSDKError';
        this.type = type;
        this.code = type;
        this.payload = payload;
    }
}

export interface Response {
    data: any;
    status: number;
    statusText: string;
    headers: Record<string, any>;
    config: any;
    request: any;
}

// AxiosError is a request that failed: with a response when the provider refused it, without one when nobody answered.
export class AxiosError extends Error {
    isAxiosError = true;
    code: string | undefined;
    config: unknown;
    request: unknown;
    response?: Response;
    status?: number;

    constructor(message: string, code?: string, config?: unknown, response?: Response) {
        super(message);
        this.name = 'AxiosError';
        this.code = code;
        this.config = config;
        this.request = response?.request ?? {};
        if (response) {
            this.response = response;
            this.status = response.status;
        }
    }

    toJSON() {
        return { message: this.message, name: this.name, stack: this.stack, config: this.config, code: this.code, status: this.status ?? null };
    }
}

export function isAxiosError(value: any): value is AxiosError {
    return typeof value === 'object' && value !== null && value.isAxiosError === true;
}
