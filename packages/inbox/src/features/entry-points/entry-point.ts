import type { EndpointById, ReplyOf } from '@parley/protocol/api';

/** The three kinds of doors through which visitors come, as addresses name them. */
export const ENTRY_KINDS = ['qr-codes', 'products', 'objects'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const isEntryKind = (word: string): word is EntryKind => ENTRY_KINDS.some((kind) => kind === word);

export type QrCode = ReplyOf<EndpointById<'get-qr-code'>> & object;
export type Product = ReplyOf<EndpointById<'get-product'>>;
export type ObjectEntry = ReplyOf<EndpointById<'get-object'>>;

export type EntryState = 'unconfigured' | 'active' | 'inactive' | 'archived';

/** Any of them, as the screens show it: an object is on or off, and has no archive. */
export type EntryPoint = {
  readonly kind: EntryKind;
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly url: string;
  readonly state: EntryState;
  readonly destination: QrCode['destination'];
  readonly scans: number;
  readonly lastScannedAt: string | null;
  readonly createdAt: string;
  /** What tells it from others of its kind: a GTIN, or a type with the caller's own id. */
  readonly mark: string | null;
  readonly gtin: string | null;
  /** What a product's GS1 link is, beside its short one. */
  readonly digitalLink: string | null;
};

export type Pair = { readonly key: string; readonly value: string };

const common = ({
  id,
  name,
  description,
  url,
  destination,
  total_scans,
  last_scanned_at,
  created_at,
}: QrCode | Product | ObjectEntry) => ({
  id,
  name,
  description,
  url,
  destination,
  scans: total_scans,
  lastScannedAt: last_scanned_at,
  createdAt: created_at,
});

export const fromQrCode = (entry: QrCode): EntryPoint => ({
  ...common(entry),
  kind: 'qr-codes',
  state: entry.status,
  mark: null,
  gtin: null,
  digitalLink: null,
});

export const fromProduct = (entry: Product): EntryPoint => ({
  ...common(entry),
  kind: 'products',
  state: entry.status,
  mark: entry.gtin,
  gtin: entry.gtin,
  digitalLink: entry.digital_link,
});

export const fromObject = (entry: ObjectEntry): EntryPoint => ({
  ...common(entry),
  kind: 'objects',
  state: !entry.is_active ? 'inactive' : entry.destination.type === null ? 'unconfigured' : 'active',
  mark: `${entry.type} · ${entry.external_id}`,
  gtin: null,
  digitalLink: null,
});
