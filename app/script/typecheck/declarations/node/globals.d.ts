/**
 * Globals of Node that the official project knows to the compiler. Being declared does not mean being there: a function
 * runs with `Buffer`, `URL`, `URLSearchParams`, `console`, `setTimeout` and `require`, and without `process`, `fetch`,
 * `crypto`, `TextEncoder` and the other host objects.
 */

type BufferEncoding =
    | 'ascii' | 'utf8' | 'utf-8' | 'utf16le' | 'utf-16le' | 'ucs2' | 'ucs-2' | 'base64' | 'base64url' | 'latin1' | 'binary' | 'hex';

/** Bytes, with the conversions between text and bytes that JavaScript lacks. */
interface Buffer<B extends ArrayBufferLike = ArrayBufferLike> extends Uint8Array<B> {
    toString(encoding?: BufferEncoding, start?: number, end?: number): string;
    toJSON(): { type: 'Buffer'; data: number[] };
    equals(other: Uint8Array): boolean;
    compare(target: Uint8Array, targetStart?: number, targetEnd?: number, sourceStart?: number, sourceEnd?: number): -1 | 0 | 1;
    copy(target: Uint8Array, targetStart?: number, sourceStart?: number, sourceEnd?: number): number;
    write(text: string, encoding?: BufferEncoding): number;
    write(text: string, offset: number, encoding?: BufferEncoding): number;
    write(text: string, offset: number, length: number, encoding?: BufferEncoding): number;
    fill(value: string | Uint8Array | number, offset?: number, end?: number, encoding?: BufferEncoding): this;
    fill(value: string | Uint8Array | number, encoding: BufferEncoding): this;
    slice(start?: number, end?: number): Buffer<ArrayBuffer>;
    subarray(start?: number, end?: number): Buffer<B>;
    indexOf(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): number;
    lastIndexOf(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): number;
    includes(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): boolean;
    readUInt8(offset?: number): number;
    readInt8(offset?: number): number;
    readUInt16BE(offset?: number): number;
    readUInt16LE(offset?: number): number;
    readInt16BE(offset?: number): number;
    readInt16LE(offset?: number): number;
    readUInt32BE(offset?: number): number;
    readUInt32LE(offset?: number): number;
    readInt32BE(offset?: number): number;
    readInt32LE(offset?: number): number;
    readBigUInt64BE(offset?: number): bigint;
    readBigUInt64LE(offset?: number): bigint;
    readBigInt64BE(offset?: number): bigint;
    readBigInt64LE(offset?: number): bigint;
    readFloatBE(offset?: number): number;
    readFloatLE(offset?: number): number;
    readDoubleBE(offset?: number): number;
    readDoubleLE(offset?: number): number;
    writeUInt8(value: number, offset?: number): number;
    writeInt8(value: number, offset?: number): number;
    writeUInt16BE(value: number, offset?: number): number;
    writeUInt16LE(value: number, offset?: number): number;
    writeInt16BE(value: number, offset?: number): number;
    writeInt16LE(value: number, offset?: number): number;
    writeUInt32BE(value: number, offset?: number): number;
    writeUInt32LE(value: number, offset?: number): number;
    writeInt32BE(value: number, offset?: number): number;
    writeInt32LE(value: number, offset?: number): number;
    writeBigUInt64BE(value: bigint, offset?: number): number;
    writeBigUInt64LE(value: bigint, offset?: number): number;
    writeFloatBE(value: number, offset?: number): number;
    writeFloatLE(value: number, offset?: number): number;
    writeDoubleBE(value: number, offset?: number): number;
    writeDoubleLE(value: number, offset?: number): number;
    swap16(): this;
    swap32(): this;
    swap64(): this;
}

interface BufferConstructor {
    from(text: string, encoding?: BufferEncoding): Buffer<ArrayBuffer>;
    from<B extends ArrayBufferLike>(bytes: B, offset?: number, length?: number): Buffer<B>;
    from(bytes: Uint8Array | readonly number[] | ArrayLike<number>): Buffer<ArrayBuffer>;
    from(value: { valueOf(): string | object } | { [Symbol.toPrimitive](hint: 'string'): string }, encoding?: BufferEncoding): Buffer<ArrayBuffer>;
    of(...bytes: number[]): Buffer<ArrayBuffer>;
    alloc(size: number, fill?: string | Uint8Array | number, encoding?: BufferEncoding): Buffer<ArrayBuffer>;
    allocUnsafe(size: number): Buffer<ArrayBuffer>;
    allocUnsafeSlow(size: number): Buffer<ArrayBuffer>;
    concat(list: readonly Uint8Array[], length?: number): Buffer<ArrayBuffer>;
    isBuffer(value: any): value is Buffer;
    isEncoding(name: string): name is BufferEncoding;
    byteLength(value: string | NodeJS.ArrayBufferView | ArrayBufferLike, encoding?: BufferEncoding): number;
    compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1;
    /** @deprecated Use `Buffer.from` or `Buffer.alloc`. */
    new (value: string | number | readonly number[] | Uint8Array, encoding?: BufferEncoding): Buffer<ArrayBuffer>;
    readonly poolSize: number;
    readonly prototype: Buffer;
}
declare var Buffer: BufferConstructor;

declare namespace NodeJS {
    type TypedArray = Uint8Array | Uint8ClampedArray | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array | BigUint64Array | BigInt64Array | Float32Array | Float64Array;
    type ArrayBufferView<B extends ArrayBufferLike = ArrayBufferLike> = (TypedArray | DataView) & { buffer: B };
    /** What `setTimeout` gives. */
    interface Timeout {
        ref(): this;
        unref(): this;
        hasRef(): boolean;
        refresh(): this;
        close(): this;
        [Symbol.toPrimitive](): number;
        [Symbol.dispose](): void;
    }
    type Timer = Timeout;
    interface Immediate {
        ref(): this;
        unref(): this;
        hasRef(): boolean;
        [Symbol.dispose](): void;
    }
    interface ErrnoException extends Error {
        errno?: number | undefined;
        code?: string | undefined;
        path?: string | undefined;
        syscall?: string | undefined;
    }
    interface ProcessEnv {
        [name: string]: string | undefined;
    }
    interface Process {
        readonly env: ProcessEnv;
        readonly argv: string[];
        readonly platform: string;
        readonly version: string;
        readonly pid: number;
        cwd(): string;
        exit(code?: number | string | null): never;
        uptime(): number;
        nextTick(callback: Function, ...args: any[]): void;
        hrtime: { (time?: [number, number]): [number, number]; bigint(): bigint };
        memoryUsage(): { rss: number; heapTotal: number; heapUsed: number; external: number; arrayBuffers: number };
        on(event: string | symbol, listener: (...args: any[]) => void): this;
        readonly stdout: { write(text: string | Uint8Array): boolean };
        readonly stderr: { write(text: string | Uint8Array): boolean };
    }
    interface Require {
        (id: string): any;
        resolve(id: string): string;
        cache: Record<string, any>;
    }
    interface Module {
        exports: any;
        require(id: string): any;
        id: string;
        filename: string;
        loaded: boolean;
    }
}

declare var process: NodeJS.Process;
declare var global: typeof globalThis;
declare var require: NodeJS.Require;
declare var module: NodeJS.Module;
declare var exports: any;
declare var __filename: string;
declare var __dirname: string;

declare function setTimeout<A extends any[]>(callback: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout;
declare function setTimeout(callback: (_: void) => void, ms?: number): NodeJS.Timeout;
declare function setInterval<A extends any[]>(callback: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout;
declare function setInterval(callback: (_: void) => void, ms?: number): NodeJS.Timeout;
declare function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): NodeJS.Immediate;
declare function clearTimeout(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearInterval(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearImmediate(immediate: NodeJS.Immediate | undefined): void;

interface ErrorConstructor {
    /** Writes the stack at this point to `target.stack`. */
    captureStackTrace(target: object, above?: Function): void;
    stackTraceLimit: number;
}
