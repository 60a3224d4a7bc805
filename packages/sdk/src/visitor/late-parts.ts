// What few visits need, in one module: a page fetches it when it is needed.
import { claimedLock } from './claimed-lock.ts';
import { uploadFile } from './upload-file.ts';

/** Files, and tabs whose browser has no locks. */
export const LATE_PARTS = { claimedLock, uploadFile };
