import { AppError, type EntryPointType } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';

/** Where a visitor is sent. */
export type Destination =
  | { readonly type: 'chatbot'; readonly agentId: string }
  | { readonly type: 'url'; readonly url: string };

export type Pair = { readonly key: string; readonly value: string };

/** A QR code, a product or an object: a door through which visitors come. */
export type EntryPoint = {
  readonly workspaceId: string;
  readonly id: string;
  readonly type: EntryPointType;
  /** The end of its link: never changes, never used again. */
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: 'active' | 'inactive' | 'archived';
  readonly destination: Destination | null;
  readonly properties: readonly Pair[];
  readonly urlParams: readonly Pair[];
  readonly metadata: JsonObject;
  /** Of a product, as 14 digits. */
  readonly gtin: string | null;
  /** Of an object: what kind of thing, and which one in the caller's own system. */
  readonly objectType: string | null;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** What a caller may say of one; what is absent stays. */
export type EntryPointChange = { readonly [Part in Changeable]?: EntryPoint[Part] | undefined };

type Changeable =
  | 'name'
  | 'description'
  | 'status'
  | 'destination'
  | 'properties'
  | 'urlParams'
  | 'metadata'
  | 'gtin'
  | 'objectType'
  | 'externalId';

/** What others see of its status: without a destination it leads nowhere, whatever it was set to. */
export function shownStatus({
  status,
  destination,
}: Pick<EntryPoint, 'status' | 'destination'>): EntryPoint['status'] | 'unconfigured' {
  return status !== 'archived' && destination === null ? 'unconfigured' : status;
}

type Identity = Pick<EntryPoint, 'workspaceId' | 'id' | 'type' | 'slug'>;

/** A new one: active as soon as it has a destination, unless told. */
export function newEntryPoint(identity: Identity, given: EntryPointChange & { readonly name: string }, at: Date) {
  const blank: EntryPoint = {
    ...identity,
    name: given.name,
    description: null,
    status: 'active',
    destination: null,
    properties: [],
    urlParams: [],
    metadata: {},
    gtin: null,
    objectType: null,
    externalId: null,
    createdAt: at,
    updatedAt: at,
  };
  return changeEntryPoint(blank, given, at);
}

/**
 * The entry point after a change. Throws `bad_request` for activating one that leads nowhere; objects alone may be
 * active before that.
 */
export function changeEntryPoint(state: EntryPoint, change: EntryPointChange, at: Date): EntryPoint {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const next: EntryPoint = { ...state, ...given, updatedAt: at };
  if (change.status === 'active' && next.destination === null && next.type !== 'object') {
    throw new AppError('bad_request', 'It has no destination: give it one before it can be active.');
  }
  return next;
}

/** The names of the parts that a change really changes, for the audit log. */
export function changedParts(before: EntryPoint, after: EntryPoint): string[] {
  const same = (key: keyof EntryPoint) => JSON.stringify(before[key]) === JSON.stringify(after[key]);
  return (Object.keys(after) as (keyof EntryPoint)[]).filter((key) => key !== 'updatedAt' && !same(key));
}
