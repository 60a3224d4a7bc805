import { icon, make } from './host-element.ts';
import type { LauncherInput } from './launcher.ts';

const CROSS = 'M6 6l12 12M18 6 6 18';

/** The message beside the launcher; null where there is none, or this browser has answered or closed it. */
export function welcomePopup({ config, words, memory, open, near }: LauncherInput): HTMLElement | null {
  const { is_active: isActive, text } = config.popup;
  const key = `popup ${config.scenario_id}`;
  if (!isActive || text === '' || memory.read(key) === text) return null;
  const say = make('button', { type: 'button', class: 'say', dir: 'auto' }, text);
  const close = make('button', { type: 'button', class: 'x', 'aria-label': words.dismiss }, icon(CROSS));
  const popup = make('div', { class: 'pop' }, say, close);
  const dismiss = (): void => {
    // Another text is another message.
    memory.write(key, text);
    popup.parentNode?.removeChild(popup);
  };
  say.addEventListener('pointerenter', near);
  say.addEventListener('click', () => {
    dismiss();
    open();
  });
  close.addEventListener('click', dismiss);
  return popup;
}
