import type { WorkspaceMessage } from '@parley/protocol/api';
import { useRef, useState } from 'react';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox } from '../../../session/inbox-session.tsx';
import { isWorthAnotherTry, problemOf } from '../../../session/problem-of.ts';
import { tellProblem } from '../../../ui/toast.tsx';

export type Resending = {
  readonly message: WorkspaceMessage;
  readonly isUnderWay: boolean;
  readonly resend: () => Promise<void>;
};

/** Sends a message again. It is under way until an event tells what came of it: the message is another value then. */
export function useResend(message: WorkspaceMessage): Resending {
  const { client } = useInbox();
  const { id } = useOpen().data;
  const [sent, setSent] = useState<WorkspaceMessage | null>(null);
  const key = useRef(crypto.randomUUID());
  const resend = async (): Promise<void> => {
    setSent(message);
    try {
      await client.call('resend-message', {
        params: { id, message_id: message.id },
        headers: { 'Idempotency-Key': key.current },
      });
      key.current = crypto.randomUUID();
    } catch (error) {
      // The same attempt, where nobody knows whether it was heard; a refusal is an answer to that key.
      if (!isWorthAnotherTry(error)) key.current = crypto.randomUUID();
      setSent(null);
      tellProblem(problemOf(error));
    }
  };
  return { message, isUnderWay: sent === message, resend };
}
