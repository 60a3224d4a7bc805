import type { Chatbot } from '@parley/protocol/api';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { AgentStateMenu } from './agent-state-menu.tsx';
import { AGENT_TONES } from './agents.tsx';

export type AgentTab = { readonly name: string; readonly to: string };

type AgentFrameProps = {
  readonly agent: Chatbot;
  readonly tabs: readonly AgentTab[];
  readonly children: ReactNode;
};

/** Above each screen of an agent: which one it is, how it stands, and the way to its other screens. */
export function AgentFrame({ agent, tabs, children }: AgentFrameProps) {
  const { t } = useTranslation('agents');
  const { client } = useInbox();
  const params = { workspace: client.workspaceId, agent: agent.id };
  return (
    <div className="flex min-h-full flex-col">
      <header className="border-line border-b bg-surface px-4 pt-3 md:px-8">
        <Link
          to="/$workspace/agents"
          params={params}
          className="flex w-fit items-center gap-1 text-sm text-soft no-underline hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t('title')}
        </Link>
        <div className="flex flex-wrap items-center gap-3 py-2">
          <h1 className="min-w-0 truncate font-semibold text-xl" dir="auto">
            {agent.name}
          </h1>
          <Badge tone={AGENT_TONES[agent.status]}>{t(`states.${agent.status}`)}</Badge>
          <code className="text-soft text-sm">{agent.public_slug}</code>
          <div className="ms-auto">
            <AgentStateMenu agent={agent} />
          </div>
        </div>
        <nav aria-label={t('screens')} className="-mb-px flex gap-1 overflow-x-auto">
          {tabs.map(({ name, to }) => (
            <Link
              key={name}
              to={to}
              params={params}
              activeOptions={{ exact: name === 'settings' }}
              className="whitespace-nowrap border-transparent border-b-2 px-3 py-2 text-soft no-underline hover:text-ink data-[status=active]:border-accent data-[status=active]:font-medium data-[status=active]:text-accent"
            >
              {t(`tabs.${name}`)}
            </Link>
          ))}
        </nav>
      </header>
      <div className="min-h-0 flex-1">
        <Suspense fallback={<Waiting />}>{children}</Suspense>
      </div>
    </div>
  );
}
