const PATH = /^\/widget\/people\/([0-9a-f-]{36})$/;

/** Where a person's picture is served: under another address when it changes, so that browsers may keep it. */
export const picturePath = (fileId: string): string => `/widget/people/${fileId}`;

/** The file of a stored picture; null for none, and for an address elsewhere. */
export const pictureFile = (image: string | null): string | null => PATH.exec(image ?? '')?.[1] ?? null;
