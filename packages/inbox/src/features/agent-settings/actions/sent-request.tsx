import type { AiActionCall } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../../ui/code-block.tsx';

type SentRequestProps = { readonly request: NonNullable<AiActionCall['request']> };

/** What was sent, with names in place of secrets. */
export function SentRequest({ request: { method, url, headers, body } }: SentRequestProps) {
  const { t } = useTranslation('actions');
  const lines = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  const code = [...lines, ...(body === null ? [] : ['', readable(body)])].join('\n');
  return <CodeBlock label={t('sent')} copyLabel={t('copyOf', { what: t('sent') })} code={code} />;
}

/** JSON with line breaks, so that it can be read; all else as it came. */
export function readable(body: unknown): string {
  if (typeof body !== 'string') return JSON.stringify(body, null, 2);
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // It was no JSON, or was cut.
    return body;
  }
}
