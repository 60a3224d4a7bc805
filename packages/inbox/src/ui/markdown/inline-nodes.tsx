import { decodeReferences, safeLink } from '@parley/protocol';
import type { MarkedToken, Token } from 'marked';
import { Fragment, type ReactNode } from 'react';

/** Emphasis, code, links and line breaks of one block. */
export function InlineNodes({ tokens }: { readonly tokens: readonly Token[] }): ReactNode {
  return tokens.map((token, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text never change places
    <Fragment key={at}>{inline(token)}</Fragment>
  ));
}

function inline(given: Token): ReactNode {
  // The lexer runs without extensions, so it gives no tokens but its own.
  const token = given as MarkedToken;
  switch (token.type) {
    case 'br':
      return <br />;
    case 'strong':
      return (
        <strong className="font-semibold">
          <InlineNodes tokens={token.tokens} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <InlineNodes tokens={token.tokens} />
        </em>
      );
    case 'del':
      return (
        <s>
          <InlineNodes tokens={token.tokens} />
        </s>
      );
    case 'codespan':
      return (
        <code dir="ltr" className="rounded-sm bg-canvas px-1 py-0.5 font-mono text-sm">
          {decodeReferences(token.text)}
        </code>
      );
    case 'link':
      return anchor(token.href, <InlineNodes tokens={token.tokens} />);
    case 'image':
      // It may be anything, and from any host: whoever wants to see it goes there.
      return anchor(token.href, token.text === '' ? token.href : decodeReferences(token.text));
    case 'text':
      return token.tokens ? <InlineNodes tokens={token.tokens} /> : decodeReferences(token.text);
    case 'escape':
      return token.text;
    default:
      // HTML among it: as it was written.
      return token.raw;
  }
}

function anchor(href: string, label: ReactNode): ReactNode {
  const address = safeLink(decodeReferences(href));
  if (address === null) return label;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className="text-inherit underline underline-offset-2">
      {label}
    </a>
  );
}
