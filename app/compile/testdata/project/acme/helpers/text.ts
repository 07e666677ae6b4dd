/** Cuts a text. */
export function short(text: string, length: number = 1_0): string {
    // three letters at least
    return text.length > length ? text.slice(0, length) + '…' : text;
}
export enum Level { Low = 'low', High = 'high' }
export const unused = 1;
