import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import type { EntryPoint } from './entry-point.ts';

const DOWNLOADS = [
  { format: 'svg', query: 'format=svg', label: 'SVG' },
  { format: 'png', query: 'format=png&size=1024', label: 'PNG' },
] as const;

/** The code as a picture, and files of it for print. */
export function QrPicture({ entry }: { readonly entry: EntryPoint }) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const image = (query: string): string => client.address(`/v1/qr-codes/${entry.id}/image?${query}`);
  return (
    <figure className="flex shrink-0 flex-col items-center gap-3">
      <img
        src={image('format=svg&size=256')}
        alt={t('picture', { url: entry.url })}
        width={192}
        height={192}
        className="rounded-md border border-line"
      />
      <figcaption className="flex gap-3">
        {DOWNLOADS.map(({ format, query, label }) => (
          <a
            key={format}
            href={image(query)}
            download={`${fileName(entry)}.${format}`}
            aria-label={t('download', { format: label })}
            className="inline-flex min-h-9 items-center gap-1.5 font-medium"
          >
            <Download aria-hidden className="size-4" />
            {label}
          </a>
        ))}
      </figcaption>
    </figure>
  );
}

/** The name without what files must not be called. */
const fileName = ({ name, id }: EntryPoint): string =>
  name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80) || id;
