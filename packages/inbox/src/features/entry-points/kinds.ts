import type { InboxClient } from '@parley/sdk';
import { commonChanges, type EntryDraft } from './draft.ts';
import {
  type EntryKind,
  type EntryPoint,
  type EntryState,
  fromObject,
  fromProduct,
  fromQrCode,
  type Pair,
} from './entry-point.ts';

const PAGE_SIZE = 50;

export type EntryPage = { readonly data: readonly EntryPoint[]; readonly next_cursor: string | null };
export type PairsOf = 'properties' | 'urlParams';
export type Scans = Awaited<ReturnType<typeof readScans>>;

/** What one kind of entry points does in its own way. */
type KindOfEntry = {
  /** The states that its list can be narrowed to. */
  readonly states: readonly EntryState[];
  readonly list: (client: InboxClient, asked: { state: EntryState | null; page: number }) => Promise<EntryPage>;
  readonly get: (client: InboxClient, id: string) => Promise<EntryPoint>;
  readonly create: (client: InboxClient, draft: EntryDraft) => Promise<EntryPoint>;
  readonly change: (client: InboxClient, id: string, changed: Partial<EntryDraft>) => Promise<EntryPoint>;
  /** Null where there is no archive. */
  readonly archive: ((client: InboxClient, id: string) => Promise<EntryPoint>) | null;
};

const STATES = ['active', 'inactive', 'unconfigured', 'archived'] as const;

const pageOf = (
  { total, page, page_size }: { readonly total: number; readonly page: number; readonly page_size: number },
  data: readonly EntryPoint[],
): EntryPage => ({ data, next_cursor: page * page_size < total ? String(page + 1) : null });

const statusOf = (isActive: boolean | undefined) =>
  isActive === undefined ? {} : { status: isActive ? ('active' as const) : ('inactive' as const) };

const asked = (state: EntryState | null, page: number) => ({
  page,
  page_size: PAGE_SIZE,
  ...(state ? { status: state } : {}),
});

/** An entry point without a destination cannot be told to be active: it is by itself once it has one. */
const statusOfNew = ({ isActive, destination }: EntryDraft) =>
  isActive && destination.type === 'none' ? {} : statusOf(isActive);

export const KINDS: Readonly<Record<EntryKind, KindOfEntry>> = {
  'qr-codes': {
    states: STATES,
    list: async (client, { state, page }) => {
      const answer = await client.call('list-qr-codes', { query: asked(state, page) });
      return pageOf(answer, answer.data.map(fromQrCode));
    },
    get: async (client, id) => fromQrCode(await client.call('get-qr-code', { params: { id } })),
    create: async (client, draft) => {
      const body = { ...commonChanges(draft), name: draft.name, ...statusOfNew(draft) };
      return fromQrCode(await client.call('create-qr-code', { body }));
    },
    change: async (client, id, changed) => {
      const body = { ...commonChanges(changed), ...statusOf(changed.isActive) };
      return fromQrCode(await client.call('update-qr-code', { params: { id }, body }));
    },
    archive: async (client, id) => fromQrCode(await client.call('archive-qr-code', { params: { id } })),
  },
  products: {
    states: STATES,
    list: async (client, { state, page }) => {
      const answer = await client.call('list-products', { query: asked(state, page) });
      return pageOf(answer, answer.data.map(fromProduct));
    },
    get: async (client, id) => fromProduct(await client.call('get-product', { params: { id } })),
    create: async (client, draft) => {
      const { name, gtin } = draft;
      const body = { ...commonChanges(draft), name, gtin, ...statusOfNew(draft) };
      return fromProduct(await client.call('create-product', { body }));
    },
    change: async (client, id, changed) => {
      const { gtin, isActive } = changed;
      const body = { ...commonChanges(changed), ...statusOf(isActive), ...(gtin === undefined ? {} : { gtin }) };
      return fromProduct(await client.call('update-product', { params: { id }, body }));
    },
    archive: async (client, id) => fromProduct(await client.call('archive-product', { params: { id } })),
  },
  objects: {
    states: ['active', 'inactive'],
    list: async (client, { state, page }) => {
      const query = { page, page_size: PAGE_SIZE, ...(state ? { is_active: onOrOff(state === 'active') } : {}) };
      const answer = await client.call('list-objects', { query });
      return pageOf(answer, answer.data.map(fromObject));
    },
    get: async (client, id) => fromObject(await client.call('get-object', { params: { id } })),
    create: async (client, draft) => {
      const { name, type, external_id, isActive } = draft;
      const body = { ...commonChanges(draft), name, type, external_id, is_active: isActive };
      return fromObject(await client.call('put-object', { body }));
    },
    change: async (client, id, changed) => {
      const { isActive } = changed;
      const body = { ...commonChanges(changed), ...(isActive === undefined ? {} : { is_active: isActive }) };
      return fromObject(await client.call('update-object', { params: { id }, body }));
    },
    archive: null,
  },
};

const onOrOff = (isOn: boolean): 'true' | 'false' => (isOn ? 'true' : 'false');

const STEMS = { 'qr-codes': 'qr-code', products: 'product', objects: 'object' } as const;

/** The named values of an entry point, in their order. */
export async function readPairs(
  client: InboxClient,
  { kind, id, of }: { readonly kind: EntryKind; readonly id: string; readonly of: PairsOf },
): Promise<readonly Pair[]> {
  const part = of === 'properties' ? 'properties' : 'url-params';
  const { data } = await client.call(`get-${STEMS[kind]}-${part}`, { params: { id } });
  return data.map(({ key, value }) => ({ key, value }));
}

/** Replaces them as a whole. */
export async function writePairs(
  client: InboxClient,
  {
    kind,
    id,
    of,
    pairs,
  }: { readonly kind: EntryKind; readonly id: string; readonly of: PairsOf; readonly pairs: readonly Pair[] },
): Promise<void> {
  const params = { id };
  if (of === 'properties')
    await client.call(`put-${STEMS[kind]}-properties`, { params, body: { properties: [...pairs] } });
  else await client.call(`put-${STEMS[kind]}-url-params`, { params, body: { url_params: [...pairs] } });
}

/** A page of the scans, the newest first. */
export const readScans = (
  client: InboxClient,
  { kind, id, cursor }: { readonly kind: EntryKind; readonly id: string; readonly cursor: string | undefined },
) => client.call(`list-${STEMS[kind]}-scans`, { params: { id }, query: cursor ? { cursor } : {} });
