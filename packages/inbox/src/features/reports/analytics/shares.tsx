import type { Analytics } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { spokenLanguage } from '../../../translations.ts';
import { languageName } from '../../../ui/language-name.ts';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Formats } from '../formats.ts';

type Share = { readonly name: string; readonly conversations: number; readonly previous: number };
type SharesProps = { readonly analytics: Analytics; readonly format: Formats };

/** How conversations are spread over languages, channels, topics and so on; what nothing is known of is left out. */
export function Shares({ analytics, format }: SharesProps) {
  const { t } = useTranslation('reports');
  const lists: readonly (readonly [string, readonly Share[]])[] = [
    [
      'languages',
      analytics.languages.map(({ language, ...rest }) => ({
        ...rest,
        name: language === null ? t('unknown') : languageName(language, spokenLanguage()),
      })),
    ],
    ['channels', analytics.channels.map(({ source, ...rest }) => ({ ...rest, name: t(`channels.${source}`) }))],
    ['topics', analytics.topics.map(({ topic, ...rest }) => ({ ...rest, name: topic }))],
    ['intents', analytics.intents.map(({ intent, ...rest }) => ({ ...rest, name: t(`intents.${intent}`, intent) }))],
    ['gaps', analytics.knowledge_gaps.map(({ question, ...rest }) => ({ ...rest, name: question }))],
  ];
  return lists
    .filter(([, shares]) => shares.length > 0)
    .map(([name, shares]) => <ShareList key={name} title={t(`shares.${name}`)} shares={shares} format={format} />);
}

type ShareListProps = { readonly title: string; readonly shares: readonly Share[]; readonly format: Formats };

function ShareList({ title, shares, format }: ShareListProps) {
  const { t } = useTranslation('reports');
  const most = Math.max(1, ...shares.map(({ conversations }) => conversations));
  return (
    <Card title={title}>
      <div className="max-h-80 overflow-y-auto">
        <Table
          label={title}
          rows={shares}
          keyOf={({ name }) => name}
          columns={[
            {
              key: 'name',
              title,
              cell: ({ name, conversations }) => (
                <div className="min-w-32">
                  <span dir="auto">{name}</span>
                  <meter aria-hidden min={0} max={most} value={conversations} className="share-meter" />
                </div>
              ),
            },
            {
              key: 'now',
              title: t('series.conversations'),
              cell: ({ conversations }) => format.number(conversations),
              isNumber: true,
            },
            {
              key: 'before',
              title: t('series.before'),
              cell: ({ previous }) => format.number(previous),
              isNumber: true,
            },
          ]}
        />
      </div>
    </Card>
  );
}
