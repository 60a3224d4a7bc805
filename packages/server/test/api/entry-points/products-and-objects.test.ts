import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);
const GTIN = '4006381333931';

describe('a product', () => {
  it('is kept by its GTIN as 14 digits, and found by it in any form', async () => {
    const { status, body } = await call('POST', '/products', {
      name: 'Lumo 3',
      gtin: GTIN,
      metadata: { colour: 'red' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      object: 'product',
      gtin: `0${GTIN}`,
      metadata: { colour: 'red' },
      status: 'unconfigured',
    });
    expect(body.digital_link.endsWith(`/01/0${GTIN}`)).toBe(true);
    for (const gtin of [GTIN, `0${GTIN}`])
      expect((await call('GET', `/products/by-gtin/${gtin}`)).body.id).toBe(body.id);
    const patched = await call('PATCH', `/products/${body.id}`, { metadata: { size: 3 }, gtin: '96385074' });
    expect(patched.body).toMatchObject({ metadata: { size: 3 }, gtin: '00000096385074' });
    expect((await call('DELETE', `/products/${body.public_slug}`)).body.status).toBe('archived');
    expect((await call('GET', '/products?status=archived')).body.total).toBe(1);
  });

  it('is one for each GTIN in a workspace, and another workspace has its own', async () => {
    await call('POST', '/products', { name: 'One', gtin: GTIN });
    const other = (await call('POST', '/products', { name: 'Two', gtin: '96385074' })).body;
    expect((await call('POST', '/products', { name: 'Again', gtin: `0${GTIN}` })).status).toBe(409);
    expect((await call('PATCH', `/products/${other.id}`, { gtin: GTIN })).status).toBe(409);
    const key = (await app.current.addForeign()).workspace_key;
    expect((await call('GET', `/products/by-gtin/${GTIN}`, undefined, { key })).status).toBe(404);
    expect((await call('POST', '/products', { name: 'Theirs', gtin: GTIN }, { key })).status).toBe(201);
  });

  it.each(['4006381333932', '123', 'abcdefgh', ''])('is refused with the GTIN "%s"', async (gtin) => {
    const { status, body } = await call('POST', '/products', { name: 'x', gtin });
    expect([status, body.error, Object.keys(body.details.fieldErrors)]).toEqual([400, 'invalid_payload', ['gtin']]);
    if (gtin !== '') expect((await call('GET', `/products/by-gtin/${gtin}`)).status).toBe(400);
  });
});

describe('an object', () => {
  const room = { type: 'room', external_id: 'room-12', name: 'Room 12' };

  it('is made by the first call with its external id and changed by the next', async () => {
    const properties = [{ key: 'floor', value: '3' }];
    const made = await call('POST', '/objects', { ...room, properties });
    expect([made.status, made.body]).toMatchObject([201, { object: 'object', ...room, is_active: true, metadata: {} }]);
    const again = await call('POST', '/objects', { type: 'room', external_id: 'room-12', description: 'With a view' });
    expect([again.status, again.body]).toMatchObject([
      200,
      { id: made.body.id, name: 'Room 12', description: 'With a view' },
    ]);
    const kept = await call('GET', `/objects/${made.body.public_slug}/properties`);
    expect(kept.body.data).toEqual([{ object: 'property', key: 'floor', value: '3' }]);
  });

  it('is one, also when many make it at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => call('POST', '/objects', room)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('replays the answer of a request that is sent twice, its status too', async () => {
    const headers = { 'idempotency-key': 'once' };
    const one = await call('POST', '/objects', room, { headers });
    const other = await call('POST', '/objects', room, { headers });
    expect([one.status, other.status, other.headers['idempotent-replayed']]).toEqual([201, 201, 'true']);
  });

  it('is listed by type, external id, activity and order', async () => {
    await call('POST', '/objects', room);
    await call('POST', '/objects', { type: 'machine', external_id: 'm-1', name: 'Press', is_active: false });
    const names = async (query: string) =>
      (await call('GET', `/objects?${query}`)).body.data.map(({ name }: { name: string }) => name);
    expect(await names('')).toEqual(['Press', 'Room 12']);
    expect(await names('type=room')).toEqual(['Room 12']);
    expect(await names('external_id=m-1')).toEqual(['Press']);
    expect(await names('is_active=true')).toEqual(['Room 12']);
    expect(await names('is_active=false')).toEqual(['Press']);
    for (const sort of ['scans', 'type', 'name', 'recent']) expect((await names(`sort=${sort}`)).length).toBe(2);
    const { body } = await call('PATCH', `/objects/${(await call('GET', '/objects?type=machine')).body.data[0].id}`, {
      is_active: true,
    });
    expect(body.is_active).toBe(true);
  });

  it.each([
    [{ type: 'a room', external_id: 'x' }, 'type'],
    [{ type: 'room' }, 'external_id'],
    [
      {
        ...room,
        properties: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      },
      'properties',
    ],
    [{ ...room, metadata: [] }, 'metadata'],
  ])('is refused as %j, naming %s', async (payload, field) => {
    const { status, body } = await call('POST', '/objects', payload);
    expect([status, Object.keys(body.details.fieldErrors)]).toEqual([400, [field]]);
  });

  it('is out of reach of another workspace', async () => {
    const { id } = (await call('POST', '/objects', room)).body;
    const key = (await app.current.addForeign()).workspace_key;
    expect((await call('GET', `/objects/${id}`, undefined, { key })).status).toBe(404);
    expect((await call('PATCH', `/objects/${id}`, { name: 'x' }, { key })).status).toBe(404);
    const theirs = await call('POST', '/objects', room, { key });
    expect([theirs.status, theirs.body.id === id]).toEqual([201, false]);
  });
});
