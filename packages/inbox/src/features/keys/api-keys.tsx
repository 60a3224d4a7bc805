import type { ApiKey } from '@parley/protocol/api';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { workspaceQuery } from '../../session/workspace.ts';
import { Ago } from '../../ui/ago.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { KeyActions } from './key-actions.tsx';
import { apiKeysQuery } from './use-api-keys.ts';

/** The keys with which programs use the Workspace API. */
export function ApiKeysScreen() {
  const { t } = useTranslation('keys');
  const { client, session } = useInbox();
  const { data: keys } = useSuspenseQuery(apiKeysQuery(client));
  const [isCreating, setIsCreating] = useState(false);
  const create = (
    <Button kind="primary" icon={Plus} onClick={() => setIsCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text', { url: session.public_url })} actions={keys.length > 0 && create}>
      <Card>
        {keys.length === 0 ? (
          <Empty icon={KeyRound} title={t('none')} text={t('noneText')}>
            {create}
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        )}
      </Card>
      <Limits />
      {isCreating && <CreateKeyDialog onClose={() => setIsCreating(false)} />}
    </Page>
  );
}

const TONES: Readonly<Record<ApiKey['state'], Tone>> = {
  active: 'good',
  paused: 'fair',
  revoked: 'neutral',
  expired: 'neutral',
};

function KeyRow({ apiKey }: { readonly apiKey: ApiKey }) {
  const { t } = useTranslation('keys');
  const { name, last4, state, created_at, last_used_at, expires_at } = apiKey;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-52 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span dir="auto" className="min-w-0 break-words font-medium">
            {name}
          </span>
          <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-4 text-soft text-sm">
          <code dir="ltr" className="font-mono">
            …{last4}
          </code>
          <span>
            {t('created')} <Instant at={created_at} />
          </span>
          <span>
            {t('lastUsed')} {last_used_at ? <Ago at={last_used_at} /> : t('neverUsed')}
          </span>
          {expires_at && (
            <span>
              {t(state === 'expired' ? 'expired' : 'expires')} <Instant at={expires_at} />
            </span>
          )}
        </p>
      </div>
      <KeyActions apiKey={apiKey} />
    </li>
  );
}

/** How much all keys together may ask. */
function Limits() {
  const { t, i18n } = useTranslation('keys');
  const { client } = useInbox();
  const { data } = useQuery(workspaceQuery(client));
  if (!data) return null;
  const { per_minute, per_hour } = data.api_limits;
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <p className="text-soft">{t('limits', { minute: number.format(per_minute), hour: number.format(per_hour) })}</p>
  );
}
