import type { PreviewReply, PreviewStreamEvent } from '@parley/protocol/api';
import { useEffect, useRef, useState } from 'react';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { type AgentValues, parted } from '../setting-fields.ts';

export type PreviewLine =
  | { readonly by: 'visitor'; readonly text: string }
  | {
      readonly by: 'agent';
      readonly text: string;
      /** Null while it is being written. */
      readonly reply: PreviewReply | null;
      readonly problem: string | null;
    };

/** A trial conversation with an agent, with settings that are not saved yet. */
export function usePreview(agentId: string, changes: Partial<AgentValues>) {
  const { client } = useInbox();
  const [lines, setLines] = useState<readonly PreviewLine[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const conversation = useRef<string | null>(null);
  const writing = useRef<AbortController | null>(null);
  useEffect(() => () => writing.current?.abort(), []);
  const hear = ({ event, data }: PreviewStreamEvent): void => {
    if (event === 'ack') conversation.current = data.conversation_id;
    else if (event === 'delta')
      setLines((before) => changed(before, (line) => ({ ...line, text: line.text + data.text })));
    else if (event === 'done')
      setLines((before) => changed(before, (line) => ({ ...line, text: data.text, reply: data })));
    else if (event === 'error') setLines((before) => changed(before, (line) => ({ ...line, problem: data.message })));
  };
  const ask = async (text: string): Promise<void> => {
    const ending = new AbortController();
    writing.current = ending;
    setIsBusy(true);
    setLines((before) => [...before, { by: 'visitor', text }, { by: 'agent', text: '', reply: null, problem: null }]);
    const [, settings] = parted(changes);
    const body = { text, conversation_id: conversation.current, settings };
    try {
      const input = { params: { chatbot_id: agentId }, body, signal: ending.signal };
      for await (const { event, data } of client.stream('preview-agent', input)) {
        hear({ event, data: JSON.parse(data) } as PreviewStreamEvent);
      }
    } catch (error) {
      if (ending.signal.aborted) return;
      setLines((before) => changed(before, (line) => ({ ...line, problem: problemOf(error) })));
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

type AgentLine = Extract<PreviewLine, { by: 'agent' }>;

function changed(lines: readonly PreviewLine[], change: (line: AgentLine) => AgentLine): readonly PreviewLine[] {
  const last = lines.at(-1);
  return last?.by === 'agent' ? lines.with(-1, change(last)) : lines;
}
