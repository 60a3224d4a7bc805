import { z } from 'zod';
import { uuid } from '../shapes.ts';

/** Who said or did something, with what a screen shows of them: those who left the team too. */
export const NamedActorSchema = z
  .object({
    type: z.enum(['operator', 'api_key', 'agent_token', 'visitor', 'ai_assistant', 'system']),
    id: uuid().nullable().describe('Of the user, key or token; null for all others.'),
    name: z
      .string()
      .nullable()
      .describe("The person's, key's, visitor's or agent's name; null where there is none, or none any more."),
    avatar_url: z.string().nullable(),
    is_member: z.boolean().describe('Whether it is a person who is in the team now.'),
  })
  .meta({ id: 'NamedActor' });
export type NamedActor = z.output<typeof NamedActorSchema>;
