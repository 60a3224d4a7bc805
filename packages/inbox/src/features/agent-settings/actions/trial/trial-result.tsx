import type { AiActionTest } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../../../ui/code-block.tsx';
import { OutcomeBadge } from '../outcome-badge.tsx';
import { readable, SentRequest } from '../sent-request.tsx';

/** What a test has shown: what was sent, what came back, what the model would see and what would be kept. */
export function TrialResult({ result }: { readonly result: AiActionTest }) {
  const { t } = useTranslation('actions');
  const { outcome, message, request, response_status: status, latency_ms: latency, curl } = result;
  const isFiltered = readable(result.filtered_body) !== readable(result.response_body);
  const block = (name: string, code: string) => (
    <CodeBlock label={t(name)} copyLabel={t('copyOf', { what: t(name) })} code={code} />
  );
  return (
    <div className="flex flex-col gap-3 border-line border-t pt-4">
      <p className="flex flex-wrap items-center gap-2">
        <OutcomeBadge outcome={outcome} />
        {status !== null && <span>{t('status', { status })}</span>}
        {latency !== null && <span className="text-soft">{t('ms', { ms: latency })}</span>}
      </p>
      {message !== null && <p className="break-words">{message}</p>}
      {result.response_body !== null && block('responseBody', readable(result.response_body))}
      {result.response_body !== null &&
        (isFiltered ? block('filteredBody', readable(result.filtered_body)) : <p>{t('unfiltered')}</p>)}
      {Object.keys(result.saved).length > 0 && block('wouldSave', readable(result.saved))}
      <Unsaved sentences={result.not_saved} />
      {request && <SentRequest request={request} />}
      {curl !== null && block('curl', curl)}
    </div>
  );
}

/** What was not kept, and why. */
export function Unsaved({ sentences }: { readonly sentences: readonly string[] }) {
  const { t } = useTranslation('actions');
  if (sentences.length === 0) return null;
  return (
    <div>
      <p className="font-medium">{t('notSaved')}</p>
      <ul className="list-disc ps-5">
        {sentences.map((sentence) => (
          <li key={sentence} className="break-words">
            {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
