import { cx } from './class-names.ts';

type AvatarProps = {
  readonly name: string;
  readonly image?: string | null;
  readonly size?: 'small' | 'normal';
};

/** A person's picture, or their initials. The name stands beside it or in its label. */
export function Avatar({ name, image, size = 'normal' }: AvatarProps) {
  const shape = cx('grid shrink-0 place-items-center rounded-full', size === 'small' ? 'size-6 text-xs' : 'size-9');
  if (image) return <img src={image} alt="" className={cx(shape, 'object-cover')} />;
  return (
    <span aria-hidden className={cx(shape, 'bg-accent-tint font-semibold text-accent')}>
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('') || '?';
}
