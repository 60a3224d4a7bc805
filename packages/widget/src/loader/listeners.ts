import type { WidgetEventName } from '../contract.ts';
import { quietly, warnOnce } from './warn.ts';

export const EVENT_NAMES: readonly WidgetEventName[] = [
  'ready',
  'open',
  'close',
  'message',
  'reply',
  'handoff',
  'conversation',
  'rating',
  'error',
];

type Handler = (detail: unknown) => unknown;

/** What the page has asked to be told; it may ask before there is anything to tell. */
export function createListeners() {
  const handlers: Record<string, readonly Handler[]> = Object.create(null);
  return {
    add(event: WidgetEventName, handler: Handler): void {
      const known = handlers[event] ?? [];
      if (!known.includes(handler)) handlers[event] = [...known, handler];
    },
    /** Without a handler: all of the event. */
    remove(event: WidgetEventName, handler?: Handler): void {
      handlers[event] = handler ? (handlers[event] ?? []).filter((each) => each !== handler) : [];
    },
    clear(): void {
      for (const event of Object.keys(handlers)) delete handlers[event];
    },
    /** A handler that fails disturbs neither us nor the other handlers. */
    emit(event: WidgetEventName, detail?: unknown): void {
      for (const handler of handlers[event] ?? []) {
        quietly(async () => {
          try {
            await handler(detail);
          } catch (error) {
            const text = error instanceof Error ? error.message : String(error);
            warnOnce(`handler ${event}`, `a handler of this page for "${event}" failed: ${text}.`);
          }
        });
      }
    },
  };
}

export type Listeners = ReturnType<typeof createListeners>;
