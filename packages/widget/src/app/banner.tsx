import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { problemWords } from './problem-words.ts';
import { isOutOfReach, useUi } from './ui.ts';

/** Shorter gaps are nobody's business. */
const LASTING_MS = 3_000;

/**
 * Why the chat does not work, in the visitor's words and in one line: `hasFailed` where a part of it could not be fetched; else
 * that the connection is gone, once that lasts.
 */
export function Banner({ hasFailed }: { readonly hasFailed: boolean }) {
  const { state, t } = useUi();
  const problem = (state.problem && problemWords(state.problem.code)) ?? (hasFailed ? 'failed' : null);
  const isGone = isOutOfReach(state);
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isGone) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), LASTING_MS);
    return () => clearTimeout(timer);
  }, [isGone]);
  const words = problem ?? (isGone && isLasting ? (state.connection === 'offline' ? 'offline' : 'connecting') : null);
  return (
    words && (
      <p class="banner" role={problem ? 'alert' : 'status'}>
        <Icon name="alert" />
        {t(words)}
      </p>
    )
  );
}
