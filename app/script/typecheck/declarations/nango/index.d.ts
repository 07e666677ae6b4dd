/** What a function file imports: the three `create…` functions and the types of what they hand to your code. */
export * from './create.js';
export type { NangoAction, NangoSync } from './object.js';
export { ActionError } from './object.js';
export type { ProxyConfiguration } from './http.js';
