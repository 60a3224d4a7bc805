import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';
import { Notice } from './notice.tsx';

type SecretOnceProps = {
  /** What it is: `API key`. */
  readonly label: string;
  readonly secret: string;
  /** Instead of the sentence that it is not shown again. */
  readonly hint?: string;
};

/** Something that is shown this once, to be copied. */
export function SecretOnce({ label, secret, hint }: SecretOnceProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium">{label}</p>
      <div className="flex flex-wrap items-center gap-2">
        <code dir="ltr" className="min-w-0 flex-1 break-all rounded-md bg-canvas px-3 py-2 font-mono select-all">
          {secret}
        </code>
        <CopyButton text={secret} label={t('copy')} />
      </div>
      <Notice tone="fair">{hint ?? t('shownOnce')}</Notice>
    </div>
  );
}
