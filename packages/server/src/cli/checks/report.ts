/** What a check found: a sentence, and with it a way out where something is wrong. */
export type Report = { readonly name: string; readonly ok: boolean; readonly message: string };

/** All is well in this respect. */
export const well = (name: string, message: string): Report => ({ name, ok: true, message });

/** Something is wrong; the message says what to do. */
export const ill = (name: string, message: string): Report => ({ name, ok: false, message });
