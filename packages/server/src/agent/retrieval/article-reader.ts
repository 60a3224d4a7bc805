import { AppError } from '@parley/protocol';
import type { ArticleReader } from '../../domain/knowledge/ports.ts';
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
    // The parsers take a while to load, and a server may run for long before somebody writes an article.
    const { plainText: read } = await import('./plain-text.ts');
    const plainText = shallow(() => read(content));
    return { plainText, passages: splitPassages(plainText).map(({ start, end }) => [start, end] as const) };
  };
}

/** Reading walks the tree recursively: nesting that overflows the stack is the sender's fault. */
function shallow(read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'is nested too deeply to be read';
    throw new AppError('validation_failed', `content ${message}.`, { fields: [{ path: 'content', message }] }, error);
  }
}
