import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { jsonObject, text, timestamp, uuid } from '../shapes.ts';

/** Who visits, as far as it is known. */
export const VisitorSchema = z
  .object({
    id: uuid(),
    is_verified: z.boolean().describe('Whether the site has vouched for who it is.'),
    subject: z.string().nullable().describe("The site's own id of the person, where it has vouched."),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  })
  .meta({ id: 'Visitor' });
export type Visitor = z.output<typeof VisitorSchema>;

const fits = (value: object): boolean =>
  new TextEncoder().encode(JSON.stringify(value)).byteLength <= SIGNED_METADATA_BYTES;
/** Sessions travel in a header, which proxies limit. */
const SIGNED_METADATA_BYTES = 2_048;
const detail = (max: number) => text(max, 1).nullish();

/** What a site's backend may sign of a visitor. `exp` and `aud` are checked beside it. */
export const IdentityClaimsSchema = z.object({
  sub: text(200, 1).describe("The site's own id of the person."),
  name: detail(200),
  email: detail(320),
  phone: detail(50),
  metadata: jsonObject().refine(fits, `must have at most ${SIGNED_METADATA_BYTES} bytes`).nullish(),
});
export type IdentityClaims = z.output<typeof IdentityClaimsSchema>;

export const startVisitorSessionEndpoint = endpoint({
  id: 'start-visitor-session',
  method: 'POST',
  path: '/widget/sessions',
  summary: 'Begin or renew the session of a visitor',
  description:
    'Without `token` a new visitor begins. With `identity`, a JWT that the site has signed, the session is of that person: ' +
    'what the visitor of `token` has said until then becomes theirs. Nothing is stored for a visitor who says nothing.',
  tags: ['Widget'],
  scope: null,
  surface: 'widget',
  tier: 'none',
  body: z
    .object({
      scenario_id: z.string(),
      token: text(8_000).optional().describe('Of an earlier session of this browser.'),
      identity: text(8_000).optional().describe("A JWT signed with the agent's identity secret (HS256)."),
    })
    .meta({ id: 'VisitorSessionRequest' }),
  bodyExample: { scenario_id: 'k3x9p2m7qa' },
  responses: {
    200: json(
      z.object({ token: z.string(), expires_at: timestamp(), visitor: VisitorSchema }).meta({ id: 'VisitorSession' }),
      'The session: send its token as `Authorization: Bearer …`.',
    ),
  },
  errors: ['not_found', 'forbidden'],
});

export const forgetVisitorEndpoint = endpoint({
  id: 'forget-visitor',
  method: 'DELETE',
  path: '/widget/visitor',
  summary: 'Forget the visitor',
  description: 'Erases what the visitor has said here, with its files, for good.',
  tags: ['Widget'],
  scope: null,
  surface: 'widget',
  asksForVisitor: true,
  tier: 'none',
  responses: { 200: json(z.object({ erased_conversations: z.int() }), 'It is gone.') },
  errors: [],
});
