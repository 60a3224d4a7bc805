import { safeLink } from '@parley/protocol';
import type { Attachment } from '@parley/protocol/api';
import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useLateUi } from './ui.ts';

/** A file of a message: a picture of an image, else its name. It opens in a tab of its own. */
export function FileView({ file }: { readonly file: Attachment }) {
  const { t, host } = useLateUi();
  const [isBroken, setBroken] = useState(false);
  const href = addressOf(file, host);
  if (href === null) return null;
  const isImage = file.content_type.startsWith('image/') && !isBroken;
  return (
    <a class={isImage ? 'picture' : 'file'} href={href} target="_blank" rel="noopener noreferrer">
      {isImage ? (
        <img src={href} alt={`${t('image')}: ${file.name}`} loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <>
          <Icon name="file" />
          <bdi>{file.name}</bdi>
        </>
      )}
      <span class="hidden"> ({t('opensTab')})</span>
    </a>
  );
}

/** Files lie with us, or where a channel has put them: only an address of the web is followed. */
export function addressOf(file: Attachment, host: string): string | null {
  const url = safeLink(file.url.startsWith('/') ? host + file.url : file.url);
  return url !== null && /^https?:/.test(url) ? url : null;
}
