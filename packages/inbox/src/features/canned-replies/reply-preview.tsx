import { CANNED_VARIABLES, renderCannedReply } from '@parley/protocol';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { Notice } from '../../ui/notice.tsx';

type ReplyPreviewProps = {
  readonly body: string;
  /** Puts a variable, braces and all, at the end of the text. */
  readonly onInsert: (variable: string) => void;
};

/** What a visitor would read, the variables filled as in an example; and the variables there are. */
export function ReplyPreview({ body, onInsert }: ReplyPreviewProps) {
  const { t } = useTranslation('canned-replies');
  const { user } = useInbox().session;
  const { text, missing } = renderCannedReply(body, {
    visitorName: t('exampleVisitor'),
    operatorName: user.name,
    agentName: t('exampleAgent'),
    metadata: {},
  });
  return (
    <section aria-label={t('preview')} className="flex min-w-0 flex-col gap-3">
      <p aria-hidden className="font-medium">
        {t('preview')}
      </p>
      <div dir="auto" className="min-h-24 rounded-md bg-canvas p-3">
        {text.trim() === '' ? <p className="text-soft">{t('previewEmpty')}</p> : <Markdown text={text} />}
      </div>
      {missing.length > 0 && <Notice>{t('missing', { names: missing.join(', ') })}</Notice>}
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="text-soft text-sm">{t('variables')}</span>
        {CANNED_VARIABLES.map((name) => (
          <button
            key={name}
            type="button"
            dir="ltr"
            className="min-h-7 rounded-sm border border-edge bg-surface px-2 font-mono text-sm hover:bg-hover"
            onClick={() => onInsert(name.endsWith('.') ? `{{${name}…}}` : `{{${name}}}`)}
          >
            {name.endsWith('.') ? `${name}…` : name}
          </button>
        ))}
      </div>
    </section>
  );
}
