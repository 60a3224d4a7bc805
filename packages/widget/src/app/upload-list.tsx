import { addressOf } from './file-view.tsx';
import { Icon, IconButton } from './icon.tsx';
import { useLateUi } from './ui.ts';
import type { Upload } from './use-uploads.ts';

export type UploadListProps = { readonly uploads: readonly Upload[]; readonly onRemove: (key: number) => void };

/** The files that go with the next message. */
export function UploadList(props: UploadListProps) {
  const { t } = useLateUi();
  return (
    <ul class="uploads">
      {props.uploads.map((upload) => (
        <li key={upload.key} aria-busy={upload.attachment === null}>
          <Thumbnail upload={upload} />
          <bdi>{upload.name}</bdi>
          {upload.attachment === null && (
            <progress
              max={1}
              value={upload.share}
              aria-label={t('uploading', { name: upload.name, percent: Math.round(upload.share * 100) })}
            />
          )}
          <IconButton
            icon="close"
            label={t('remove', { name: upload.name })}
            onClick={() => props.onRemove(upload.key)}
          />
        </li>
      ))}
    </ul>
  );
}

/** From our server, once it is there: a site's rules may forbid pictures from memory (`blob:`). */
function Thumbnail({ upload }: { readonly upload: Upload }) {
  const { host } = useLateUi();
  const { attachment } = upload;
  const address = attachment?.content_type.startsWith('image/') ? addressOf(attachment, host) : null;
  return address === null ? <Icon name="file" /> : <img src={address} alt="" />;
}
