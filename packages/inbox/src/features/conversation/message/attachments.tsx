import { safeLink } from '@parley/protocol';
import type { Attachment } from '@parley/protocol/api';
import { FileText, FileX2 } from 'lucide-react';
import { useState } from 'react';
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
          {file.unavailable ? <MissingFile file={file} why={file.unavailable} /> : <FileView file={file} />}
        </li>
      ))}
    </ul>
  );
}

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

function FileView({ file }: { readonly file: Attachment }) {
  const { t, i18n } = useTranslation('conversation');
  // One that is not there yet: once it is, the file is another value.
  const [broken, setBroken] = useState<Attachment | null>(null);
  const own = ownAddress(file.url);
  const href = own ?? safeLink(file.url);
  const name = file.name === '' ? t('file') : file.name;
  if (own !== null && PICTURES.includes(file.content_type) && broken !== file) {
    return (
      <a href={own} target="_blank" rel="noopener noreferrer" className="block">
        <img
          src={own}
          alt={name}
          loading="lazy"
          onError={() => setBroken(file)}
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
      {file.size !== null && file.size > 0 && (
        <span className="shrink-0 text-soft text-xs">{sizeInWords(file.size, i18n.language)}</span>
      )}
    </a>
  );
}

type MissingFileProps = { readonly file: Attachment; readonly why: NonNullable<Attachment['unavailable']> };

/** A file that the visitor has sent, and why it is not here. */
function MissingFile({ file, why }: MissingFileProps) {
  const { t } = useTranslation('conversation');
  return (
    <div className="flex max-w-72 items-start gap-2 rounded-md border border-edge border-dashed px-3 py-2 text-soft">
      <FileX2 aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 text-sm">
        <span className="block truncate font-medium text-ink">
          <bdi>{file.name === '' ? t('file') : file.name}</bdi>
        </span>
        {t(`missingFile.${why}`)}
      </p>
    </div>
  );
}
