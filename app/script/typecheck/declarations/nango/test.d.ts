import type { NangoSync } from './object.js';

/** Which recorded fixture a test replays. */
export interface MockOptions {
    /** Folder of the test file. */
    dirname: string;
    /** Name of the function. */
    name: string;
    /** Its model, or the name of its output model. */
    Model: string;
}

/** The `nango` object of an action under test; it answers from the fixture, and every method is a spy. */
export declare class NangoActionMock {
    constructor(options: MockOptions);
    readonly dirname: string;
    readonly name: string;
    readonly Model: string;
    readonly providerConfigKey: string;
    readonly ActionError: NangoSync['ActionError'];
    readonly fixtureProvider: Promise<any>;
    /** The input of the fixture. */
    getInput(): Promise<any>;
    /** The expected output; rejects when the fixture has none. */
    getOutput(): Promise<any>;
    [method: string]: any;
}

/** The same for a sync. */
export declare class NangoSyncMock extends NangoActionMock {
    readonly lastSyncDate: Date | null;
    /** The records the fixture expects to be saved. */
    getBatchSaveData(model: string): Promise<any>;
    /** The records the fixture expects to be deleted. */
    getBatchDeleteData(model: string): Promise<any>;
}
