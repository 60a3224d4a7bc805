import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSame } from '../../../form/draft.ts';
import { LeaveGuard } from '../../../form/leave-guard.tsx';
import { useMay } from '../../../session/inbox-session.tsx';
import { isConflict, problemOf } from '../../../session/problem-of.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';
import { tell } from '../../../ui/toast.tsx';
import type { OpenArticle } from '../article-query.ts';
import { ArticleFields } from './article-fields.tsx';
import { overVersion, typedOver } from './typed-text.ts';
import { type ArticleText, textOf, type useArticle } from './use-article.ts';

type Actions = ReturnType<typeof useArticle>;
type EditedArticleProps = {
  readonly opened: OpenArticle;
  readonly actions: Actions;
  readonly onGone: () => void;
};

/** An article that people write: changes are kept as a draft, and the agent answers from them once they are published. */
export function EditedArticle({ opened, actions, onGone }: EditedArticleProps) {
  const { t } = useTranslation('knowledge');
  const mayManage = useMay('agents.manage');
  const { article, draft } = opened;
  const before = textOf(opened);
  const version = opened.draftVersion ?? `published ${article.version}`;
  const [typed, setTyped] = useState(() => typedOver(version, before));
  // While it is shown, and not after: what is stored and what is typed over it belong together.
  const now = overVersion(typed, version, before);
  if (now !== typed) setTyped(now);
  const { text } = now;
  const isChanged = !isSame(text, before);
  const error = actions.saveDraft.error ?? actions.publish.error ?? actions.discard.error;
  return (
    <Card>
      <LeaveGuard isDirty={isChanged} />
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={article.state === 'ready' ? 'good' : 'neutral'}>{t(`states.${article.state}`)}</Badge>
        {article.version !== null && <span className="text-soft">{t('version', { number: article.version })}</span>}
        {draft && article.state === 'ready' && <Badge tone="fair">{t('draftBy', { name: draft.author.name })}</Badge>}
      </div>
      {draft?.is_outdated && <Notice tone="fair">{t('outdated')}</Notice>}
      <ArticleFields
        text={text}
        replaced={now.replaced}
        isReadOnly={!mayManage}
        onChange={(next) => setTyped((others) => ({ ...others, text: next }))}
      />
      {error && (
        <Notice tone="bad" isNews>
          {problemOf(error)}
          {isConflict(error) && <Button onClick={() => void actions.readAgain()}>{t('readAgain')}</Button>}
        </Notice>
      )}
      {mayManage && (
        <Buttons
          {...{ text, isChanged, opened, actions, onGone }}
          onSend={() => setTyped((others) => ({ ...others, sent: others.text }))}
        />
      )}
    </Card>
  );
}

type ButtonsProps = EditedArticleProps & {
  readonly text: ArticleText;
  readonly isChanged: boolean;
  /** The text is being sent. */
  readonly onSend: () => void;
};

function Buttons({ text, isChanged, opened: { article, draft }, actions, onGone, onSend }: ButtonsProps) {
  const { t } = useTranslation('knowledge');
  const [asked, setAsked] = useState<'delete' | 'discard' | null>(null);
  const { saveDraft, publish, discard, remove } = actions;
  const isEmpty = text.content.trim() === '';
  const isPublished = article.state === 'ready' && !draft && !isChanged;
  const close = (): void => setAsked(null);
  const send = (by: typeof saveDraft | typeof publish, done: string): void => {
    onSend();
    by.mutate(text, { onSuccess: () => tell(t(done)) });
  };
  return (
    <div className="flex flex-wrap justify-end gap-2 border-line border-t pt-4">
      <Button kind="plain" className="me-auto text-bad" onClick={() => setAsked('delete')}>
        {t('delete')}
      </Button>
      {draft && <Button onClick={() => setAsked('discard')}>{t('discard')}</Button>}
      <Button
        disabled={!isChanged || isEmpty}
        isBusy={saveDraft.isPending}
        onClick={() => send(saveDraft, 'draftSaved')}
      >
        {t('saveDraft')}
      </Button>
      <Button
        kind="primary"
        disabled={isPublished || isEmpty}
        isBusy={publish.isPending}
        onClick={() => send(publish, 'published')}
      >
        {t('publish')}
      </Button>
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('deleteTitle')}
          text={t('deleteText')}
          action={t('delete')}
          isBusy={remove.isPending}
          onClose={close}
          onConfirm={() => remove.mutate(undefined, { onSuccess: onGone })}
        />
      )}
      {asked === 'discard' && (
        <ConfirmDialog
          title={t('discardTitle')}
          text={t('discardText')}
          action={t('discard')}
          isBusy={discard.isPending}
          onClose={close}
          onConfirm={() => discard.mutate(undefined, { onSettled: close })}
        />
      )}
    </div>
  );
}
