import type { AppCommand, WidgetEventName } from '../contract.ts';
import { APP_COMMANDS, addCall, isGood, isText } from './app-commands.ts';
import { type Asked, keptNothing } from './asked.ts';
import { init } from './init.ts';
import { createListeners, EVENT_NAMES, type Listeners } from './listeners.ts';
import type { OwnScript } from './own-script.ts';
import type { QueuedCall } from './queue.ts';
import { readLooks } from './read-options.ts';
import { quietly, warnOnce } from './warn.ts';

type Handler = (detail: unknown) => unknown;
type Verb = (...args: readonly unknown[]) => void;

/** Carries out the calls of a page, for one copy of the script. What is wrong with a call is told in the console, once. */
export function createCommands(script: OwnScript): (call: QueuedCall) => void {
  const asked: Asked = {
    script,
    listeners: createListeners(),
    kept: keptNothing(),
    next: {},
    widget: null,
    scenarioId: null,
    hasHeardTag: false,
  };
  const verbs = { ...chatVerbs(asked), ...listenerVerbs(asked.listeners) };
  return ([command, ...args]) =>
    quietly(() => {
      const name = String(command);
      if (Object.hasOwn(APP_COMMANDS, name)) return ask(asked, name as AppCommand, args);
      if (Object.hasOwn(verbs, name)) return verbs[name]?.(...args);
      return warnOnce(`command ${name}`, `there is no command "${name}".`);
    });
}

function chatVerbs(asked: Asked): Readonly<Record<string, Verb>> {
  const open = (): void => {
    const how = { takesFocus: true };
    if (asked.widget) asked.widget.open(how);
    else asked.kept.wish = how;
  };
  const close = (): void => {
    if (asked.widget) asked.widget.close();
    else asked.kept.wish = null;
  };
  const setShown = (isShown: boolean): void => {
    asked.kept.isShown = isShown;
    asked.widget?.setShown(isShown);
  };
  return {
    init: (scenario, given) => init(asked, scenario, given),
    // Sites that come from elsewhere name a server; ours is where the script came from.
    host() {},
    containerId(id) {
      if (isText(id)) asked.next = { ...asked.next, container: id };
      else warnOnce('containerId', 'containerId takes the id of an element, and comes before init.');
    },
    open,
    close,
    toggle: () => (asked.kept.wish ? close() : open()),
    show: () => setShown(true),
    hide() {
      close();
      setShown(false);
    },
    theme(given) {
      const { theme } = readLooks({ theme: given ?? '' });
      if (!theme) return;
      if (asked.widget) asked.widget.setTheme(theme);
      else asked.next = { ...asked.next, theme };
    },
    destroy() {
      asked.widget?.destroy();
      asked.listeners.clear();
      Object.assign(asked, { widget: null, scenarioId: null, next: {}, kept: keptNothing() });
    },
  };
}

function listenerVerbs(listeners: Listeners): Readonly<Record<string, Verb>> {
  return {
    on(event, handler) {
      if (isEvent(event) && typeof handler === 'function') listeners.add(event, handler as Handler);
      else warnOnce('on', `on takes an event (${EVENT_NAMES.join(', ')}) and a function.`);
    },
    off(event, handler) {
      if (isEvent(event)) listeners.remove(event, typeof handler === 'function' ? (handler as Handler) : undefined);
      else warnOnce('off', `off takes an event (${EVENT_NAMES.join(', ')}).`);
    },
  };
}

const isEvent = (event: unknown): event is WidgetEventName => EVENT_NAMES.some((name) => name === event);

function ask({ widget, kept }: Asked, command: AppCommand, args: readonly unknown[]) {
  if (!isGood(command, args)) return;
  addCall(kept.waiting, [command, args]);
  widget?.heed();
}
