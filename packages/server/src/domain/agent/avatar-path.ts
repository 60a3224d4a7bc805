const PREFIX = '/widget/avatars/';
const PATH = /^\/widget\/avatars\/[a-z0-9]{10}\?v=([0-9a-f-]{36})$/;

/**
 * Where an uploaded avatar is served: always the one that the agent has now, and under another address when it changes,
 * so that browsers may keep it.
 */
export const avatarPath = (scenarioId: string, fileId: string): string => `${PREFIX}${scenarioId}?v=${fileId}`;

/** Whether an address leads to the avatar of an agent, by whatever name we were called, and whichever version it names. */
export const isAvatarOf = (scenarioId: string, address: string): boolean =>
  URL.canParse(address) && new URL(address).pathname.endsWith(`${PREFIX}${scenarioId}`);

/** The file of a stored avatar; null for none, and for an address elsewhere. */
export const avatarFile = (avatar: string | null): string | null => PATH.exec(avatar ?? '')?.[1] ?? null;
