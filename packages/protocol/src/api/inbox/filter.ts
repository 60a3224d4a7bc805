import { z } from 'zod';
import {
  ASSIGNEE_TYPES,
  CONVERSATION_STATUSES,
  FEEDBACK_RATINGS,
  FLAG_REASONS,
  INBOX_VIEWS,
  INTENTS,
  PRIORITIES,
  RESOLUTION_STATUSES,
  SENTIMENTS,
  SOURCES,
} from '../../words.ts';
import { queryInteger, queryList, queryText, switchValue, text } from '../shapes.ts';
import { conversationDates, queryUuid, queryUuids, queryWords } from '../workspace/query-lists.ts';

/** Stands for whoever asks: a view of the team is another one for each of them. */
export const INBOX_ME = 'me';
const METADATA_MAX = 10;
const TEXTS_MAX = 50;

/** Texts that a conversation may have one of. */
const queryTexts = (description: string) =>
  queryList(`${description} Separate several by commas.`).refine(
    (values) => values.length <= TEXTS_MAX,
    `must be at most ${TEXTS_MAX} values`,
  );

/** `key:value` pairs, each repeated as a parameter of its own: a value may hold commas. */
const keyPairs = (description: string, example: string) =>
  z
    .union([text(2_000), z.array(text(2_000))])
    .transform((value, context) => {
      const pairs = [value].flat().map((pair) => {
        const at = pair.indexOf(':');
        return { key: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim(), isPair: at > 0 };
      });
      if (pairs.length <= METADATA_MAX && pairs.every(({ isPair, key }) => isPair && key !== '')) {
        return pairs.map(({ key, value: wanted }) => ({ key, value: wanted }));
      }
      context.addIssue({ code: 'custom', message: `must be at most ${METADATA_MAX} pairs such as "${example}"` });
      return z.NEVER;
    })
    .meta({
      openapi: { type: 'array', items: { type: 'string' } },
      description,
    });

/**
 * What the list of conversations can be narrowed by. Saved views keep the same parameters by name, as texts or lists of
 * texts, and whatever takes a filter of the inbox takes these.
 */
export const inboxFilterFields = () => ({
  view: z
    .enum(INBOX_VIEWS, `must be one of: ${INBOX_VIEWS.join(', ')}`)
    .describe(
      '`all`: everything but trials. `open`: not ended; it falls into `mine` (yours), `others` (of other people), `unassigned` (people ' +
        'are asked for or have it, and it is nobody’s) and `with_agent` (the agent’s, and nobody’s). `resolved`: resolved or closed. ' +
        '`archived`. `flagged`: by the analysis, unless archived. Filters narrow the view further.',
    )
    .optional(),
  chatbot_id: queryUuid('Conversations of this chatbot.').optional(),
  status: queryWords('Conversations in these statuses.', CONVERSATION_STATUSES).optional(),
  resolution_status: z
    .enum(RESOLUTION_STATUSES, `must be one of: ${RESOLUTION_STATUSES.join(', ')}`)
    .describe('`resolved` is everything that has ended.')
    .optional(),
  assignee_type: queryWords('Conversations that these have.', ASSIGNEE_TYPES).optional(),
  priority: queryWords('Conversations of these priorities.', PRIORITIES).optional(),
  assigned_to: queryUuids('Conversations of these users; `me` is you.', { words: [INBOX_ME] }).optional(),
  include_unassigned: switchValue('Adds those of nobody to `assigned_to`; alone it gives those of nobody.').optional(),
  tag: queryUuids('Conversations with any of these tags.').optional(),
  q: queryText(
    'Words that the messages hold, or the title, or the details of the visitor; the UUID of a conversation, or its number. News is ' +
      'found about a second later. Sorted by `-last_message_at` only.',
  ).optional(),
  ...conversationDates(),
  source: queryWords('Conversations of these channels.', SOURCES).optional(),
  language: queryTexts('Conversations mostly in these languages (ISO 639-1).')
    .transform((codes) => codes.map((code) => code.toLowerCase()))
    .optional(),
  unread: switchValue(
    'Whether a visitor message is newer than the last one that anybody of the team has seen.',
  ).optional(),
  has_rating: switchValue('Whether the visitor answered what was asked at the end.').optional(),
  rating: queryWords('Conversations with any of these answers at the end.', FEEDBACK_RATINGS).optional(),
  url: queryText('Conversations that began on a page whose address holds this; its case does not matter.').optional(),
  entry_point: queryUuids('Conversations begun through these QR codes, products or objects.').optional(),
  metadata: keyPairs(
    'Conversations whose metadata has all of these: `plan:pro`. The value is compared to the letter with a text, number, ' +
      '`true`, `false` or `null`, or with any item of a list; `user.plan:pro` also finds it one object deeper for each dot.',
    'plan:pro',
  ).optional(),
  visitor: queryText("Words that the visitor's name, e-mail, phone or label hold.", 500).optional(),
  sentiment_min: queryInteger('`sentiment_score` at least.', 0, 100).optional(),
  sentiment_max: queryInteger('`sentiment_score` at most.', 0, 100).optional(),
  sentiment: queryWords('Conversations of this sentiment, as the analysis sees it.', SENTIMENTS).optional(),
  topic: queryTexts(
    'Conversations on these topics, as the analysis names them; their case does not matter.',
  ).optional(),
  intent: queryWords('Conversations that are for this, as the analysis sees it.', INTENTS).optional(),
  flag: queryWords('Conversations that the analysis has flagged for one of these reasons.', FLAG_REASONS).optional(),
  flagged: switchValue('Whether the analysis has flagged it.').optional(),
  dimension: keyPairs(
    "Conversations of which your own rubric says all of these: `churn_risk:high`. The value is compared as `metadata`'s is.",
    'churn_risk:high',
  ).optional(),
});

/** The parameters of a filter, read. */
export const InboxFilterSchema = z.strictObject(inboxFilterFields());
export type InboxFilter = z.output<typeof InboxFilterSchema>;
/** The parameters of a filter by name, as they stand in an address. */
export type InboxFilterInput = z.input<typeof InboxFilterSchema>;

/** A filter as saved views keep it: read and found good, given as it was sent. */
export const savedInboxFilter = () =>
  z
    .record(z.string(), z.union([z.string(), z.array(z.string())], 'must be a text or a list of texts'))
    .superRefine((filter, context) => {
      const read = InboxFilterSchema.safeParse(filter);
      for (const issue of read.error?.issues ?? []) {
        const [first] = issue.code === 'unrecognized_keys' ? issue.keys : [];
        context.addIssue({
          code: 'custom',
          path: first === undefined ? [...issue.path] : [first],
          message: first === undefined ? issue.message : 'is no parameter of the list',
        });
      }
    });
