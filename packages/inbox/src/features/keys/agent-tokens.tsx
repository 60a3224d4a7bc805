import type { AgentToken } from '@parley/protocol/api';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../session/agents.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { RevokeToken } from './revoke-token.tsx';
import { agentTokensQuery } from './use-agent-tokens.ts';

/** The tokens with which programs use the Agent API, each of one agent. */
export function AgentTokensScreen() {
  const { t } = useTranslation('keys');
  const { client, session } = useInbox();
  const { data: agents } = useSuspenseQuery(agentsQuery(client.workspaceId));
  const [chosen, setChosen] = useState<string | null>(null);
  const [isCreating, setIsCreating] = useState(false);
  const agent = agents.find(({ id }) => id === chosen) ?? agents[0];
  if (!agent) return <Empty title={t('noAgent')} />;
  return (
    <Page
      title={t('tokens')}
      text={t('tokensText', { url: session.public_url })}
      actions={
        <Button kind="primary" icon={Plus} onClick={() => setIsCreating(true)}>
          {t('createToken')}
        </Button>
      }
    >
      {agents.length > 1 && (
        <div className="max-w-sm">
          <SelectField
            label={t('agent')}
            value={agent.id}
            options={agents.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
          />
        </div>
      )}
      <Card title={agent.name}>
        <Tokens agentId={agent.id} />
      </Card>
      {isCreating && <CreateTokenDialog agent={agent} onClose={() => setIsCreating(false)} />}
    </Page>
  );
}

function Tokens({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('keys');
  const { client } = useInbox();
  const { data: tokens } = useQuery({ ...agentTokensQuery(client, agentId), throwOnError: true });
  if (!tokens) return <Waiting />;
  if (tokens.length === 0) return <Empty icon={KeyRound} title={t('noTokens')} text={t('noTokensText')} />;
  return (
    <ul className="divide-y divide-line">
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} agentId={agentId} />
      ))}
    </ul>
  );
}

const TONES: Readonly<Record<AgentToken['state'], Tone>> = { valid: 'good', revoked: 'neutral', expired: 'neutral' };

function TokenRow({ token, agentId }: { readonly token: AgentToken; readonly agentId: string }) {
  const { t } = useTranslation('keys');
  const { name, scope, state, created_at, expires_at } = token;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-52 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span dir="auto" className="min-w-0 break-words font-medium">
            {name}
          </span>
          <Badge tone={TONES[state]}>{t(`tokenStates.${state}`)}</Badge>
          <Badge>{t(`scopes.${scope}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-4 text-soft text-sm">
          <span>
            {t('created')} <Instant at={created_at} />
          </span>
          <span>
            {t(state === 'expired' ? 'expired' : 'expires')} <Instant at={expires_at} />
          </span>
        </p>
      </div>
      {state === 'valid' && <RevokeToken token={token} agentId={agentId} />}
    </li>
  );
}
