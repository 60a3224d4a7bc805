import { withoutBidiControls } from '@parley/protocol';
import { Lexer, type Token } from 'marked';
import { type ReactNode, useMemo } from 'react';
import { BlockNodes } from './block-nodes.tsx';
import { isTame } from './is-tame.ts';

/** Longer texts are shown as they were written: nobody reads them, and a page must not stand still for them. */
const MAX_LENGTH = 50_000;

/** Markdown as nodes: nothing in it becomes markup of the page. HTML is shown as text, and images are links. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  const tokens = useMemo(() => markdownTokens(text), [text]);
  if (!tokens) return <p className="whitespace-pre-wrap break-words">{withoutBidiControls(text)}</p>;
  return (
    <div className="flex min-w-0 flex-col gap-2 break-words [overflow-wrap:anywhere]">
      <BlockNodes tokens={tokens} />
    </div>
  );
}

/** What a text says, block by block; null where it is too long or too wild. */
function markdownTokens(text: string): readonly Token[] | null {
  const shown = withoutBidiControls(text);
  if (shown.length > MAX_LENGTH || !isTame(shown)) return null;
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(shown);
  } catch {
    // Nothing that somebody writes may take the screen away.
    return null;
  }
}
