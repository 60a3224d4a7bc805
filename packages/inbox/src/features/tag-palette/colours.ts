/** Colours that are offered for tags: far enough apart to be told from each other in a list. Any other can be picked. */
export const TAG_COLOURS = [
  '#B91C1C',
  '#C2410C',
  '#A16207',
  '#4D7C0F',
  '#15803D',
  '#0F766E',
  '#0369A1',
  '#1D4ED8',
  '#6D28D9',
  '#BE185D',
] as const;
