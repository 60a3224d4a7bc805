import { createHmac } from 'node:crypto';
import type { PlatformAnswer, PlatformRequest, PlatformRoutes } from '../platforms.ts';

/** What the fake holds of every file that is asked for. */
export const GRAPH_FILE = Buffer.from('the bytes of a file');

type Call = PlatformRequest & { readonly path: string; readonly query: URLSearchParams };
type Route = readonly [method: 'GET' | 'POST', path: RegExp, answer: (call: Call) => PlatformAnswer];

let sent = 0;

/** Meta's Graph API as it is when all is well, for WhatsApp, Messenger and Instagram. Tokens that begin with `EAAbad` are none. */
export const graphRoutes: PlatformRoutes = (request) => {
  const { pathname, searchParams } = new URL(request.url, 'http://graph');
  const path = pathname.replace(/^\/v\d+\.\d+/, '');
  const call = { ...request, path, query: searchParams };
  const [, , answer] = ROUTES.find(([method, shape]) => method === request.method && shape.test(path)) ?? [];
  if (!answer) return undefined;
  const isFile = path.startsWith('/files/');
  return isFile || isAuthorised(request)
    ? answer(call)
    : { status: 401, json: graphError(190, 'Invalid OAuth access token.') };
};

/** A refusal as the Graph API words it. */
export function graphError(code: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
  return { error: { message, type: 'OAuthException', code, ...more, fbtrace_id: 'Ab1c2D3' } };
}

/** The headers that Meta signs a delivery with. */
export const graphSigned = (body: string | Uint8Array, appSecret: string): ReadonlyMap<string, string> =>
  new Map([['x-hub-signature-256', `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`]]);

function isAuthorised({ headers }: PlatformRequest): boolean {
  const [, token = ''] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? [];
  return token !== '' && !token.startsWith('EAAbad');
}

const ok = (json: unknown): PlatformAnswer => ({ json });
const bodyOf = ({ json }: Call) => (json ?? {}) as Record<string, Record<string, string> | undefined>;
const idOf = ({ path }: Call): string => path.split('/')[1] ?? '';

function messages(call: Call): PlatformAnswer {
  const body = bodyOf(call);
  if (body.status || body.sender_action) return ok({ success: true });
  sent += 1;
  if (!body.messaging_product) return ok({ recipient_id: body.recipient?.id, message_id: `m_${sent}` });
  const contacts = [{ input: body.to ?? body.recipient, wa_id: body.to }];
  return ok({ messaging_product: 'whatsapp', contacts, messages: [{ id: `wamid.${sent}` }] });
}

function thing(call: Call): PlatformAnswer {
  const id = idOf(call);
  const fields = call.query.get('fields') ?? '';
  if (fields.includes('display_phone_number')) {
    return ok({ id, display_phone_number: '+1 555 078 3881', verified_name: 'Lucky Shrub', quality_rating: 'GREEN' });
  }
  if (fields.includes('first_name')) return ok({ id, first_name: 'Zoë', last_name: 'Kowalska' });
  if (fields.includes('username')) return ok({ id, name: 'Zoë K', username: 'zoe.k' });
  if (fields.includes('name')) return ok({ id: id === 'me' ? '102' : id, name: 'Lucky Shrub' });
  const url = `http://${call.headers.host}/graph/files/${id}`;
  return ok({ id, url, mime_type: 'image/jpeg', file_size: GRAPH_FILE.byteLength, messaging_product: 'whatsapp' });
}

const TEMPLATES = [
  {
    name: 'order_update',
    language: 'en_US',
    status: 'APPROVED',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Your order' },
      { type: 'BODY', text: 'Hello {{1}}, your order {{2}} is on its way, {{1}}.' },
    ],
  },
];

const ROUTES: readonly Route[] = [
  ['POST', /^\/[\w.]+\/messages$/, messages],
  ['POST', /^\/\w+\/media$/, () => ok({ id: `media${++sent}` })],
  ['POST', /^\/\w+\/message_attachments$/, () => ok({ attachment_id: `attachment${++sent}` })],
  ['GET', /^\/\w+\/message_templates$/, () => ok({ data: TEMPLATES })],
  [
    'GET',
    /^\/\w+\/subscribed_apps$/,
    () => ok({ data: [{ whatsapp_business_api_data: { id: '67', name: 'Parley' } }] }),
  ],
  ['POST', /^\/\w+\/subscribed_apps$/, () => ok({ success: true })],
  ['POST', /^\/\w+$/, () => ok({ success: true })],
  ['GET', /^\/files\//, () => ({ body: GRAPH_FILE, headers: { 'content-type': 'image/jpeg' } })],
  ['GET', /^\/[\w.]+$/, thing],
];
