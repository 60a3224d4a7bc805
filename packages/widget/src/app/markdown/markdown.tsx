import { useMemo } from 'preact/hooks';
import { useUi } from '../ui.ts';
import { markdownNodes } from './to-nodes.tsx';

/** Markdown as it is read; parsed again only when it changes, as every piece of a reply draws the whole list. */
export function Markdown({ text }: { readonly text: string }) {
  const opensTab = useUi().t('opensTab');
  const nodes = useMemo(() => markdownNodes(text, opensTab), [text, opensTab]);
  return (
    <div class="markdown" dir={directionOfText(text)}>
      {nodes}
    </div>
  );
}

/**
 * Where its first letter is read from: lists, quotes and tables stand that way. `dir=auto` would not see it, as each
 * paragraph has a direction of its own. Without a letter that of the window.
 */
function directionOfText(text: string): 'ltr' | 'rtl' | undefined {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return undefined;
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(letter) ? 'rtl' : 'ltr';
}
