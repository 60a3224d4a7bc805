import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';

type MissingNoticeProps = { readonly text: string; readonly missing: readonly string[] };

/** Says what a canned reply could not fill in, for as long as it stands in the text. */
export function MissingNotice({ text, missing }: MissingNoticeProps) {
  const { t } = useTranslation('composer');
  const left = missing.filter((name) => text.includes(`{{${name}`));
  if (left.length === 0) return null;
  return (
    <div className="pb-1.5">
      <Notice tone="fair" isNews>
        {t('missing', { names: left.join(', ') })}
      </Notice>
    </div>
  );
}
