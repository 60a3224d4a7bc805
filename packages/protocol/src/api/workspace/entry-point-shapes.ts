import { z } from 'zod';
import { httpUrl, text, uuid } from '../shapes.ts';
import { cursorPage, offsetTimestamp, wholeList } from './shapes.ts';

const NO_OTHER = 'must be chatbot or url: pages and knowledge bases are not served';

/** Where an entry point leads, as a caller says it: `chatbot` is an id or an object with one. */
export const DestinationInputSchema = z
  .object({
    type: z.enum(['chatbot', 'url'], NO_OTHER).nullable(),
    chatbot: z.union([z.string(), z.object({ id: z.string() })], 'must be the id of a chatbot').nullish(),
    page: z.null('must be null: there are no pages').optional(),
    knowledge_base: z.null('must be null: only a chatbot can be a destination').optional(),
    url: httpUrl().nullish(),
  })
  .superRefine(({ type, chatbot, url }, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (type === 'chatbot' && !chatbot) problem('chatbot', 'is required when the type is chatbot');
    if (type === 'url' && !url) problem('url', 'is required when the type is url');
    if (type !== 'chatbot' && chatbot) problem('chatbot', 'must be null unless the type is chatbot');
    if (type !== 'url' && url) problem('url', 'must be null unless the type is url');
  })
  .nullable();
export type DestinationInput = z.output<typeof DestinationInputSchema>;

/** The same as it is shown: all null when nothing is set. */
export const DestinationSchema = z
  .object({
    type: z.enum(['chatbot', 'url']).nullable(),
    chatbot: z.object({ object: z.literal('chatbot'), id: uuid(), name: z.string(), url: z.string() }).nullable(),
    page: z.null(),
    knowledge_base: z.null(),
    url: z.string().nullable(),
  })
  .meta({ id: 'Destination' });

export const ENTRY_POINT_STATUSES = ['unconfigured', 'active', 'inactive', 'archived'] as const;
/** `unconfigured` follows from having no destination; nobody sets it. */
const ENTRY_POINT_SETTABLE = ['active', 'inactive', 'archived'] as const;

export const statusInput = () =>
  z
    .enum(ENTRY_POINT_SETTABLE, `must be one of: ${ENTRY_POINT_SETTABLE.join(', ')}`)
    .describe('`active` needs a destination.');

const PAIRS_MAX = 50;
const uniqueKeys = (list: readonly { key: string }[]) => new Set(list.map(({ key }) => key)).size === list.length;

/** Named values, in an order. */
export const pairsInput = (valueMax: number) =>
  z
    .array(z.object({ key: text(128, 1), value: text(valueMax) }))
    .max(PAIRS_MAX, `must have at most ${PAIRS_MAX} items`)
    .refine(uniqueKeys, 'must not name a key twice');

const pairOf = <N extends string>(object: N) =>
  z.object({ object: z.literal(object), key: z.string(), value: z.string() });

export const PropertiesSchema = wholeList(pairOf('property'));
export const UrlParamsSchema = wholeList(pairOf('url_param'));

/** What every entry point has beside its own fields. */
export const scanFields = {
  total_scans: z.int(),
  last_scanned_at: offsetTimestamp().nullable(),
  created_at: offsetTimestamp(),
  updated_at: offsetTimestamp(),
};

export const nameInput = () => text(200, 1);
export const descriptionInput = () => text(2_000).nullable();

/** The scans of one entry point, which never change. `owner` is the field that names it. */
export const scansPage = <N extends string>(owner: N) =>
  cursorPage(
    z.object({
      object: z.literal('scan'),
      id: uuid(),
      ...({ [owner]: uuid() } as { [K in N]: ReturnType<typeof uuid> }),
      scanned_at: offsetTimestamp(),
      user_agent: z.string().nullable(),
      destination: z
        .object({ type: z.enum(['chatbot', 'url']), id: uuid().nullable(), url: z.string().nullable() })
        .describe('As it was at the scan.'),
      query_params: z.record(z.string(), z.string()),
      location: z.null().describe('Visitors are not located.'),
    }),
  );
