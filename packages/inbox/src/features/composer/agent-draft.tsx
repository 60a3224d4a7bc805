import { Sparkles, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { SourcePlace } from '../../ui/source-chips.tsx';
import { SourceChips } from '../../ui/source-chips.tsx';
import type { AgentDraft } from './use-agent-draft.ts';

/** Asks the agent for a draft. */
export function AgentDraftButton({ agent }: { readonly agent: AgentDraft }) {
  const { t } = useTranslation('composer');
  const isWriting = agent.state.is === 'writing';
  return (
    <button
      type="button"
      disabled={isWriting}
      aria-busy={isWriting}
      title={t('draft')}
      onClick={() => void agent.ask()}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-soft text-sm hover:bg-hover hover:text-ink disabled:opacity-60"
    >
      <Sparkles aria-hidden className="size-4 shrink-0" />
      <span className="@max-lg:sr-only">{t(isWriting ? 'drafting' : 'draft')}</span>
    </button>
  );
}

type NoticeProps = { readonly agent: AgentDraft; readonly onSource: (place: SourcePlace) => void };

/** What the draft rests on; or, honestly, that there is none. */
export function AgentDraftNotice({ agent, onSource }: NoticeProps) {
  const { t } = useTranslation('composer');
  const { state } = agent;
  if (state.is === 'none' || state.is === 'writing') return null;
  return (
    <div className="flex items-start gap-1 pb-1.5">
      <div className="min-w-0 flex-1">
        <Notice tone={state.is === 'written' ? 'neutral' : state.is === 'unknown' ? 'fair' : 'bad'} isNews>
          <p>
            {state.is === 'failed'
              ? state.problem
              : t(draftWords(state.is, state.is === 'written' && state.sources.length > 0))}
          </p>
          {state.is === 'written' && (
            <div className="pt-1.5">
              <SourceChips label={t('draftSources')} sources={state.sources} onOpen={onSource} />
            </div>
          )}
        </Notice>
      </div>
      <IconButton icon={X} label={t('dismiss')} onClick={agent.dismiss} />
    </div>
  );
}

const draftWords = (is: 'written' | 'unknown', hasSources: boolean) =>
  is === 'unknown' ? 'draftUnknown' : hasSources ? 'draftWritten' : 'draftWithoutSources';
