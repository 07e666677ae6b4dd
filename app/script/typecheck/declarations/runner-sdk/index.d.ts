/** The name under which some functions import the types of the `nango` object. Only types: its code cannot be imported. */
export { ActionError } from 'nango';
export type { NangoAction, NangoSync, ProxyConfiguration } from 'nango';
export { createAction, createOnEvent, createSync } from 'nango';
