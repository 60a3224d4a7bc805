import type { CannedReply } from '@parley/protocol/api';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { cannedMatches, cannedQuery } from './canned-search.ts';
import { insertText } from './text-box.tsx';
import { useCannedReplies, useFilled } from './use-canned.ts';
import { useListKeys } from './use-list-keys.ts';

/** The list of canned replies that `/` opens at the beginning of a reply, and what they put into it. */
export function useCannedText(field: RefObject<HTMLTextAreaElement | null>, text: string) {
  const listId = useId();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const query = cannedQuery(text);
  const isAsked = query !== null && dismissed === null;
  const replies = useCannedReplies(isAsked);
  const found = isAsked && replies ? cannedMatches(replies, query) : undefined;
  // Somebody who goes on writing where nothing is found wants no list.
  const isOpen = isAsked && !(found?.length === 0 && query.includes(' '));
  const fill = useFilled();
  const pick = (reply: CannedReply): void => {
    const area = field.current;
    if (!area) return;
    const filled = fill(reply);
    area.focus();
    if (cannedQuery(area.value) !== null) area.setSelectionRange(0, area.value.length);
    insertText(area, filled.text);
    setMissing(filled.missing);
  };
  const keys = useListKeys(found ?? [], pick);
  return {
    isOpen,
    listId,
    found,
    chosen: keys.chosen,
    /** Variables that had nothing to stand for in what was picked last. */
    missing,
    pick,
    hear(event: KeyboardEvent): boolean {
      if (!isOpen) return false;
      if (event.key !== 'Escape') return keys.hear(event);
      event.preventDefault();
      setDismissed(text);
      return true;
    },
    /** To be called when the text is another. */
    reset(): void {
      keys.reset();
      setDismissed(null);
    },
  };
}
