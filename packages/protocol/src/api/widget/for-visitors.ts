import { z } from 'zod';
import { type Endpoint, json } from '../endpoint.ts';

/** What all endpoints have that a visitor with a session calls. */
export const forVisitors = {
  tags: ['Widget'],
  scope: null,
  surface: 'widget',
  asksForVisitor: true,
  tier: 'none',
} as const satisfies Partial<Endpoint>;

/** The answer where there is nothing more to tell. */
export const done = (description: string) => json(z.object({ is_done: z.literal(true) }), description);
