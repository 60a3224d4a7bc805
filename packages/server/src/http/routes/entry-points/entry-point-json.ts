import type { DestinationInput } from '@parley/protocol/api';
import { type Destination, shownStatus } from '../../../domain/entry-points/entry-point.ts';
import { offsetTime, offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import type { ListedEntryPoint } from '../../../store/entry-points/entry-points.ts';

/** Where links begin, without a slash at the end. */
type Base = { readonly baseUrl: string };

/** A QR code as the Workspace API shows it. */
export function qrCodeJson(entry: ListedEntryPoint, base: Base) {
  return {
    object: 'qr_code' as const,
    group_id: null,
    ...common(entry, base),
    url: scanUrl(entry, base),
    status: shownStatus(entry),
  };
}

/** A product as the Workspace API shows it. */
export function productJson(entry: ListedEntryPoint, base: Base) {
  const gtin = entry.gtin ?? '';
  return {
    object: 'product' as const,
    ...common(entry, base),
    url: scanUrl(entry, base),
    digital_link: `${base.baseUrl}/01/${gtin}`,
    gtin,
    status: shownStatus(entry),
    metadata: { ...entry.metadata },
  };
}

/** An object as the Workspace API shows it. */
export function objectJson(entry: ListedEntryPoint, base: Base) {
  return {
    object: 'object' as const,
    type: entry.objectType ?? '',
    external_id: entry.externalId ?? '',
    ...common(entry, base),
    url: scanUrl(entry, base),
    is_active: entry.status === 'active',
    metadata: { ...entry.metadata },
  };
}

const LETTERS = { qr_code: 'q', product: 'p', object: 'o' } as const;

/** The link that leads visitors through an entry point. */
export const scanUrl = ({ type, slug }: Pick<ListedEntryPoint, 'type' | 'slug'>, { baseUrl }: Base): string =>
  `${baseUrl}/${LETTERS[type]}/${slug}`;

function common(entry: ListedEntryPoint, base: Base) {
  return {
    id: entry.id,
    public_slug: entry.slug,
    name: entry.name,
    description: entry.description,
    destination: destinationJson(entry, base),
    total_scans: entry.totalScans,
    last_scanned_at: offsetTimeOrNull(entry.lastScannedAt),
    created_at: offsetTime(entry.createdAt),
    updated_at: offsetTime(entry.updatedAt),
  };
}

function destinationJson({ destination, agent }: ListedEntryPoint, { baseUrl }: Base) {
  const chatbot = agent
    ? { object: 'chatbot' as const, id: agent.id, name: agent.name, url: `${baseUrl}/c/${agent.scenarioId}` }
    : null;
  const url = destination?.type === 'url' ? destination.url : null;
  return { type: destination?.type ?? null, chatbot, page: null, knowledge_base: null, url };
}

/** A destination as a caller says it; undefined when it is not said. */
export function destinationOf(given: DestinationInput | undefined): Destination | null | undefined {
  if (given === undefined) return undefined;
  const { type, chatbot, url } = given ?? { type: null };
  if (type === 'chatbot') return { type, agentId: typeof chatbot === 'string' ? chatbot : (chatbot?.id ?? '') };
  return type === 'url' ? { type, url: url ?? '' } : null;
}
