import { ARRIVED_STATUSES, type ArrivedStatus, STOPPED_STATUSES, type StoppedStatus } from '@parley/protocol';
import type { WorkspaceMessage } from '@parley/protocol/api';

type Told = Pick<WorkspaceMessage, 'metadata'>;

/** How far a message of ours has come on a channel. */
export type Delivery =
  | { readonly status: ArrivedStatus }
  | {
      readonly status: StoppedStatus;
      readonly reason: string | null;
      /** What the platform says of it, in its own words. */
      readonly detail: string | null;
    };

/** How far it has come; null where nothing is known of that (yet). */
export function deliveryOf({ metadata }: Told): Delivery | null {
  const told = recordOf(metadata?.delivery);
  const { status } = told;
  if (isOneOf(ARRIVED_STATUSES, status)) return { status };
  if (!isOneOf(STOPPED_STATUSES, status)) return null;
  return { status, reason: textOf(told.reason), detail: textOf(told.detail) };
}

/** When its writer has changed it; null where they have not. */
export const editedAtOf = ({ metadata }: Told): string | null => textOf(metadata?.edited_at);

/** Whether its writer has taken it back. */
export const isTakenBack = ({ metadata }: Told): boolean => typeof metadata?.deleted_at === 'string';

/** The name of the platform's template that it was sent as; null where it was not. */
export const templateNameOf = ({ metadata }: Told): string | null =>
  textOf(recordOf(metadata?.client_metadata).template);

const isOneOf = <T extends string>(words: readonly T[], value: unknown): value is T =>
  words.some((word) => word === value);

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
