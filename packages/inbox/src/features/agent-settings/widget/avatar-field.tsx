import { type ChangeEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../../session/problem-of.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import type { useWidget } from './use-widget.ts';

type AvatarFieldProps = { readonly image: string | null; readonly avatar: ReturnType<typeof useWidget>['avatar'] };

/** The agent's picture. It is stored when it is chosen. */
export function AvatarField({ image, avatar }: AvatarFieldProps) {
  const { t } = useTranslation('widgetSettings');
  const id = useId();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const [file] = target.files ?? [];
    if (file) avatar.mutate(file);
    target.value = '';
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      {image && <Avatar name={t('avatar.label')} image={image} />}
      <label htmlFor={id} className="font-medium">
        {t('avatar.label')}
      </label>
      <input
        id={id}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        onChange={choose}
        className="max-w-72 text-soft file:me-3 file:rounded-md file:border file:border-edge file:bg-surface file:px-3 file:py-1.5 file:text-ink"
      />
      {image && (
        <Button kind="plain" isBusy={avatar.isPending} onClick={() => avatar.mutate(null)}>
          {t('avatar.remove')}
        </Button>
      )}
      {avatar.error && (
        <p role="alert" className="w-full text-bad text-sm">
          {problemOf(avatar.error)}
        </p>
      )}
    </div>
  );
}
