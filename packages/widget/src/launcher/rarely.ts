// What few visits need, in one chunk.
import { letDrag } from './drag.ts';
import { frameFetch } from './frame-fetch.ts';
import { holdPage } from './hold-page.ts';

/** A launcher that can be moved, a screen that the chat covers, a page with a `fetch` of its own. */
export const RARELY = { letDrag, frameFetch, holdPage };

export type Rarely = typeof RARELY;
