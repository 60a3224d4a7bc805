import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { Card } from '../../../ui/page.tsx';

/** What a site puts into its pages: the tag that is always the newest, and the one that never changes. */
export function Snippet({ scenarioId }: { readonly scenarioId: string }) {
  const { t } = useTranslation('widgetSettings');
  const { public_url: host, widget_loader: loader } = useInbox().session;
  const links = [
    ['demo', `/demo?scenario=${scenarioId}`],
    ['chatPage', `/c/${scenarioId}`],
    ['check', `/check-embed?scenario=${scenarioId}`],
  ] as const;
  return (
    <Card title={t('snippet.title')} text={t('snippet.text')}>
      <CodeBlock
        code={`<script async src="${host}/widget.js" data-scenario="${scenarioId}"></script>`}
        label={t('snippet.title')}
        copyLabel={t('snippet.copy')}
      />
      {loader && (
        <details>
          <summary className="text-accent">{t('snippet.pinned')}</summary>
          <p className="my-2 text-soft">{t('snippet.pinnedText')}</p>
          <CodeBlock
            label={t('snippet.pinned')}
            copyLabel={t('snippet.copy')}
            code={`<script async src="${host}${loader.path}" integrity="${loader.integrity}" crossorigin="anonymous" data-scenario="${scenarioId}"></script>`}
          />
        </details>
      )}
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {links.map(([name, href]) => (
          <li key={name}>
            <a href={href} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1">
              {t(`snippet.${name}`)}
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
