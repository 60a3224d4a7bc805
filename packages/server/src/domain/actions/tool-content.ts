import type { Json } from '../../lib/json.ts';
import type { ToolOutcome } from '../turn/turn-tool.ts';
import type { ActionResult } from './action-result.ts';

type Called = {
  readonly result: ActionResult;
  /** What of the answer the model may see. */
  readonly filtered: Json;
  /** Whether the request may have changed something. */
  readonly writes: boolean;
};

/** What the model is told of a call, in words that name no host and no address. */
export function toolContent({ result, filtered, writes }: Called): ToolOutcome {
  const status = result.status === null ? {} : { status: result.status };
  if (result.outcome === 'ok') return { failed: false, content: { ...status, body: filtered } };
  const error = errorOf(result, writes);
  const body = result.outcome === 'refused_by_service' && result.body !== null ? { body: filtered } : {};
  return { failed: true, content: { ...status, error, ...body } };
}

/** Whether nobody knows what a request that may change something has done. */
export const isUnknown = ({ outcome }: Pick<ActionResult, 'outcome'>, writes: boolean): boolean =>
  writes && ['timeout', 'connect', 'too_large', 'unreadable'].includes(outcome);

const UNKNOWN = ' Whether it did what it was asked is not known: do not ask it again, and say so.';

function errorOf(result: ActionResult, writes: boolean): string {
  return `${sentenceOf(result)}${isUnknown(result, writes) ? UNKNOWN : ''}`;
}

function sentenceOf({ outcome, message }: ActionResult): string {
  switch (outcome) {
    case 'timeout':
      return 'The service did not answer in time.';
    case 'too_large':
      return 'The answer of the service is too large to be read.';
    case 'connect':
    case 'dns':
    case 'tls':
    case 'refused_url':
    case 'refused_address':
      return 'The service could not be reached.';
    default:
      return message ?? 'The call failed.';
  }
}
