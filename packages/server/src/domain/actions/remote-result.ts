import type { RemoteAnswer } from '../../lib/remote-tools.ts';
import { storableJson } from '../../lib/storable-json.ts';
import type { ActionResult } from './action-result.ts';
import { isDeeper } from './read-answer.ts';
import type { Redactor } from './redact.ts';
import type { RenderedRequest } from './render-request.ts';

const DEPTH_MAX = 32;

type Came = {
  /** As it is shown. */
  readonly request: RenderedRequest;
  readonly answer: RemoteAnswer;
  readonly latencyMs: number;
  readonly redact: Redactor;
};

/** Reads what a remote tool gave. One that fails or gives nonsense is a result like any other. */
export function remoteResult({ request, answer, latencyMs, redact }: Came): ActionResult {
  const sent = { request, latencyMs, status: null, body: null };
  if (answer.type === 'failed') {
    const { reason, message } = answer;
    if (reason === 'rejected') return { ...sent, outcome: 'refused_by_service', message };
    return { ...sent, outcome: reason === 'protocol' ? 'unreadable' : reason, message: redact.text(message) };
  }
  if (isDeeper(answer.content, DEPTH_MAX)) {
    return { ...sent, outcome: 'unreadable', message: `The answer is more than ${DEPTH_MAX} levels deep.` };
  }
  const body = storableJson(redact.json(answer.content));
  if (!answer.isError) return { ...sent, body, outcome: 'ok', message: null };
  return { ...sent, body, outcome: 'refused_by_service', message: 'The tool says that it has failed.' };
}

/** Whether a server seems not to know a tool any more; older ones say so in the words of a result. */
export const isToolUnknown = (answer: RemoteAnswer): boolean =>
  answer.type === 'failed'
    ? answer.reason === 'rejected'
    : answer.isError &&
      typeof answer.content === 'string' &&
      /-3260[12]|unknown tool|tool .{0,200}not found/i.test(answer.content);
