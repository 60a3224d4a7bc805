import type { MarkedToken, Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { InlineNodes } from './inline-nodes.tsx';

/** Paragraphs, lists, tables, code and quotes. Each finds its own writing direction. */
export function BlockNodes({ tokens }: { readonly tokens: readonly Token[] }): ReactNode {
  return tokens.map((token, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text never change places
    <Fragment key={at}>{block(token)}</Fragment>
  ));
}

function block(given: Token): ReactNode {
  // The lexer runs without extensions, so it gives no tokens but its own.
  const token = given as MarkedToken;
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'hr':
      return <hr className="border-line" />;
    case 'heading':
      return (
        <p dir="auto" className="font-semibold">
          <InlineNodes tokens={token.tokens} />
        </p>
      );
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: code that is wider than its place is scrolled by keys
        <pre dir="ltr" tabIndex={0} className="overflow-x-auto rounded-md bg-canvas p-3 font-mono text-sm">
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return (
        <blockquote className="flex flex-col gap-2 border-line border-s-3 ps-3 text-soft">
          <BlockNodes tokens={token.tokens} />
        </blockquote>
      );
    case 'list':
      return list(token);
    case 'table':
      return table(token);
    case 'paragraph':
      return (
        <p dir="auto">
          <InlineNodes tokens={token.tokens} />
        </p>
      );
    case 'text':
      return token.tokens ? <InlineNodes tokens={token.tokens} /> : token.text;
    default:
      // HTML among it: as it was written.
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          {token.raw.trim()}
        </p>
      );
  }
}

function list({ ordered, start, items }: Tokens.List): ReactNode {
  const nodes = items.map((item, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of a text never change places
    <li key={at} dir="auto" className={item.task ? 'list-none' : ''}>
      {item.task && <span>{item.checked ? '☑ ' : '☐ '}</span>}
      <BlockNodes tokens={item.tokens.filter(({ type }) => type !== 'checkbox')} />
    </li>
  ));
  if (!ordered) return <ul className="flex list-disc flex-col gap-1 ps-5">{nodes}</ul>;
  return (
    <ol start={start === '' ? 1 : start} className="flex list-decimal flex-col gap-1 ps-6">
      {nodes}
    </ol>
  );
}

function table({ header, rows }: Tokens.Table): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than its place is scrolled by keys
    <div className="overflow-x-auto" tabIndex={0}>
      <table className="border-collapse text-start">
        <thead>
          <tr>
            {header.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a text never change places
              <th key={at} scope="col" dir="auto" className="border border-line px-2 py-1 text-start font-semibold">
                <InlineNodes tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a text never change places
            <tr key={line}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a text never change places
                <td key={at} dir="auto" className="border border-line px-2 py-1">
                  <InlineNodes tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
