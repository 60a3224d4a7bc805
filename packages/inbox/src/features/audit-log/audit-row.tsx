import type { AuditEntry } from '@parley/protocol/api';
import { Link } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Button } from '../../ui/button.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { wordsOfAction } from './actions.ts';
import type { AuditSearch } from './audit-search.ts';

type AuditRowProps = { readonly entry: AuditEntry; readonly onSearch: (search: AuditSearch) => void };

/** One line of the log, which unfolds to all that is known of it. */
export function AuditRow({ entry, onSearch }: AuditRowProps) {
  const { t } = useTranslation('audit-log');
  const { actor, action, target, created_at } = entry;
  const name = nameOfTarget(entry);
  return (
    <li>
      <details className="group">
        <summary className="-mx-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-md px-2 py-2.5 hover:bg-hover">
          <span className="w-52 shrink-0 text-soft">
            <Instant at={created_at} withSeconds />
          </span>
          <span className="min-w-48 flex-1">
            <bdi className="font-medium">{actor.name ?? t(`actors.${actor.type}`)}</bdi>{' '}
            {t(wordsOfAction(action), { defaultValue: action })}
            {name !== null && (
              <span className="text-soft">
                {' · '}
                <bdi>{name}</bdi>
              </span>
            )}
          </span>
          <span className="text-soft text-sm">{entry.ip ?? t('noAddress')}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 self-center text-soft group-open:rotate-180" />
        </summary>
        <div className="flex flex-col gap-4 px-2 pt-1 pb-4">
          <Facts facts={useFacts(entry)} />
          {entry.details && Object.keys(entry.details).length > 0 && (
            <div className="rounded-md bg-canvas p-3">
              <KeyValues values={entry.details} />
            </div>
          )}
          <div className="flex flex-wrap gap-2">
            {actor.id !== undefined && (
              <Button onClick={() => onSearch({ actor: actor.id ?? '' })}>{t('allOfActor')}</Button>
            )}
            {target && <Button onClick={() => onSearch({ target: target.id })}>{t('allOfTarget')}</Button>}
          </div>
        </div>
      </details>
    </li>
  );
}

/** What the thing is called, where the entry says so. */
function nameOfTarget({ details }: AuditEntry): string | null {
  const name = details?.name ?? details?.email;
  return typeof name === 'string' ? name : null;
}

function useFacts({ actor, action, target, ip, user_agent }: AuditEntry): readonly Fact[] {
  const { t } = useTranslation('audit-log');
  const { client } = useInbox();
  const { workspaceId: workspace } = client;
  return [
    { label: t('who'), value: [actor.name, t(`actors.${actor.type}`)].filter(Boolean).join(', ') },
    { label: t('what'), value: <code className="font-mono">{action}</code> },
    {
      label: t('toWhat'),
      value:
        target === null ? (
          '–'
        ) : target.type === 'conversation' ? (
          <Link to="/$workspace/conversations/$conversation" params={{ workspace, conversation: target.id }}>
            {t('openConversation')}
          </Link>
        ) : (
          <code dir="ltr" className="break-all font-mono text-sm">
            {target.type} {target.id}
          </code>
        ),
    },
    { label: t('fromWhere'), value: ip ?? t('noAddress') },
    { label: t('with'), value: user_agent ?? '–' },
  ];
}
