import type { PreviewStreamEvent } from '@parley/protocol/api';
import { useEffect, useRef, useState } from 'react';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { type AgentValues, parted } from '../setting-fields.ts';
import { ended, failed, heard, type PreviewLine, withQuestion } from './preview-lines.ts';

/** A trial conversation with an agent, with settings that are not saved yet. */
export function usePreview(agentId: string, changes: Partial<AgentValues>) {
  const { client } = useInbox();
  const [lines, setLines] = useState<readonly PreviewLine[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const conversation = useRef<string | null>(null);
  const writing = useRef<AbortController | null>(null);
  useEffect(() => () => writing.current?.abort(), []);
  const hear = (heardNow: PreviewStreamEvent): void => {
    if (heardNow.event === 'ack') conversation.current = heardNow.data.conversation_id;
    setLines((before) => heard(before, heardNow));
  };
  const ask = async (text: string): Promise<void> => {
    const ending = new AbortController();
    writing.current = ending;
    setIsBusy(true);
    setLines((before) => withQuestion(before, text));
    const [, settings] = parted(changes);
    const body = { text, conversation_id: conversation.current, settings };
    try {
      const input = { params: { chatbot_id: agentId }, body, signal: ending.signal };
      for await (const { event, data } of client.stream('preview-agent', input)) {
        hear({ event, data: JSON.parse(data) } as PreviewStreamEvent);
      }
      if (writing.current === ending) setLines(ended);
    } catch (error) {
      if (ending.signal.aborted) return;
      setLines((before) => failed(before, problemOf(error)));
    } finally {
      if (writing.current === ending) setIsBusy(false);
    }
  };
  const begin = (): void => {
    writing.current?.abort();
    writing.current = null;
    conversation.current = null;
    setIsBusy(false);
    setLines([]);
  };
  return { lines, isBusy, ask, begin };
}
