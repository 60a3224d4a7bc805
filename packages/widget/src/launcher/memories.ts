import type { WidgetConfig } from '@parley/protocol/api';
import { type Memory, memory } from './remembered.ts';

/** What is remembered of the launcher: in the browser, and in the tab alone. */
export type Memories = { readonly browser: Memory; readonly tab: Memory };

/** Nothing is kept beyond the page where the visitor is to be asked first. */
export function loaderMemories({ consent, scenario_id: scenarioId }: WidgetConfig): Memories {
  if (consent) return { browser: inMemory(), tab: inMemory() };
  const prefix = `parley-launcher:${scenarioId}:`;
  return { browser: memory('localStorage', prefix), tab: memory('sessionStorage', prefix) };
}

function inMemory(): Memory {
  const values: Record<string, string | null> = Object.create(null);
  return {
    read: (name) => values[name] ?? null,
    write(name, value) {
      values[name] = value;
    },
  };
}

/**
 * Whether the visitor's client keeps anything in this browser: a visitor, a conversation, messages that wait. Then there may
 * be something new. It keeps nothing of who says nothing; its names begin as here.
 */
export function hasBeenHere(host: string, scenarioId: string): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`parley1 ${host} ${scenarioId} `));
  } catch {
    return false;
  }
}
