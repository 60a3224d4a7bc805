import { inflateSync } from 'node:zlib';
import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);
const URL_DESTINATION = { type: 'url', url: 'https://example.com/menu?lang=en' };

const create = async (given: object = {}) => (await call('POST', '/qr-codes', { name: 'Table 12', ...given })).body;

describe('a QR code', () => {
  it('is made with a link of its own and leads nowhere yet', async () => {
    const { status, body } = await call('POST', '/qr-codes', { name: 'Table 12' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      object: 'qr_code',
      group_id: null,
      name: 'Table 12',
      description: null,
      status: 'unconfigured',
      destination: { type: null, chatbot: null, page: null, knowledge_base: null, url: null },
      total_scans: 0,
      last_scanned_at: null,
    });
    expect(body.public_slug).toMatch(/^[a-z0-9]{7,10}$/);
    expect(body.url.endsWith(`/q/${body.public_slug}`)).toBe(true);
    expect(body.created_at).toMatch(/\+00:00$/);
  });

  it('is found by its id and by its slug, and listed', async () => {
    const { id, public_slug: slug } = await create();
    expect((await call('GET', `/qr-codes/${id}`)).body.id).toBe(id);
    expect((await call('GET', `/qr-codes/${slug}`)).body.id).toBe(id);
    await create({ name: 'Table 13', destination: URL_DESTINATION });
    expect((await call('GET', '/qr-codes')).body).toMatchObject({ object: 'list', total: 2, page: 1, page_size: 25 });
    const { body } = await call('GET', '/qr-codes?status=active&page_size=1');
    expect([body.total, body.data[0].name]).toEqual([1, 'Table 13']);
    expect((await call('GET', '/qr-codes?status=unconfigured')).body.data[0].name).toBe('Table 12');
  });

  it('leads to a chatbot of the workspace, named in what it is shown as', async () => {
    const { chatbot_id: id, scenario_id: scenario } = app.current.first;
    const { destination, status } = await create({ destination: { type: 'chatbot', chatbot: { id } } });
    expect(status).toBe('active');
    expect(destination).toMatchObject({ type: 'chatbot', chatbot: { object: 'chatbot', id, name: 'Ada' }, url: null });
    expect(destination.chatbot.url.endsWith(`/c/${scenario}`)).toBe(true);
    const again = await create({ destination });
    expect(again.destination).toEqual(destination);
  });

  it('changes by PATCH, and an archived one stays with its slug', async () => {
    const { id, public_slug: slug } = await create({ destination: URL_DESTINATION });
    const { body } = await call('PATCH', `/qr-codes/${id}`, { name: 'Door', description: 'At the front' });
    expect(body).toMatchObject({ name: 'Door', description: 'At the front', status: 'active', public_slug: slug });
    expect((await call('DELETE', `/qr-codes/${slug}`)).body.status).toBe('archived');
    expect((await call('GET', '/qr-codes?status=archived')).body.total).toBe(1);
    expect((await call('PATCH', `/qr-codes/${id}`, { status: 'active' })).body.status).toBe('active');
  });

  it('keeps properties and parameters as lists that are replaced', async () => {
    const { id } = await create();
    const properties = [
      { key: 'room', value: '12' },
      { key: 'floor', value: '3' },
    ];
    const put = await call('PUT', `/qr-codes/${id}/properties`, { properties });
    expect(put.body.data).toEqual(properties.map((pair) => ({ object: 'property', ...pair })));
    await call('PUT', `/qr-codes/${id}/properties`, { properties: [] });
    expect((await call('GET', `/qr-codes/${id}/properties`)).body.data).toEqual([]);
    await call('PUT', `/qr-codes/${id}/url-params`, { url_params: [{ key: 'utm_source', value: 'poster' }] });
    const { body } = await call('GET', `/qr-codes/${id}/url-params`);
    expect(body.data).toEqual([{ object: 'url_param', key: 'utm_source', value: 'poster' }]);
  });

  it('leaves an entry in the audit log for each change, and none for no change', async () => {
    const { id } = await create();
    await call('PATCH', `/qr-codes/${id}`, { name: 'Door' });
    await call('PATCH', `/qr-codes/${id}`, { name: 'Door' });
    await call('DELETE', `/qr-codes/${id}`);
    const entries = await app.current.database.db
      .selectFrom('audit_log')
      .select(['action', 'details'])
      .where('action', 'like', 'qr_code.%')
      .orderBy('id')
      .execute();
    expect(entries).toEqual([
      { action: 'qr_code.create', details: null },
      { action: 'qr_code.update', details: { changed: ['name'] } },
      { action: 'qr_code.archive', details: { changed: ['status'] } },
    ]);
  });

  it('is made once for a request that is sent twice', async () => {
    const headers = { 'idempotency-key': 'once' };
    const [one, other] = [
      await call('POST', '/qr-codes', { name: 'Table 12' }, { headers }),
      await call('POST', '/qr-codes', { name: 'Table 12' }, { headers }),
    ];
    expect([one.status, other.status, other.body]).toEqual([201, 201, one.body]);
    expect((await call('GET', '/qr-codes')).body.total).toBe(1);
  });
});

describe('refused is', () => {
  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x', destination: { type: 'page' } }, 'destination.type'],
    [{ name: 'x', destination: { type: 'url' } }, 'destination.url'],
    [{ name: 'x', destination: { type: 'url', url: 'javascript:alert(1)' } }, 'destination.url'],
    [{ name: 'x', destination: { type: 'url', url: 'ftp://example.com/' } }, 'destination.url'],
    [{ name: 'x', destination: { type: 'chatbot' } }, 'destination.chatbot'],
    [{ name: 'x', destination: { type: 'url', url: 'https://a.example', chatbot: 'b' } }, 'destination.chatbot'],
    [{ name: 'x', status: 'unconfigured' }, 'status'],
  ])('%j, naming %s', async (payload, field) => {
    const { status, body } = await call('POST', '/qr-codes', payload);
    expect([status, body.error]).toEqual([400, 'invalid_payload']);
    expect(Object.keys(body.details.fieldErrors)).toContain(field);
    expect((await call('GET', '/qr-codes')).body.total).toBe(0);
  });

  it('a destination that is no chatbot of the workspace', async () => {
    const foreign = await app.current.addForeign();
    for (const id of [foreign.chatbot_id, 'nonsense', '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e3f']) {
      const { status, body } = await call('POST', '/qr-codes', {
        name: 'x',
        destination: { type: 'chatbot', chatbot: id },
      });
      expect([status, body.message]).toEqual([400, 'The destination is not a chatbot of this workspace.']);
    }
  });

  it('to activate one that leads nowhere', async () => {
    const { id } = await create();
    const { status, body } = await call('PATCH', `/qr-codes/${id}`, { status: 'active' });
    expect([status, body.message]).toEqual([400, 'It has no destination: give it one before it can be active.']);
  });

  it.each(['format=pdf', 'size=63', 'size=2001', 'margin=21', 'ecl=X', 'dark=red'])(
    'an image with %s',
    async (query) => {
      const { id } = await create();
      const { status, body } = await call('GET', `/qr-codes/${id}/image?${query}`);
      expect([status, body.error]).toEqual([400, 'invalid_query']);
    },
  );
});

describe('out of reach of another workspace', () => {
  it('is every part of a QR code, by id and by slug', async () => {
    const { id, public_slug: slug } = await create({ destination: URL_DESTINATION });
    const foreign = await app.current.addForeign();
    const key = foreign.workspace_key;
    for (const ref of [id, slug]) {
      for (const [method, path, payload] of [
        ['GET', '', undefined],
        ['PATCH', '', { name: 'mine' }],
        ['DELETE', '', undefined],
        ['GET', '/image', undefined],
        ['GET', '/scans', undefined],
        ['GET', '/properties', undefined],
        ['PUT', '/properties', { properties: [] }],
        ['PUT', '/url-params', { url_params: [] }],
      ] as const) {
        expect((await call(method, `/qr-codes/${ref}${path}`, payload, { key })).status).toBe(404);
      }
    }
    expect((await call('GET', '/qr-codes', undefined, { key })).body.total).toBe(0);
    expect((await call('GET', `/qr-codes/${id}`)).body).toMatchObject({ name: 'Table 12', status: 'active' });
  });
});

describe('the image', () => {
  it('as SVG draws exactly the modules of the link', async () => {
    const { id, url } = await create();
    const { status, headers, body } = await call(
      'GET',
      `/qr-codes/${id}/image?margin=2&ecl=Q&dark=112233&light=%23FFEEDD`,
    );
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(body).toContain('width="512"');
    expect(body).toContain('#112233');
    expect(body.toLowerCase()).toContain('#ffeedd');
    const { modules } = qrcode.create(url, { errorCorrectionLevel: 'Q' });
    expect(svgModules(body, modules.size, 2)).toEqual([...modules.data].map(Boolean));
  });

  it('as PNG has the asked size and shows the modules of the link', async () => {
    const { id, url } = await create();
    const answer = await app.current.parley.app.inject({
      url: `/v1/qr-codes/${id}/image?format=png&size=330&margin=4`,
      headers: { authorization: `Bearer ${app.current.first.workspace_key}` },
    });
    expect(answer.headers['content-type']).toBe('image/png');
    const { width, height, isDark } = readPng(answer.rawPayload);
    expect([width, height]).toEqual([330, 330]);
    const { modules } = qrcode.create(url, { errorCorrectionLevel: 'M' });
    const scale = width / (modules.size + 8);
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        const [x, y] = [(column + 4.5) * scale, (row + 4.5) * scale];
        expect(isDark(Math.floor(x), Math.floor(y))).toBe(Boolean(modules.get(row, column)));
      }
    }
  });
});

/** The modules that the path of an SVG darkens: it is drawn in runs, `M x y h length` and `m dx dy h length`. */
function svgModules(svg: string, size: number, margin: number): boolean[] {
  const drawn = /<path stroke="[^"]*" d="([^"]*)"/.exec(svg)?.[1] ?? '';
  const dark = new Set<number>();
  let [x, y] = [0, 0];
  for (const [, command, first, second] of drawn.matchAll(/([Mmh]) ?(-?[\d.]+)(?:[ ,](-?[\d.]+))?/g)) {
    const [a, b] = [Number(first), Number(second ?? 0)];
    if (command === 'M') [x, y] = [a, b];
    else if (command === 'm') [x, y] = [x + a, y + b];
    else {
      for (let i = 0; i < a; i += 1) dark.add(Math.floor(y - margin) * size + (x + i - margin));
      x += a;
    }
  }
  return Array.from({ length: size * size }, (_, index) => dark.has(index));
}

/** Reads a PNG of 8 bits a channel with four channels, as the library writes it. */
function readPng(file: Buffer) {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  expect([file[24], file[25]]).toEqual([8, 6]);
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * 4;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) unfilter(raw, pixels, y, stride);
  return { width, height, isDark: (x: number, y: number) => (pixels[y * stride + x * 4] ?? 255) < 128 };
}

/** Undoes the filter of a line (PNG specification, 9.2). */
function unfilter(raw: Buffer, pixels: Buffer, y: number, stride: number): void {
  const filter = raw[y * (stride + 1)];
  const at = (row: number, i: number) => (row < 0 || i < 0 ? 0 : (pixels[row * stride + i] ?? 0));
  for (let i = 0; i < stride; i += 1) {
    const [left, up, corner] = [at(y, i - 4), at(y - 1, i), i < 4 ? 0 : at(y - 1, i - 4)];
    const added = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][filter ?? 0] ?? 0;
    pixels[y * stride + i] = ((raw[y * (stride + 1) + 1 + i] ?? 0) + added) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
