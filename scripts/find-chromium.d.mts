/**
 * A Chromium for tests and benchmarks: the machine's, else Playwright's, else one that is installed now. Gives its path, or
 * null when none could be had.
 */
export declare function findChromium(): Promise<string | null>;
