import type { WidgetConfig } from '@parley/protocol/api';
import { quietly } from '../loader/warn.ts';
import { bare } from './bare.ts';
import { icon, make } from './host-element.ts';
import type { Rarely } from './rarely.ts';
import type { Memory } from './remembered.ts';
import { welcomePopup } from './welcome-popup.ts';
import { isRightToLeft, type LauncherWords } from './words.ts';

const BUBBLE = 'M21 12a8.5 8.5 0 0 1-12.6 7.4L3 21l1.6-5.4A8.5 8.5 0 1 1 21 12Z';
const SEND = 'M5 12h14m-6-6 6 6-6 6';

export type LauncherInput = {
  readonly config: WidgetConfig;
  readonly style: 'classic' | 'input' | 'small';
  readonly words: LauncherWords;
  readonly language: string;
  readonly memory: Memory;
  open(): void;
  /** The visitor comes near: what opening needs can be fetched. */
  near(): void;
  /** What few launchers need. */
  rarely(): Promise<Rarely>;
};

export type Launcher = {
  readonly element: HTMLElement;
  readonly button: HTMLElement;
  setOpen(isOpen: boolean): void;
  setShown(isShown: boolean): void;
  setUnread(count: number): void;
  dismissPopup(): void;
};

/** The button that opens the chat, and the message beside it. */
export function createLauncher(input: LauncherInput): Launcher {
  const { config, words, language } = input;
  const button = launcherButton(input);
  const badge = make('span', { class: 'n', hidden: '', 'aria-hidden': 'true' });
  button.appendChild(badge);
  const popup = welcomePopup(input);
  const dir = isRightToLeft(language) ? 'rtl' : 'ltr';
  const dock = make('div', { class: 'dock', lang: language }, ...(popup ? [popup] : []), button);
  for (const child of popup ? [popup, button] : [button]) child.dir = dir;
  // Few agents have one that can be moved: those that have fetch how.
  if (config.looks.is_draggable) {
    const isLeft = config.looks.corner === 'bottom-left';
    quietly(async () => (await input.rarely()).letDrag(dock, button, { memory: input.memory, isLeft }));
  }
  let isOpen = false;
  let isShown = true;
  const draw = (): void => {
    dock.hidden = isOpen || !isShown;
  };
  const name = button.getAttribute('aria-label') ?? words.open;
  return {
    element: dock,
    button,
    setOpen(next) {
      isOpen = next;
      button.setAttribute('aria-expanded', String(next));
      draw();
    },
    setShown(next) {
      isShown = next;
      draw();
    },
    setUnread(count) {
      badge.hidden = count === 0;
      badge.textContent = count > 99 ? '99+' : String(count);
      button.setAttribute('aria-label', count === 0 ? name : `${name}, ${count} ${words.unread}`);
    },
    dismissPopup: () => popup?.parentNode?.removeChild(popup),
  };
}

function launcherButton({ config, style, words, open, near }: LauncherInput): HTMLButtonElement {
  const { launcher_label: label, input_placeholder: placeholder, agent } = config;
  const attributes = { type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' };
  const wish = placeholder || words.ask;
  const parts = {
    small: () => [face(agent.avatar_url, BUBBLE), ...(label ? [make('span', { dir: 'auto' }, label)] : [])],
    input: () => [ask(wish)],
    classic: () => [
      make('span', { class: 'who' }, face(agent.avatar_url, BUBBLE), make('span', { dir: 'auto' }, agent.name)),
      ask(wish),
    ],
  }[style]();
  // What is read on it is part of its name, so that people who speak to their computer can call it.
  const said = style === 'small' ? label : style === 'input' ? wish : `${agent.name} ${wish}`;
  const name = said ? `${words.open}: ${said}` : words.open;
  const button = make('button', { ...attributes, class: `l ${style}${label ? ' text' : ''}`, 'aria-label': name });
  for (const part of parts) button.appendChild(part);
  button.addEventListener('click', open);
  for (const type of ['pointerenter', 'focus', 'touchstart'])
    button.addEventListener(type, near, bare({ passive: true }));
  return button;
}

const ask = (text: string): HTMLElement =>
  make('span', { class: 'ask' }, make('span', { dir: 'auto' }, text), icon(SEND));

/** The avatar; the drawing where there is none, or where the page's policy forbids its address. */
function face(url: string | null, path: string): Node {
  if (!url) return icon(path);
  const image = make('img', { src: url, alt: '', decoding: 'async' });
  image.addEventListener('error', () => image.parentNode?.replaceChild(icon(path), image));
  return image;
}
