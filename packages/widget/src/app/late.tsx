import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChunkName, Chunks } from './load-chunk.ts';
import { useUi } from './ui.ts';

type Props<Name extends ChunkName> = {
  readonly of: Name;
  readonly children: (parts: Chunks[Name]) => ComponentChildren;
};

/** Draws with the parts of a chunk; until they are there, and where they cannot be had, says so in their place. */
export function Late<Name extends ChunkName>({ of, children }: Props<Name>) {
  const { t, load } = useUi();
  const [parts, setParts] = useState<Chunks[Name] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const fetch = () => {
    setFailed(false);
    load(of).then(setParts, () => setFailed(true));
  };
  useEffect(fetch, []);
  if (parts) return <>{children(parts)}</>;
  return (
    <div class="late" role="status" aria-busy={!hasFailed}>
      <p>{t(hasFailed ? 'failed' : 'loading')}</p>
      {hasFailed && (
        <button type="button" class="primary" data-first onClick={fetch}>
          {t('retry')}
        </button>
      )}
    </div>
  );
}
