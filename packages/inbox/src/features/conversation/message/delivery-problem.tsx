import { Clock3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import type { Delivery } from '../../../conversation-state/told-of-message.ts';
import { useMay } from '../../../session/inbox-session.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { type Resending, useResend } from './use-resend.ts';

type Stopped = Extract<Delivery, { reason: string | null }>;

const TONES = { failed: 'bad', unknown: 'fair', held: 'fair', dropped: 'neutral' } as const satisfies Record<
  Stopped['status'],
  string
>;

/** What each reason means for the team; the platform's own words stand behind it. */
const REASONS = [
  'refused',
  'blocked',
  'unauthorised',
  'window-closed',
  'retry',
  'unknown',
  'taken_over',
  'answered_anew',
] as const;

type ProblemProps = {
  readonly delivery: Stopped;
  readonly message: Resending['message'];
  /** The agent said it: once a person has the conversation, it is not said any more. */
  readonly isAgents: boolean;
};

/** Why a message did not get to the visitor, as far as that is known, and what can be done about it. */
export function DeliveryProblem({ delivery, message, isAgents }: ProblemProps) {
  const { t } = useTranslation('conversation');
  const { view } = useOpen().data;
  const mayReply = useMay('conversations.reply');
  const resending = useResend(message);
  const { status, detail } = delivery;
  const reason = REASONS.find((known) => known === delivery.reason);
  const isWanted = status === 'failed' || status === 'unknown';
  const canResend = mayReply && isWanted && !(isAgents && view.driver === 'human');
  if (resending.isUnderWay) return <UnderWay />;
  return (
    <div className="max-w-full pb-1 text-sm">
      <Notice tone={TONES[status]}>
        <p className="font-semibold">{t(`stopped.${status}`)}</p>
        {reason && <p>{t(`reasons.${reason}`)}</p>}
        {isWanted && detail && (
          <p className="pt-1 text-xs">
            {t('particulars')}
            <bdi className="block break-words">{detail}</bdi>
          </p>
        )}
        {canResend && (
          <div className="pt-2">
            <ResendButton isUnknown={status === 'unknown'} resend={resending.resend} />
          </div>
        )}
      </Notice>
    </div>
  );
}

function UnderWay() {
  const { t } = useTranslation('conversation');
  return (
    <p role="status" className="flex items-center gap-1 text-soft text-xs">
      <Clock3 aria-hidden className="size-3.5" />
      {t('sendingAgain')}
    </p>
  );
}

type ButtonProps = { readonly isUnknown: boolean; readonly resend: () => Promise<void> };

/** What may have arrived is sent again only by who knows that it may then be there twice. */
function ResendButton({ isUnknown, resend }: ButtonProps) {
  const { t } = useTranslation('conversation');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button className="min-h-8 py-1" onClick={() => (isUnknown ? setIsAsking(true) : void resend())}>
        {t('sendAgain')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('twiceTitle')}
          text={t('twiceText')}
          action={t('sendAgain')}
          isDangerous={false}
          onConfirm={() => {
            setIsAsking(false);
            void resend();
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
