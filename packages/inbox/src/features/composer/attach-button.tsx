import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { sizeInWords } from '../../ui/size-in-words.ts';
import { FILE_ENDINGS, FILE_MAX_BYTES, FILES_MAX } from './file-limits.ts';

/** Chooses files; its tip says how many and how large they may be. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { t, i18n } = useTranslation('composer');
  const input = useRef<HTMLInputElement>(null);
  const limits = { count: FILES_MAX, size: sizeInWords(FILE_MAX_BYTES, i18n.language) };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={FILE_ENDINGS.join(',')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <IconButton
        icon={Paperclip}
        label={t('attach', limits)}
        onClick={() => input.current?.click()}
        className="size-8"
      />
    </>
  );
}
