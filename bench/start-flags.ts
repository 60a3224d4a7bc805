/** What `npm start` gives to Node. */
export const START_FLAGS = ['--max-semi-space-size=8'] as const;
