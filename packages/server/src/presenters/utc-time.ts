/** An instant as the Agent API and the Widget API write it: with `Z`. */
export const utcTime = (at: Date): string => at.toISOString();
