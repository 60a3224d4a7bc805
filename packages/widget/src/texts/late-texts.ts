import type { Texts } from './en.ts';

/**
 * What the late parts say, by `./de.ts`: of all languages in one chunk, as the page's loader would have to know each other
 * one. The build leaves the other words out (build/word-groups.ts).
 */
export const LATE_TEXTS = import.meta.glob<Partial<Texts>>(['./??.ts'], {
  import: 'TEXTS',
  query: '?late',
  eager: true,
});
