import type { LateIcon } from './late-icons.ts';
import type { VoiceIcon } from './voice-icons.ts';

/** Paths of 24 × 24, drawn as lines. */
const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  back: 'M15 5l-7 7 7 7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M12 19V5M5.5 11.5L12 5l6.5 6.5',
  attach: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  up: 'M7 10.5v9M7 10.5l4-7.5a2.4 2.4 0 0 1 2.4 2.8l-.7 3.7h5.2a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H4.5v-9z',
  alert: 'M12 8v5M12 16.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
} as const;

export type IconName = keyof typeof PATHS | 'thumbDown' | LateIcon | VoiceIcon;

/** A thumb down is one up, turned by a rule. */
const known: Partial<Record<IconName, string>> = { ...PATHS, thumbDown: PATHS.up };

/** Adds the drawings that only late parts show, before these are drawn. */
export const addIcons = (paths: Partial<Record<LateIcon | VoiceIcon, string>>): void =>
  void Object.assign(known, paths);

/** A drawing beside words or in a button that has a label: nothing is read aloud for it. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={known[name]} />
  </svg>
);

/** A button that shows an icon only, and says what it does to all others. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly isPressed?: boolean;
  readonly isExpanded?: boolean;
  readonly hasMenu?: boolean;
  readonly kind?: string;
}) {
  return (
    <button
      type="button"
      class={`icon-button ${props.kind ?? ''}`}
      title={props.label}
      aria-label={props.label}
      aria-pressed={props.isPressed}
      aria-expanded={props.isExpanded}
      aria-haspopup={props.hasMenu ? 'menu' : undefined}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
