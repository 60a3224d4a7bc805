import type { Article } from '@parley/protocol/api';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';
import { tell } from '../../../ui/toast.tsx';
import { TagsInput } from './tags-input.tsx';
import type { useArticle } from './use-article.ts';

type ImportedArticleProps = {
  readonly article: Article;
  readonly actions: ReturnType<typeof useArticle>;
  readonly onGone: () => void;
};

/** An article that was read from a page elsewhere: its text is that page's, only its tags and whether it is used are ours. */
export function ImportedArticle({ article, actions: { update, remove }, onGone }: ImportedArticleProps) {
  const { t } = useTranslation('knowledge');
  const mayManage = useMay('agents.manage');
  const [tags, setTags] = useState<readonly string[]>(article.tags);
  const [isDeleting, setIsDeleting] = useState(false);
  const next = article.state === 'ready' ? 'draft' : 'ready';
  const save = (): void => update.mutate({ tags: [...tags] }, { onSuccess: () => tell(t('tagsSaved')) });
  return (
    <Card title={article.title || t('untitled')}>
      <Notice>{t('importedText')}</Notice>
      {article.url && (
        <a href={article.url} target="_blank" rel="noreferrer" className="flex w-fit items-center gap-1">
          {article.url}
          <ExternalLink aria-hidden className="size-4" />
        </a>
      )}
      <TagsInput tags={tags} isReadOnly={!mayManage} onChange={setTags} />
      <div dir="auto" className="max-h-[30rem] overflow-y-auto rounded-md border border-line p-4">
        <Markdown text={article.content} />
      </div>
      {(update.error ?? remove.error) && <Notice tone="bad">{problemOf(update.error ?? remove.error)}</Notice>}
      {mayManage && (
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="plain" className="me-auto text-bad" onClick={() => setIsDeleting(true)}>
            {t('delete')}
          </Button>
          <Button onClick={() => update.mutate({ state: next })}>{t(`use.${next}`)}</Button>
          <Button kind="primary" isBusy={update.isPending} onClick={save}>
            {t('saveTags')}
          </Button>
        </div>
      )}
      {isDeleting && (
        <ConfirmDialog
          title={t('deleteTitle')}
          text={t('deleteText')}
          action={t('delete')}
          isBusy={remove.isPending}
          onClose={() => setIsDeleting(false)}
          onConfirm={() => remove.mutate(undefined, { onSuccess: onGone })}
        />
      )}
    </Card>
  );
}
