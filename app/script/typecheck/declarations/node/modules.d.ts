declare module 'crypto' {
    type Encoding = 'base64' | 'base64url' | 'hex' | 'binary' | 'latin1';
    type Bytes = string | NodeJS.ArrayBufferView;
    type KeyText = string | Buffer | { key: string | Buffer; passphrase?: string | undefined; padding?: number; saltLength?: number };

    /** A digest in the making. */
    interface Hash {
        update(data: Bytes, encoding?: BufferEncoding): this;
        digest(): Buffer<ArrayBuffer>;
        digest(encoding: Encoding | BufferEncoding): string;
        copy(): Hash;
    }
    interface Hmac {
        update(data: Bytes, encoding?: BufferEncoding): this;
        digest(): Buffer<ArrayBuffer>;
        digest(encoding: Encoding | BufferEncoding): string;
    }
    interface Sign {
        update(data: Bytes, encoding?: BufferEncoding): this;
        end(): this;
        sign(key: KeyText): Buffer<ArrayBuffer>;
        sign(key: KeyText, encoding: Encoding | BufferEncoding): string;
    }
    interface Verify {
        update(data: Bytes, encoding?: BufferEncoding): this;
        end(): this;
        verify(key: KeyText, signature: NodeJS.ArrayBufferView): boolean;
        verify(key: KeyText, signature: string, encoding?: Encoding | BufferEncoding): boolean;
    }
    type UUID = `${string}-${string}-${string}-${string}-${string}`;

    function randomUUID(options?: { disableEntropyCache?: boolean | undefined }): UUID;
    function randomBytes(size: number): Buffer<ArrayBuffer>;
    function randomInt(max: number): number;
    function randomInt(min: number, max: number): number;
    function createHash(algorithm: string, options?: { outputLength?: number }): Hash;
    function createHmac(algorithm: string, key: string | NodeJS.ArrayBufferView): Hmac;
    function createSign(algorithm: string): Sign;
    function createVerify(algorithm: string): Verify;
    function createPrivateKey(key: any): any;
    function createPublicKey(key: any): any;
    function createCipheriv(algorithm: string, key: any, iv: any, options?: any): any;
    function createDecipheriv(algorithm: string, key: any, iv: any, options?: any): any;
    function pbkdf2Sync(password: Bytes, salt: Bytes, iterations: number, length: number, digest: string): Buffer<ArrayBuffer>;
    function scryptSync(password: Bytes, salt: Bytes, length: number, options?: any): Buffer<ArrayBuffer>;
    function timingSafeEqual(a: NodeJS.ArrayBufferView, b: NodeJS.ArrayBufferView): boolean;
    function sign(algorithm: string | null | undefined, data: NodeJS.ArrayBufferView, key: any): Buffer<ArrayBuffer>;
    function verify(algorithm: string | null | undefined, data: NodeJS.ArrayBufferView, key: any, signature: NodeJS.ArrayBufferView): boolean;
    function getHashes(): string[];
    function getRandomValues<T extends NodeJS.ArrayBufferView>(array: T): T;
    const webcrypto: Crypto;
    const subtle: SubtleCrypto;
    const constants: Record<string, number>;
}
declare module 'node:crypto' {
    export * from 'crypto';
}

declare module 'url' {
    /** The parts of a URL as the old parser gives them. */
    interface UrlWithStringQuery {
        auth: string | null;
        hash: string | null;
        host: string | null;
        hostname: string | null;
        href: string;
        path: string | null;
        pathname: string | null;
        protocol: string | null;
        search: string | null;
        slashes: boolean | null;
        port: string | null;
        query: string | null;
    }
    interface UrlObject {
        auth?: string | null | undefined;
        hash?: string | null | undefined;
        host?: string | null | undefined;
        hostname?: string | null | undefined;
        href?: string | null | undefined;
        pathname?: string | null | undefined;
        protocol?: string | null | undefined;
        search?: string | null | undefined;
        slashes?: boolean | null | undefined;
        port?: string | number | null | undefined;
        query?: string | null | Record<string, any> | undefined;
    }
    /** @deprecated Use `new URL(…)`. */
    function parse(url: string): UrlWithStringQuery;
    function format(url: UrlObject | string | URL): string;
    function resolve(from: string, to: string): string;
    function fileURLToPath(url: string | URL): string;
    function pathToFileURL(path: string): URL;
    function domainToASCII(domain: string): string;
    function domainToUnicode(domain: string): string;
    const URL: typeof globalThis.URL;
    type URL = globalThis.URL;
    const URLSearchParams: typeof globalThis.URLSearchParams;
    type URLSearchParams = globalThis.URLSearchParams;
}
declare module 'node:url' {
    export * from 'url';
}

declare module 'buffer' {
    const Buffer: BufferConstructor;
    type Buffer<B extends ArrayBufferLike = ArrayBufferLike> = globalThis.Buffer<B>;
    const Blob: typeof globalThis.Blob;
    type Blob = globalThis.Blob;
    const File: typeof globalThis.File;
    type File = globalThis.File;
    function atob(text: string): string;
    function btoa(text: string): string;
    const constants: { MAX_LENGTH: number; MAX_STRING_LENGTH: number };
}
declare module 'node:buffer' {
    export * from 'buffer';
}

// Packages a server brings along, and modules of Node that only checks of imports refuse. Their types are left open.
declare module 'soap';
declare module 'botbuilder';
declare module 'unzipper';
declare module 'assert';
declare module 'node:assert';
declare module 'async_hooks';
declare module 'node:async_hooks';
declare module 'child_process';
declare module 'node:child_process';
declare module 'dns';
declare module 'node:dns';
declare module 'events';
declare module 'node:events';
declare module 'fs';
declare module 'node:fs';
declare module 'fs/promises';
declare module 'node:fs/promises';
declare module 'http';
declare module 'node:http';
declare module 'http2';
declare module 'node:http2';
declare module 'https';
declare module 'node:https';
declare module 'net';
declare module 'node:net';
declare module 'os';
declare module 'node:os';
declare module 'path';
declare module 'node:path';
declare module 'perf_hooks';
declare module 'node:perf_hooks';
declare module 'process';
declare module 'node:process';
declare module 'querystring';
declare module 'node:querystring';
declare module 'readline';
declare module 'node:readline';
declare module 'stream';
declare module 'node:stream';
declare module 'stream/promises';
declare module 'node:stream/promises';
declare module 'string_decoder';
declare module 'node:string_decoder';
declare module 'timers';
declare module 'node:timers';
declare module 'timers/promises';
declare module 'node:timers/promises';
declare module 'tls';
declare module 'node:tls';
declare module 'tty';
declare module 'node:tty';
declare module 'util';
declare module 'node:util';
declare module 'v8';
declare module 'node:v8';
declare module 'vm';
declare module 'node:vm';
declare module 'worker_threads';
declare module 'node:worker_threads';
declare module 'zlib';
declare module 'node:zlib';
