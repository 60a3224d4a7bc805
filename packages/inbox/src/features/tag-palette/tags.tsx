import type { ConversationTag } from '@parley/protocol/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Pencil, Plus, Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { tagsQuery } from '../../session/tags.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { TagChip } from '../../ui/tag-chip.tsx';
import { DeleteTagDialog } from './delete-tag-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';

/** The palette from which conversations are tagged. */
export function TagsScreen() {
  const { t } = useTranslation('tags');
  const { client } = useInbox();
  const mayManage = useMay('tags.manage');
  const { data: tags } = useSuspenseQuery({ ...tagsQuery(client.workspaceId), staleTime: 0 });
  const [edited, setEdited] = useState<ConversationTag | 'new' | null>(null);
  const create = mayManage && (
    <Button kind="primary" icon={Plus} onClick={() => setEdited('new')}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={tags.length > 0 && create}>
      <Card>
        {tags.length === 0 ? (
          <Empty icon={Tag} title={t('none')} text={t('noneText')}>
            {create}
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {tags.map((tag) => (
              <TagRow key={tag.id} tag={tag} mayManage={mayManage} onEdit={() => setEdited(tag)} />
            ))}
          </ul>
        )}
      </Card>
      {edited && <TagDialog tag={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

type TagRowProps = { readonly tag: ConversationTag; readonly mayManage: boolean; readonly onEdit: () => void };

function TagRow({ tag, mayManage, onEdit }: TagRowProps) {
  const { t } = useTranslation('tags');
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <li className="flex min-h-12 items-center gap-2 py-1.5">
      <div className="flex min-w-0 flex-1">
        <TagChip name={tag.name} color={tag.color} />
      </div>
      {mayManage && (
        <>
          <IconButton icon={Pencil} label={t('edit', { name: tag.name })} onClick={onEdit} />
          <IconButton icon={Trash2} label={t('delete', { name: tag.name })} onClick={() => setIsDeleting(true)} />
        </>
      )}
      {isDeleting && <DeleteTagDialog tag={tag} onClose={() => setIsDeleting(false)} />}
    </li>
  );
}
