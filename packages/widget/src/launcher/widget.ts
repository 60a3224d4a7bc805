import type { WidgetContext } from '../contract.ts';
import { quietly, setGuide } from '../loader/warn.ts';
import type { OpenHow, Widget, WidgetInput } from '../loader/widget.ts';
import { type AppHolder, holdApp } from './app-holder.ts';
import { cleanFetch } from './clean-globals.ts';
import { PHONE } from './full-screen.ts';
import { createShell, type Shell } from './host-element.ts';
import { watchPolicy } from './load-config.ts';
import { loadInLanguage, type Shown } from './load-in-language.ts';
import { hasBeenHere } from './memories.ts';
import { drawParts, type Parts } from './parts.ts';
import { findContainer, whenPlaced } from './place.ts';
import type { Rarely } from './rarely.ts';
import { askAgain } from './retry.ts';
import { warnOfIdentity } from './warn-of-refusal.ts';

/** All that changes while the widget is drawn. */
type Life = {
  readonly input: WidgetInput;
  readonly ends: (() => void)[];
  place: Element | null;
  parts: Parts | null;
  shown: Shown | null;
  fetch: typeof fetch | null;
  isOpen: boolean;
};

const BY_VISITOR: OpenHow = { takesFocus: true };

/** Shows an agent's chat in the page. Throws nothing: what goes wrong is told in the console. */
export function createWidget(input: WidgetInput, again: () => void): Widget {
  const { host, nonce, scenarioId, looks, kept, mode, modules, listeners } = input;
  setGuide(host);
  const ends = [watchPolicy(host)];
  const life: Life = { input, ends, place: null, parts: null, shown: null, fetch: null, isOpen: false };
  const shell = createShell(() => (life.place?.isConnected ? life.place : null), mode);
  const app = holdApp({
    waiting: kept.waiting,
    importApp: () => modules.importApp({ host, nonce, language: life.shown?.language ?? 'en' }),
    context: () => contextOf(life, shell, widget),
    ready: () => life.parts?.frame.ready(),
    failed(problem) {
      life.parts?.frame.failed();
      listeners.emit('error', problem);
    },
  });
  const widget = widgetOf(life, shell, app);
  const near = (): void => quietly(() => modules.prefetchApp(host, nonce));
  const rarely = async (): Promise<Rarely> => {
    await modules.prefetchNamed(host, nonce, 'rarely');
    return (await import('./rarely.ts')).RARELY;
  };
  const open = (): void => widget.open(BY_VISITOR);
  const begin = (place: Element): void => {
    life.place = place;
    shell.attach();
    const fetch = cleanFetch(shell.root, rarely);
    life.fetch = fetch;
    ends.push(
      askAgain({
        ask: () => loadInLanguage(input, fetch),
        refused: (problem) => listeners.emit('error', problem),
        found(shown) {
          if (mode === 'page' && isWriting()) return;
          life.shown = shown;
          life.parts = drawParts({ input, shell, ...shown, widget, open, near, rarely });
          life.parts.launcher?.setShown(kept.isShown);
          keepAttached(life, shell, again);
          listeners.emit('ready', { scenarioId });
          goOn({ life, parts: life.parts, app, widget });
        },
      }),
    );
  };
  ends.push(whenPlaced(mode, looks.container, begin));
  return widget;
}

function widgetOf(life: Life, shell: Shell, app: AppHolder): Widget {
  const { mode, kept, looks } = life.input;
  return {
    open(how) {
      kept.wish = how;
      if (life.parts && !life.isOpen) quietly(() => show({ life, shell, app }, how));
    },
    close() {
      kept.wish = null;
      if (life.parts && life.isOpen && mode === 'floating') quietly(() => hide({ life, shell, app }));
    },
    setShown: (isShown) => life.parts?.launcher?.setShown(isShown),
    setTheme(theme) {
      life.parts?.setTheme(theme);
      app.setTheme(theme);
    },
    heed: app.heed,
    isPlacedIn(container) {
      if (mode === 'page') return true;
      if (mode === 'floating' || !life.place) return container === looks.container;
      return shell.element.isConnected && findContainer(container) === life.place;
    },
    destroy() {
      // Whoever makes it anew opens it again, and leaves the focus where it is unless it was here.
      if (life.isOpen) kept.wish = { takesFocus: shell.root.activeElement !== null };
      for (const end of life.ends.splice(0)) quietly(end);
      app.destroy();
      quietly(() => life.parts?.frame.remove());
      if (mode === 'page') document.body.style.removeProperty('display');
      shell.remove();
    },
  };
}

type Drawn = { readonly life: Life; readonly shell: Shell; readonly app: AppHolder };

function show({ life, app }: Drawn, how: OpenHow): void {
  if (!life.parts) return;
  life.isOpen = true;
  const { frame, launcher, memories } = life.parts;
  frame.show();
  launcher?.setOpen(true);
  launcher?.dismissPopup();
  memories.tab.write('open', 'yes');
  if (how.takesFocus && !app.isThere()) frame.element.focus({ preventScroll: true });
  app.opened(how);
  life.input.listeners.emit('open');
}

function hide({ life, shell, app }: Drawn): void {
  if (!life.parts) return;
  life.isOpen = false;
  const { frame, launcher, memories } = life.parts;
  const hadFocus = shell.root.activeElement !== null;
  frame.hide();
  launcher?.setOpen(false);
  memories.tab.write('open', 'no');
  if (hadFocus && life.input.kept.isShown) launcher?.button.focus({ preventScroll: true });
  app.closed();
  life.input.listeners.emit('close');
}

function contextOf({ input, parts, shown, fetch: ownFetch }: Life, shell: Shell, widget: Widget): WidgetContext | null {
  if (!parts || !shown) return null;
  const { host, nonce, scenarioId, mode, kept, page, known, listeners, modules } = input;
  return {
    host,
    scenarioId,
    mode,
    config: parts.config,
    theme: kept.looks.theme,
    language: shown.language,
    locale: shown.locale,
    memory: kept.memory,
    mount: parts.frame.mount,
    shadow: shell.root,
    page,
    ...known,
    fetch: ownFetch ?? window.fetch.bind(window),
    prefetch: (name) => modules.prefetchNamed(host, nonce, name),
    emit(event, detail) {
      if (event === 'error') warnOfIdentity(detail);
      listeners.emit(event, detail);
    },
    requestClose: widget.close,
    requestOpen: () => widget.open(BY_VISITOR),
    showUnread: (count) => parts.launcher?.setUnread(count),
  };
}

type Begun = {
  readonly life: Life;
  readonly parts: Parts;
  readonly app: AppHolder;
  readonly widget: Widget;
};

/**
 * What follows from what was asked for, and from what this browser knows. Else the app comes when somebody comes near: a
 * page that nobody chats on pays nothing for it.
 */
function goOn({ life, parts: { memories, config }, app, widget }: Begun) {
  const { mode, host, scenarioId, kept } = life.input;
  if (mode !== 'floating') return widget.open({ takesFocus: mode === 'page' });
  const isNarrow = matchMedia(PHONE).matches;
  const before = memories.tab.read('open');
  const opensByItself = !isNarrow && (before === 'yes' || (config.opens_by_itself && before === null));
  if (kept.wish) widget.open(kept.wish);
  else if (opensByItself) widget.open({ takesFocus: false });
  else if (app.isAwaited() || hasBeenHere(host, scenarioId)) app.load();
}

/** Whoever has begun to write into the form of the chat page, before we came, goes on there. */
const isWriting = (): boolean => [...document.querySelectorAll('textarea')].some(({ value }) => value.trim() !== '');

/** The page may throw the element out with its own; then it comes back. */
function keepAttached(life: Life, shell: Shell, again: () => void): void {
  const { input, ends, place } = life;
  if (input.mode !== 'floating') return;
  const observer = new MutationObserver(() =>
    quietly(() => {
      if (document.documentElement === place) return shell.attach();
      // The next one has not been read yet.
      if (!document.documentElement) return;
      again();
    }),
  );
  observer.observe(document, { childList: true });
  if (place) observer.observe(place, { childList: true });
  ends.push(() => observer.disconnect());
}
