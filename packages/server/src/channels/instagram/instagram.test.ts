import { describe, expect, it } from 'vitest';
import { GRAPH_FILE, graphError, graphRoutes } from '../../../test/support/platforms/graph.ts';
import { fetchFor } from '../../../test/support/platforms/graph-setup.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient, Speaker } from '../../domain/channels/channel.ts';
import { createInstagram } from './instagram.ts';

const fake = await platforms({ graph: graphRoutes });
const instagram = createInstagram({ fetch: fetchFor(fake.origin) });

const config: ChannelConfig = {
  id: 'c1',
  settings: { instagram_account_id: '17841400000000000', human_agent: true, api_url: `${fake.origin}/graph` },
  secrets: { page_access_token: 'EAAgood', app_secret: 's3cret' },
  webhookUrl: 'https://parley.example/hooks/c1',
};
const to: Recipient = { thread: '876543210987654', person: '876543210987654', reply: {}, lastMessageId: null };
const person: Speaker = { as: 'person', name: 'Zoë' };

const file = (name: string, contentType: string, size = 4): OutgoingFile => ({
  name,
  contentType,
  size,
  url: `https://parley.example/files/${name}`,
  read: () => Promise.reject(new Error('Instagram fetches files itself.')),
});
const send = (more: Partial<OutgoingPart> = {}) =>
  instagram.send(to, { id: 'part-1', body: 'Hello', format: 'text', files: [], ...more }, config, person);
const posted = () => fake.asked(/\/me\/messages/).map(({ json }) => json);

describe('sending by Instagram', () => {
  it('posts a text, and says that a person speaks', async () => {
    expect(await send()).toMatchObject({ ok: true });
    expect(posted()).toEqual([
      {
        recipient: { id: '876543210987654' },
        messaging_type: 'MESSAGE_TAG',
        tag: 'HUMAN_AGENT',
        message: { text: 'Hello', metadata: 'parley:c1:part-1' },
      },
    ]);
  });

  it('sends what it shows by its address, and all else as the address', async () => {
    const large = file('large.jpg', 'image/jpeg', 9 * 1024 * 1024);
    await send({ body: '', files: [file('cat.jpg', 'image/jpeg'), file('a.csv', 'text/csv'), large] });
    expect(posted()).toMatchObject([
      { message: { attachment: { type: 'image', payload: { url: 'https://parley.example/files/cat.jpg' } } } },
      { message: { text: 'a.csv: https://parley.example/files/a.csv' } },
      { message: { text: 'large.jpg: https://parley.example/files/large.jpg' } },
    ]);
  });

  it('knows when the time to answer is over', async () => {
    fake.script(/\/messages/, { status: 400, json: graphError(10, 'Outside of window', { error_subcode: 2534022 }) });
    expect(await send()).toMatchObject({ failure: 'window-closed' });
  });

  it('sends nothing for nothing', async () => {
    expect(await send({ body: '' })).toMatchObject({ ok: false, failure: 'refused' });
    expect(fake.requests).toEqual([]);
  });
});

describe('what Instagram knows', () => {
  it('is who writes, by their name or else their user name', async () => {
    expect(await instagram.profile?.('876543210987654', config)).toEqual({ name: 'Zoë K' });
    fake.script(/876543210987654/, { json: { id: '876543210987654', username: 'zoe.k' } });
    expect(await instagram.profile?.('876543210987654', config)).toEqual({ name: 'zoe.k' });
  });

  it('is a file, fetched from Meta only', async () => {
    const fetched = await instagram.fetchFile?.({ ref: `${fake.origin}/graph/files/1` }, config, 100);
    expect(Buffer.from(fetched as Uint8Array)).toEqual(GRAPH_FILE);
    expect(await instagram.fetchFile?.({ ref: 'https://cdninstagram.com.evil.example/1' }, config, 100)).toBeNull();
  });
});

describe('setting up Instagram', () => {
  it('tells the account, and that all is well', async () => {
    expect(await instagram.check(config)).toEqual({ problems: [], facts: { name: 'Zoë K', username: 'zoe.k' } });
    expect(fake.requests[0]?.url).toMatch(/^\/graph\/v25\.0\/17841400000000000\?fields=id%2Cname%2Cusername/);
  });

  it('names the field that is wrong', async () => {
    fake.script(/\/17841400000000000\?/, { status: 400, json: graphError(100, 'Unsupported get request.') });
    expect((await instagram.check(config)).problems).toMatchObject([{ field: 'instagram_account_id' }]);
    fake.script(/\/subscribed_apps/, 'drop');
    expect((await instagram.connect?.(config))?.problems).toMatchObject([{ field: 'api_url' }]);
  });
});
