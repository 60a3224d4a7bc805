import { textOn } from '@parley/protocol';

type TagChipProps = { readonly name: string; readonly color: string | null };

/** A tag in the colour that the team gave it; grey without one. */
export function TagChip({ name, color }: TagChipProps) {
  return (
    <span
      dir="auto"
      className="inline-block max-w-32 truncate rounded-sm bg-hover px-1.5 py-px text-ink text-xs"
      {...(color ? { style: { backgroundColor: color, color: textOn(color) } } : {})}
    >
      {name}
    </span>
  );
}
