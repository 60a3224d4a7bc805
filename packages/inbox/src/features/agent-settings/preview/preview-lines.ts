import type { PreviewReply, PreviewStreamEvent } from '@parley/protocol/api';

type AgentLine = {
  readonly by: 'agent';
  readonly text: string;
  /** `writing` until the last word of its stream; `dropped`: no reply comes, as the conversation has changed meanwhile. */
  readonly state: 'writing' | 'done' | 'dropped' | 'failed';
  /** What it rests on; null unless it is done. */
  readonly reply: PreviewReply | null;
  readonly problem: string | null;
};

export type PreviewLine = { readonly by: 'visitor'; readonly text: string } | AgentLine;

/** The lines with a question, and the place of its answer. */
export const withQuestion = (lines: readonly PreviewLine[], text: string): readonly PreviewLine[] => [
  ...lines,
  { by: 'visitor', text },
  { by: 'agent', text: '', state: 'writing', reply: null, problem: null },
];

/** The lines after something of the stream was heard. */
export function heard(lines: readonly PreviewLine[], { event, data }: PreviewStreamEvent): readonly PreviewLine[] {
  switch (event) {
    case 'delta':
      return changed(lines, (line) => ({ ...line, text: line.text + data.text }));
    case 'done':
      return changed(lines, (line) => ({ ...line, text: data.text, state: 'done', reply: data }));
    case 'superseded':
      // What was written so far was not said.
      return changed(lines, (line) => ({ ...line, text: '', state: 'dropped' }));
    case 'error':
      return failed(lines, data.message);
    default:
      return lines;
  }
}

/** The lines when the answer cannot come. */
export const failed = (lines: readonly PreviewLine[], problem: string): readonly PreviewLine[] =>
  changed(lines, (line) => ({ ...line, state: 'failed', problem }));

/** The lines once the stream is over: nothing goes on being written, though no last word has come. */
export const ended = (lines: readonly PreviewLine[]): readonly PreviewLine[] =>
  changed(lines, (line) => (line.state === 'writing' ? { ...line, text: '', state: 'dropped' } : line));

function changed(lines: readonly PreviewLine[], change: (line: AgentLine) => AgentLine): readonly PreviewLine[] {
  const last = lines.at(-1);
  return last?.by === 'agent' ? lines.with(-1, change(last)) : lines;
}
