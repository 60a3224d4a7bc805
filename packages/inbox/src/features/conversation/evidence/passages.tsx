import type { InboxInsights } from '@parley/protocol/api';
import { Quote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';
import type { SourcePlace } from '../../../ui/source-chips.tsx';

type PassagesProps = {
  readonly passages: InboxInsights['passages'];
  readonly onSource: (place: SourcePlace) => void;
};

/** What retrieval found, best first; each opens where it stands. */
export function Passages({ passages, onSource }: PassagesProps) {
  const { t, i18n } = useTranslation('conversation');
  const score = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('passages')}</h3>
      {passages.length === 0 && <p className="text-soft">{t('noPassages')}</p>}
      <ol className="flex flex-col gap-1.5">
        {passages.map((passage) => (
          <li
            key={`${passage.article_id} ${passage.start}`}
            className="flex items-center gap-2 rounded-md border border-line px-3 py-2"
          >
            <div className="min-w-0 flex-1">
              <PassageTitle passage={passage} onSource={onSource} />
              <p className="text-soft text-xs tabular-nums">{t('score', { score: score.format(passage.score) })}</p>
            </div>
            {passage.was_quoted && (
              <Badge tone="good" icon={Quote}>
                {t('quoted')}
              </Badge>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type TitleProps = { readonly passage: InboxInsights['passages'][number] } & Pick<PassagesProps, 'onSource'>;

function PassageTitle({ passage, onSource }: TitleProps) {
  const { t } = useTranslation('conversation');
  const title = passage.title === '' ? t('paragraph') : passage.title;
  const { article_id, article_version, start, end } = passage;
  // Replies of older releases do not say which version they rest on.
  if (article_version === null) return <p className="truncate font-medium">{title}</p>;
  return (
    <button
      type="button"
      onClick={() =>
        onSource({ article_id, article_version, title, marks: start === null || end === null ? [] : [{ start, end }] })
      }
      className="max-w-full truncate text-start font-medium text-accent underline underline-offset-2"
    >
      <bdi>{title}</bdi>
    </button>
  );
}
