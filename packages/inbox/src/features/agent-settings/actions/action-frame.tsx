import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ActionHeader } from './action-header.tsx';
import { Calls } from './log/calls.tsx';
import type { useAction } from './use-actions.ts';

type ActionFrameProps = {
  readonly agentId: string;
  readonly act: ReturnType<typeof useAction>;
  readonly isChanged: boolean;
  /** What stands beside the form. */
  readonly aside: ReactNode;
  readonly children: ReactNode;
};

/** What the screens of all actions have: the way back, the header, what is missing, and the log. */
export function ActionFrame({ agentId, act, isChanged, aside, children }: ActionFrameProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const { id, missing } = act.action;
  return (
    <div className="grid gap-4 p-4 md:p-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Link
          to="/$workspace/agents/$agent/actions"
          params={{ workspace: client.workspaceId, agent: agentId }}
          className="flex w-fit items-center gap-1 text-sm text-soft no-underline hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t('title')}
        </Link>
        <ActionHeader agentId={agentId} act={act} isChanged={isChanged} />
        {missing.length > 0 && (
          <Notice tone="fair">
            <p>{t('missing')}</p>
            <ul className="list-disc ps-5">
              {missing.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        )}
        {children}
      </div>
      <div className="min-w-0 xl:sticky xl:top-4 xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:max-h-[calc(100dvh-2rem)] xl:self-start xl:overflow-y-auto">
        {aside}
      </div>
      <Calls agentId={agentId} id={id} />
    </div>
  );
}
