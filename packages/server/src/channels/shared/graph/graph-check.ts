import type { CheckReport } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { GraphAnswer, GraphError } from './graph-client.ts';
import { type Meaning, notAnswered, notSent } from './graph-failure.ts';

export type Problem = CheckReport['problems'][number];

type Asked = {
  /** The field of the token, and that of the account which is asked for. */
  readonly token: string;
  readonly account: string;
  readonly meaningOf: (error: GraphError) => Meaning | undefined;
};

/** A call that is made to see whether a channel is set up well: what it gives, or the field that is to be corrected. */
export async function accountCall(
  call: () => Promise<GraphAnswer>,
  asked: Asked,
): Promise<{ readonly json: JsonObject } | { readonly problem: Problem }> {
  try {
    const answer = await call();
    return answer.ok ? { json: answer.json } : { problem: problemOf(answer.error, asked) };
  } catch (error) {
    return { problem: { field: 'api_url', message: notAnswered(error).detail } };
  }
}

function problemOf(error: GraphError, { token, account, meaningOf }: Asked): Problem {
  const message = error.detail;
  if (/appsecret_proof/.test(message))
    return { field: 'app_secret', message: `Meta does not know this app secret: ${message}` };
  const { failure } = notSent(error, meaningOf);
  if (failure === 'unauthorised') return { field: token, message };
  return { field: failure === 'refused' ? account : null, message };
}
