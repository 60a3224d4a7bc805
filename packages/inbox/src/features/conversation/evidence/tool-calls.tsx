import type { InboxInsights } from '@parley/protocol/api';
import { CircleX, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';
import { valueInWords } from '../../../ui/key-values.tsx';

/** The actions that the agent called, with what it gave and got where that is kept. */
export function ToolCalls({ tools }: { readonly tools: InboxInsights['tools'] }) {
  const { t, i18n } = useTranslation('conversation');
  if (tools.length === 0) return null;
  const ms = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('tools')}</h3>
      <ol className="flex flex-col gap-2">
        {tools.map((tool, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the calls of a turn never change places
          <li key={at} className="flex flex-col gap-2 rounded-md border border-line p-3">
            <p className="flex flex-wrap items-center gap-2">
              <Wrench aria-hidden className="size-4 text-soft" />
              <span className="font-medium font-mono">{tool.name}</span>
              <span className="text-soft text-xs tabular-nums">{ms.format(tool.latency_ms)}</span>
              {tool.failed && (
                <Badge tone="bad" icon={CircleX}>
                  {t('toolFailed')}
                </Badge>
              )}
            </p>
            <Told label={t('arguments')} value={tool.arguments} />
            <Told label={t('result')} value={tool.result} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Told({ label, value }: { readonly label: string; readonly value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <details>
      <summary className="text-soft text-sm">{label}</summary>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        dir="ltr"
        className="mt-1 max-h-60 overflow-auto whitespace-pre-wrap break-words rounded-md bg-canvas p-2 font-mono text-xs"
      >
        {valueInWords(value)}
      </pre>
    </details>
  );
}
