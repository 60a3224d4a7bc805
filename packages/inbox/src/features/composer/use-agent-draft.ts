import type { SourceItem } from '@parley/protocol/api';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { isTyping } from '../../keyboard/keys.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import type { Draft } from './draft.ts';
import { insertText } from './text-box.tsx';

/** What the agent was asked to write: it is for a person to read, change and send. */
export type AgentDraftState =
  | { readonly is: 'none' | 'writing' | 'unknown' }
  | { readonly is: 'written'; readonly sources: readonly SourceItem[] }
  | { readonly is: 'failed'; readonly problem: string };

export type AgentDraft = ReturnType<typeof useAgentDraft>;

/** Has the agent write a reply into the composer; nothing of it is said. */
export function useAgentDraft(field: RefObject<HTMLTextAreaElement | null>, kept: Draft) {
  const { t } = useTranslation('composer');
  const { client } = useInbox();
  const { id } = useOpen().data;
  const [state, setState] = useState<AgentDraftState>({ is: 'none' });
  const ask = async (): Promise<void> => {
    setState({ is: 'writing' });
    // By the time that it is there, another field may stand in its place.
    const area = field.current;
    try {
      const { text, sources } = await client.call('draft-reply', { params: { id }, body: {} });
      if (text === null) return setState({ is: 'unknown' });
      // Below what is there: nothing that was written goes away.
      const { reply } = kept.read();
      const added = reply.trim() === '' ? text : `\n\n${text}`;
      const { activeElement } = document;
      if (area?.isConnected && (activeElement === area || !isTyping(activeElement))) {
        area.setSelectionRange(area.value.length, area.value.length);
        insertText(area, added);
        // Whoever writes elsewhere goes on there.
      } else kept.change({ reply: reply + added });
      setState({ is: 'written', sources });
    } catch (error) {
      setState({ is: 'failed', problem: problemOf(error) || t('draftFailed') });
    }
  };
  return { state, ask, dismiss: (): void => setState({ is: 'none' }) };
}
