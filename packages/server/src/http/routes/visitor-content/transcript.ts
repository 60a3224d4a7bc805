import { AppError } from '@parley/protocol';
import { mailTranscriptEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { mailTranscript } from '../../../commands/mail-transcript.ts';
import { TRANSCRIPTS_PER_HOUR } from '../../../domain/visitor/transcript-rules.ts';
import { addressGroup } from '../../../lib/address-group.ts';
import type { HttpDeps } from '../../deps.ts';
import { tooMany } from '../../rate-limits.ts';
import { widgetRoute } from '../../widget-route.ts';

const OF_VISITOR = { perMinute: TRANSCRIPTS_PER_HOUR, perHour: TRANSCRIPTS_PER_HOUR };
/** Of one address on the internet: visitors are made by whoever asks. */
const OF_ADDRESS = { perMinute: 10, perHour: 20 };

/** `POST /widget/conversations/{id}/transcript` */
export function mailTranscriptRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, mailTranscriptEndpoint, async ({ access, params, body, request }) => {
    const { agent, session, widget } = access;
    if (!widget.transcript) {
      throw new AppError('forbidden', 'Conversations are not mailed here.', { reason: 'transcript_off' });
    }
    // Only what would be mailed counts: who mistypes an address is not locked out of the right one.
    const spendOne = async (): Promise<void> => {
      await spend(deps, `transcripts:${session.visitorId}`, OF_VISITOR);
      await spend(deps, `transcripts-of:${addressGroup(request.ip)}`, OF_ADDRESS);
    };
    await mailTranscript(deps, { agent, session, conversationId: params.id, email: body.email, spend: spendOne });
    return { is_done: true } as const;
  });
}

async function spend(deps: HttpDeps, who: string, allowance: typeof OF_VISITOR): Promise<void> {
  const { retryAfterSeconds } = await deps.limits.spend(who, allowance);
  if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
}
