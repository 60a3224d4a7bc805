import { AppError } from '@parley/protocol';
import type { ArticleReader } from '../../domain/knowledge/ports.ts';
import { storableText } from '../../lib/storable-text.ts';
import { splitPassages } from './passages.ts';
import { timeSlices } from './time-slices.ts';

/**
 * Reads articles' content into plain text and passages; between articles waiting requests get their turn. Throws
 * `validation_failed` for HTML that is nested absurdly deep.
 */
export function createArticleReader(): ArticleReader {
  const pause = timeSlices();
  return async (content) => {
    if (pause.due()) await pause.take();
    if (isAbsurdlyDeep(content)) throw tooDeep();
    // The parsers take a while to load, and a server may run for long before somebody writes an article.
    const { plainText: read } = await import('./plain-text.ts');
    const plainText = storableText(read(content));
    return { plainText, passages: splitPassages(plainText).map(({ start, end }) => [start, end] as const) };
  };
}

/** Tags that may be open at once: more would overflow the stack, and the parser's time grows with their square. */
const OPEN_TAGS_MAX = 1_000;
/** These are closed by what follows them, so that sloppy pages have thousands of them open. */
const CLOSED_BY_OTHERS =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|wbr|p|li|d[td]|t[rdh]|tbody|thead|tfoot|option)$/i;

function isAbsurdlyDeep(content: string): boolean {
  let open = 0;
  for (const [, slash, name = ''] of content.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (CLOSED_BY_OTHERS.test(name)) continue;
    open = Math.max(0, open + (slash ? -1 : 1));
    if (open > OPEN_TAGS_MAX) return true;
  }
  return false;
}

function tooDeep(): AppError {
  const message = 'is nested too deeply to be read';
  return new AppError('validation_failed', `content ${message}.`, { fields: [{ path: 'content', message }] });
}
