import { CircleAlert, FileText, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptFile } from './kept-locally.ts';
import type { Upload } from './use-uploads.ts';

type FileListProps = {
  readonly files: readonly KeptFile[];
  readonly uploads: readonly Upload[];
  readonly onRemoveFile: (id: string) => void;
  readonly onRemoveUpload: (key: number) => void;
};

/** The files of a reply: there, on their way, or not taken, and why. */
export function FileList({ files, uploads, onRemoveFile, onRemoveUpload }: FileListProps) {
  const { t } = useTranslation('composer');
  if (files.length + uploads.length === 0) return null;
  return (
    <ul aria-label={t('files')} className="flex flex-wrap gap-2 border-line border-t p-2">
      {files.map(({ id, name }) => (
        <Item key={id} name={name} onRemove={() => onRemoveFile(id)}>
          <FileText aria-hidden className="size-4 shrink-0 text-soft" />
        </Item>
      ))}
      {uploads.map(({ key, name, share, problem }) => (
        <Item key={key} name={name} problem={problem} onRemove={() => onRemoveUpload(key)}>
          {problem === null ? (
            <progress aria-label={t('uploading', { name })} value={share} className="h-1.5 w-12 accent-(--accent)" />
          ) : (
            <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
          )}
        </Item>
      ))}
    </ul>
  );
}

type ItemProps = {
  readonly name: string;
  readonly problem?: string | null;
  readonly onRemove: () => void;
  readonly children: ReactNode;
};

function Item({ name, problem = null, onRemove, children }: ItemProps) {
  const { t } = useTranslation('composer');
  return (
    <li className="flex max-w-full items-center gap-2 rounded-md border border-line bg-canvas ps-2">
      {children}
      <span className="min-w-0 py-1">
        <bdi className="block truncate">{name}</bdi>
        {problem && (
          <span role="alert" className="block text-bad text-xs">
            {problem}
          </span>
        )}
      </span>
      <button
        type="button"
        aria-label={t('removeFile', { name })}
        onClick={onRemove}
        className="grid size-8 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </li>
  );
}
