import type { BulkAction, InboxRow } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { useMutation } from '@tanstack/react-query';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';

/** So many at once: the most that one request may change. */
const MOST = 200;

export type Refusal = { readonly row: InboxRow; readonly why: string };

/** What became of conversations with which one thing was done. */
export type BulkOutcome = {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
};

type BulkInput = { readonly rows: readonly InboxRow[]; readonly action: BulkAction };

/** Does one thing with some conversations, each by itself; it never fails as a whole. */
export function useBulk(onDone: (outcome: BulkOutcome, input: BulkInput) => void) {
  const { client } = useInbox();
  return useMutation({ mutationFn: (input: BulkInput) => doWithAll(client, input), onSuccess: onDone });
}

/** In parts, one after the other; a part that did not go through is told as refused, with the reason. */
export async function doWithAll(client: Pick<InboxClient, 'call'>, { rows, action }: BulkInput): Promise<BulkOutcome> {
  let outcome: BulkOutcome = { changed: 0, unchanged: 0, refused: [] };
  for (let from = 0; from < rows.length; from += MOST) {
    const part = rows.slice(from, from + MOST);
    const body = { ids: part.map(({ id }) => id), action };
    const next = await client.call('bulk-update-conversations', { body }).then(
      ({ changed, unchanged, data }) => ({ changed, unchanged, refused: refusalsOf(part, data) }),
      (error: unknown) => ({ changed: 0, unchanged: 0, refused: part.map((row) => ({ row, why: problemOf(error) })) }),
    );
    outcome = {
      changed: outcome.changed + next.changed,
      unchanged: outcome.unchanged + next.unchanged,
      refused: [...outcome.refused, ...next.refused],
    };
  }
  return outcome;
}

type Answer = { readonly id: string; readonly outcome: string; readonly error: { readonly message: string } | null };

const refusalsOf = (rows: readonly InboxRow[], answers: readonly Answer[]): readonly Refusal[] =>
  answers.flatMap(({ id, outcome, error }) => {
    const row = rows.find((each) => each.id === id);
    return row && outcome === 'refused' ? [{ row, why: error?.message ?? '' }] : [];
  });
