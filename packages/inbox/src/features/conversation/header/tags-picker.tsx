import { LIMITS } from '@parley/protocol';
import type { ConversationTag } from '@parley/protocol/api';
import { useQueryClient } from '@tanstack/react-query';
import { Plus, Tag } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { looksTagged } from '../../../conversation-state/looks.ts';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { tagsQuery, useTags } from '../../../session/tags.ts';
import { CheckField, TextField } from '../../../ui/field.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { TagChip } from '../../../ui/tag-chip.tsx';
import { tellProblem } from '../../../ui/toast.tsx';
import { ChipButton } from './chip-button.tsx';

/** The tags of the conversation, and picking others. */
export function TagsPicker() {
  const { t } = useTranslation('conversation');
  const { data } = useOpen();
  const tags = useTags();
  const mayManage = useMay('conversations.manage');
  const worn = tags.filter(({ id }) => data.view.tagIds.includes(id));
  return (
    <>
      {mayManage && (
        <Popover
          label={t('tags')}
          trigger={
            <ChipButton icon={Tag} label={t('tags')}>
              {worn.length === 0 ? t('tags') : t('tagCount', { count: worn.length })}
            </ChipButton>
          }
        >
          <TagChoice tags={tags} />
        </Popover>
      )}
      {worn.map(({ id, name, color }) => (
        <TagChip key={id} name={name} color={color} />
      ))}
    </>
  );
}

function TagChoice({ tags }: { readonly tags: readonly ConversationTag[] }) {
  const { t } = useTranslation('conversation');
  const { client } = useInbox();
  const { data, make } = useOpen();
  const [wanted, setWanted] = useState('');
  const { tagIds } = data.view;
  const latest = useRef(tagIds);
  latest.current = tagIds;
  const found = tags.filter(({ name }) => name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()));
  const wear = (tag_ids: string[]): void => {
    void make({
      look: looksTagged(tag_ids),
      run: (headers) => client.call('set-conversation-tags', { params: { id: data.id }, headers, body: { tag_ids } }),
    });
  };
  const toggle = (id: string): void =>
    wear(tagIds.includes(id) ? tagIds.filter((each) => each !== id) : [...tagIds, id]);
  const isFull = tagIds.length >= LIMITS.conversationTags;
  return (
    <>
      <TextField
        label={t('searchTags')}
        isLabelHidden
        placeholder={t('searchTags')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && first && wanted.trim() !== '') toggle(first.id);
        }}
      />
      <ul className="flex max-h-64 flex-col gap-1 overflow-y-auto p-0.5">
        {found.map(({ id, name, color }) => {
          const isOn = tagIds.includes(id);
          return (
            <li key={id}>
              <CheckField
                label={<TagChip name={name} color={color} />}
                isOn={isOn}
                isDisabled={isFull && !isOn}
                onChange={() => toggle(id)}
              />
            </li>
          );
        })}
      </ul>
      {found.length === 0 && wanted.trim() === '' && <p className="text-soft">{t('noTags')}</p>}
      <NewTag
        name={wanted.trim()}
        isKnown={tags.some(({ name }) => name.toLocaleLowerCase() === wanted.trim().toLocaleLowerCase())}
        onMade={({ id }) => {
          setWanted('');
          // While it was made, somebody may have picked others.
          wear([...latest.current, id]);
        }}
      />
    </>
  );
}

type NewTagProps = {
  readonly name: string;
  readonly isKnown: boolean;
  readonly onMade: (tag: ConversationTag) => void;
};

/** Adds what was searched for to the palette, for those who may. */
function NewTag({ name, isKnown, onMade }: NewTagProps) {
  const { t } = useTranslation('conversation');
  const { client } = useInbox();
  const queries = useQueryClient();
  const mayMake = useMay('tags.manage');
  if (name === '' || isKnown) return null;
  if (!mayMake) return <p className="text-soft">{t('noSuchTag')}</p>;
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const tag = await client.call('create-tag', { body: { name } });
      await queries.invalidateQueries({ queryKey: tagsQuery(client.workspaceId).queryKey });
      onMade(tag);
    } catch (error) {
      tellProblem(problemOf(error));
    }
  };
  return (
    <form onSubmit={(event) => void add(event)}>
      <button type="submit" className="flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-start hover:bg-hover">
        <Plus aria-hidden className="size-4 shrink-0 text-soft" />
        <span className="min-w-0 break-words">{t('newTag', { name })}</span>
      </button>
    </form>
  );
}
