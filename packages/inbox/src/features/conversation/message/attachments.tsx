import { safeLink } from '@parley/protocol';
import type { Attachment } from '@parley/protocol/api';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ownAddress } from '../../../session/own-address.ts';
import { sizeInWords } from '../../../ui/size-in-words.ts';

/** The files of a message: pictures are shown, the rest is there to be opened. Other hosts are not asked for theirs. */
export function Attachments({ files }: { readonly files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="min-w-0">
          <FileView file={file} />
        </li>
      ))}
    </ul>
  );
}

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

function FileView({ file }: { readonly file: Attachment }) {
  const { t, i18n } = useTranslation('conversation');
  const own = ownAddress(file.url);
  const href = own ?? safeLink(file.url);
  const name = file.name === '' ? t('file') : file.name;
  if (own !== null && PICTURES.includes(file.content_type)) {
    return (
      <a href={own} target="_blank" rel="noopener noreferrer" className="block">
        <img
          src={own}
          alt={name}
          loading="lazy"
          className="h-40 max-w-full rounded-md border border-line object-contain"
        />
      </a>
    );
  }
  return (
    <a
      {...(href === null ? {} : { href, target: '_blank', rel: 'noopener noreferrer' })}
      className="flex max-w-64 items-center gap-2 rounded-md border border-line bg-surface px-3 py-2 text-ink no-underline hover:bg-hover"
    >
      <FileText aria-hidden className="size-4 shrink-0 text-soft" />
      <bdi className="min-w-0 truncate">{name}</bdi>
      {file.size !== null && (
        <span className="shrink-0 text-soft text-xs">{sizeInWords(file.size, i18n.language)}</span>
      )}
    </a>
  );
}
