/** `mod` is Ctrl, and Cmd on Apple's machines. Examples: `mod+k`, `shift+?`, `j`, `g c` (one after the other). */
export type Keys = string;

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** A key press as it is written in `Keys`, without what only changes the letter. */
export function pressOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): Keys {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const mod = event.ctrlKey || event.metaKey;
  return [mod ? 'mod' : null, event.altKey ? 'alt' : null, key].filter(Boolean).join('+');
}

/** Keys as they are printed on keyboards: `mod+k` → `Ctrl K`. */
export const keysInWords = (keys: Keys): string =>
  keys
    .split(/([+ ])/)
    .filter((part) => part !== '+' && part !== ' ')
    .map(
      (part) =>
        NAMES[part] ?? (part === 'mod' ? (isApple() ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : part),
    )
    .join(' ');

const NAMES: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  alt: 'Alt',
};

/** Whether letters belong to what has the focus and so are no commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
