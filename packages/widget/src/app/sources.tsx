import { safeLink } from '@parley/protocol';
import type { VisitorSource } from '@parley/protocol/api';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useUi } from './ui.ts';

/** What a reply rests on, folded up: each document once, with all that is quoted of it. */
export function Sources({ sources }: { readonly sources: readonly VisitorSource[] }) {
  const { t } = useUi();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isOpen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const documents = new Map<string, VisitorSource[]>();
  for (const source of sources) {
    const name = source.url ?? source.title;
    documents.set(name, [...(documents.get(name) ?? []), source]);
  }
  return (
    <div class="sources" ref={box}>
      <button type="button" class="unfold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('sources')}
        <span class="count">{documents.size}</span>
      </button>
      {isOpen && (
        <ol>
          {[...documents].map(([name, quotes]) => (
            <li key={name} dir="auto">
              {quotes[0] && <SourceTitle source={quotes[0]} />}
              {quotes.map(({ quote }) => quote && <blockquote>{quote}</blockquote>)}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function SourceTitle({ source }: { readonly source: VisitorSource }) {
  const { t } = useUi();
  const href = source.url === null ? null : safeLink(source.url);
  if (href === null) return <strong>{source.title}</strong>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {source.title || t('readSource')}
      <span class="hidden"> ({t('opensTab')})</span>
    </a>
  );
}
