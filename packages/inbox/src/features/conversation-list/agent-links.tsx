import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../session/agents.ts';
import { type ListRequest, withFilter } from './list-address.ts';
import { ViewLink } from './view-links.tsx';

type AgentLinksProps = { readonly request: ListRequest; readonly children: (links: ReactNode) => ReactNode };

/** Narrows the list to one agent's conversations; nothing where there is but one agent. */
export function AgentLinks({ request, children }: AgentLinksProps) {
  const { t } = useTranslation('list');
  const agents = useAgents().filter(({ status, id }) => status !== 'archived' || id === request.filter.chatbot_id);
  if (agents.length < 2) return null;
  return children(
    <ul className="flex flex-col">
      {[{ id: undefined, name: t('agents.all') }, ...agents].map(({ id, name }) => (
        <li key={id ?? ''}>
          <ViewLink target={withFilter(request, { chatbot_id: id })} isShown={request.filter.chatbot_id === id}>
            {name}
          </ViewLink>
        </li>
      ))}
    </ul>,
  );
}
