import { v7 } from 'uuid';

/** Ids of this process: UUIDv7, rising within the process. */
export const systemIds = { uuid: (): string => v7() };
