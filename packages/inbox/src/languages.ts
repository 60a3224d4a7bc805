/** Languages of the inbox, each in its own words. More by adding a folder to `messages/` and a line here. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', pl: 'Polski', ar: 'العربية' } as const;
export type Language = keyof typeof LANGUAGES;

/** Those that are written from right to left. */
export const RIGHT_TO_LEFT: readonly Language[] = ['ar'];
