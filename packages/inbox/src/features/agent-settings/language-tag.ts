/** `de` of `de-AT`. */
export const baseOf = (tag: string): string => (tag.split('-')[0] ?? '').toLowerCase();

/** From which side a language is written. */
export const directionOf = (tag: string): 'ltr' | 'rtl' =>
  ['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv'].includes(baseOf(tag)) ? 'rtl' : 'ltr';
