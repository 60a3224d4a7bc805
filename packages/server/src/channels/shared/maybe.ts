import type { z } from 'zod';

/** Optional, and left out where it is not what it should be: platforms add and change, and a message is not lost for that. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
