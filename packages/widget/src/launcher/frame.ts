import type { WidgetMode } from '../contract.ts';
import { followScreen } from './full-screen.ts';
import { make } from './host-element.ts';
import type { Rarely } from './rarely.ts';
import type { LauncherWords } from './words.ts';

export type Frame = {
  readonly element: HTMLElement;
  /** What the app draws into. */
  readonly mount: HTMLElement;
  show(): void;
  hide(): void;
  /** The app is there, or cannot be had. */
  ready(): void;
  failed(): void;
  remove(): void;
};

export type FrameInput = {
  readonly mode: WidgetMode;
  readonly name: string;
  readonly words: LauncherWords;
  close(): void;
  /** What only some screens need. */
  rarely(): Promise<Rarely>;
};

/** The window of the chat: there at once, before the app that fills it. */
export function createFrame({ mode, name, words, close, rarely }: FrameInput): Frame {
  const mount = make('div', { class: 'a' });
  const wait = make('div', { class: 'wait' });
  const role = mode === 'floating' ? { role: 'dialog', 'aria-busy': 'true' } : { role: 'region' };
  const element = make('div', { class: `f ${mode}`, 'aria-label': name, tabindex: '-1', ...role }, wait, mount);
  element.hidden = mode === 'floating';
  if (mode === 'floating') {
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    });
  }
  const end = (): void => {
    element.removeAttribute('aria-busy');
    wait.hidden = true;
  };
  const stopFitting = mode === 'floating' ? fitToScreen(element) : () => {};
  const screen = mode === 'floating' ? followScreen(element, rarely) : null;
  return {
    element,
    mount,
    show() {
      element.hidden = false;
      screen?.shown();
    },
    hide() {
      element.hidden = true;
    },
    ready: end,
    failed() {
      end();
      const button = make('button', { type: 'button' }, words.close);
      button.addEventListener('click', close);
      mount.textContent = '';
      mount.appendChild(make('div', { class: 'sorry', role: 'alert' }, make('p', {}, words.notLoaded), button));
    },
    remove() {
      stopFitting();
      screen?.end();
    },
  };
}

/** On a phone the window is as high as what the keyboard leaves. Gives what ends it. */
function fitToScreen(element: HTMLElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => {};
  const fit = (): void => {
    // A page that is zoomed by hand is to be zoomed: only the keyboard changes the size at scale 1.
    if (view.scale > 1.05) return;
    element.style.setProperty('--height', `${Math.round(view.height)}px`);
    element.style.setProperty('--top', `${Math.round(view.offsetTop)}px`);
  };
  view.addEventListener('resize', fit);
  view.addEventListener('scroll', fit);
  fit();
  return () => {
    view.removeEventListener('resize', fit);
    view.removeEventListener('scroll', fit);
  };
}
