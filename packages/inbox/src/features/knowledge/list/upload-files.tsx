import { useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { type ChangeEvent, type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { cx } from '../../../ui/class-names.ts';
import { articlesKey } from '../article-query.ts';

const TYPES = '.md,.markdown,.txt,.html,.htm,.pdf,.docx,.csv';
const MAX_BYTES = 20 * 1024 * 1024;

type Upload = {
  readonly name: string;
  readonly state: 'waiting' | 'reading' | 'done' | 'failed';
  readonly text: string;
};

/** Files that become articles: chosen or dropped, read one after the other, each with what came of it. */
export function UploadFiles({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('knowledge');
  const id = useId();
  const { uploads, add } = useUploads(agentId);
  const [isOver, setIsOver] = useState(false);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    add([...(target.files ?? [])]);
    target.value = '';
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    add([...event.dataTransfer.files]);
  };
  return (
    <section
      aria-label={t('upload.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={cx('rounded-lg border border-dashed p-4', isOver ? 'border-accent bg-accent-tint' : 'border-edge')}
    >
      <label htmlFor={id} className="flex cursor-pointer flex-wrap items-center gap-2 font-medium text-accent">
        <FileUp aria-hidden className="size-5" />
        {t('upload.choose')}
        <span className="font-normal text-soft">{t('upload.kinds')}</span>
      </label>
      <input id={id} type="file" multiple accept={TYPES} onChange={choose} className="sr-only" />
      {uploads.length > 0 && (
        <ul aria-live="polite" className="mt-3 flex flex-col gap-1">
          {uploads.map(({ name, state, text }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: files are only ever added, and two may have one name
            <li key={place} className={cx('flex gap-2', state === 'failed' && 'text-bad')}>
              <bdi className="truncate font-medium">{name}</bdi>
              <span className="shrink-0">{text || t(`upload.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useUploads(agentId: string) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const add = async (files: readonly File[]): Promise<void> => {
    const first = uploads.length;
    const set = (place: number, part: Omit<Upload, 'name'>): void =>
      setUploads((before) => before.map((upload, at) => (at === first + place ? { ...upload, ...part } : upload)));
    setUploads((before) => [...before, ...files.map(({ name }) => ({ name, state: 'waiting', text: '' }) as const)]);
    for (const [place, file] of files.entries()) {
      if (file.size > MAX_BYTES) {
        set(place, { state: 'failed', text: t('upload.tooLarge') });
        continue;
      }
      set(place, { state: 'reading', text: '' });
      const form = new FormData();
      form.append('file', file, file.name);
      try {
        const { count } = await client.agent(agentId)('upload-file', { body: form });
        set(place, { state: 'done', text: t('upload.made', { count }) });
      } catch (error) {
        set(place, { state: 'failed', text: problemOf(error) });
      }
    }
    await queries.invalidateQueries({ queryKey: articlesKey(client, agentId) });
  };
  return { uploads, add: (files: readonly File[]) => void add(files) };
}
