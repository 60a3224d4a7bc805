import type { PreviewReply, SourceItem } from '@parley/protocol/api';
import { RotateCcw, SendHorizontal } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../session/inbox-session.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { SourceChips } from '../../../ui/source-chips.tsx';
import type { AgentValues } from '../setting-fields.ts';
import type { PreviewLine } from './preview-lines.ts';
import { usePreview } from './use-preview.ts';

type PreviewProps = {
  readonly agentId: string;
  /** What the form says and nobody has saved: the agent already answers so here. */
  readonly changes: Partial<AgentValues>;
};

/** A chat with the real agent, beside what is being set. */
export function Preview({ agentId, changes }: PreviewProps) {
  const { t } = useTranslation('agentSettings');
  const mayTry = useMay('agents.manage');
  const { lines, isBusy, ask, begin } = usePreview(agentId, changes);
  if (!mayTry) return null;
  const isUnsaved = Object.keys(changes).length > 0;
  return (
    <section
      aria-label={t('preview.title')}
      className="sticky top-4 flex h-[36rem] max-h-[calc(100dvh-6rem)] flex-col self-start rounded-lg border border-line bg-surface"
    >
      <div className="flex items-center gap-2 border-line border-b ps-4 pe-2 py-1">
        <h2 className="min-w-0 flex-1 font-semibold">{t('preview.title')}</h2>
        <IconButton icon={RotateCcw} label={t('preview.begin')} onClick={begin} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto p-4" aria-live="polite">
        <ol className="flex flex-col gap-3">
          {lines.length === 0 && <li className="text-center text-soft">{t('preview.empty')}</li>}
          {lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added
            <Line key={place} line={line} />
          ))}
        </ol>
      </div>
      {isUnsaved && <p className="px-4 pb-1 text-soft text-sm">{t('preview.unsaved')}</p>}
      <Ask isBusy={isBusy} onAsk={(text) => void ask(text)} />
    </section>
  );
}

/** What stands there while there are no words. */
const SILENT = { writing: 'writing', done: 'silent', dropped: 'dropped' } as const;

function Line({ line }: { readonly line: PreviewLine }) {
  const { t } = useTranslation('agentSettings');
  const [opened, setOpened] = useState<SourceItem | null>(null);
  if (line.by === 'visitor') {
    return (
      <li dir="auto" className="max-w-[85%] self-end whitespace-pre-wrap rounded-lg bg-accent-tint px-3 py-2">
        {line.text}
      </li>
    );
  }
  const { text, state, reply, problem } = line;
  return (
    <li className="flex max-w-[95%] flex-col gap-2 self-start rounded-lg bg-hover px-3 py-2">
      {text === '' && state !== 'failed' && <span className="text-soft">{t(`preview.${SILENT[state]}`)}</span>}
      {text !== '' && <Markdown text={text} />}
      {problem && <span className="text-bad">{problem}</span>}
      {reply && (
        <SourceChips
          label={t('preview.sources')}
          sources={reply.sources}
          onOpen={(place) => setOpened(quoted(reply, place.article_id, place.article_version))}
        />
      )}
      <Dialog isOpen={opened !== null} onClose={() => setOpened(null)} title={opened?.title ?? ''}>
        <blockquote dir="auto" className="border-accent border-s-2 ps-3">
          {opened?.quote}
        </blockquote>
      </Dialog>
    </li>
  );
}

const quoted = ({ sources }: PreviewReply, articleId: string, version: number): SourceItem | null =>
  sources.find(({ article_id: id, article_version: of }) => id === articleId && of === version) ?? null;

function Ask({ isBusy, onAsk }: { readonly isBusy: boolean; readonly onAsk: (text: string) => void }) {
  const { t } = useTranslation('agentSettings');
  const [text, setText] = useState('');
  const send = (): void => {
    if (isBusy || text.trim() === '') return;
    onAsk(text.trim());
    setText('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-1 border-line border-t p-2">
      <textarea
        dir="auto"
        rows={2}
        aria-label={t('preview.ask')}
        placeholder={t('preview.ask')}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={hear}
        className="min-w-0 flex-1 resize-none rounded-md border border-edge bg-surface px-3 py-2"
      />
      <IconButton
        icon={SendHorizontal}
        label={t('preview.send')}
        type="submit"
        disabled={isBusy || text.trim() === ''}
      />
    </form>
  );
}
