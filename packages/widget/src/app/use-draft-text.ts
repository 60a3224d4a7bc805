import { useEffect, useState } from 'preact/hooks';
import { useUi } from './ui.ts';

/** What the visitor is writing, kept over a reload of the tab; not before consent, and not where the page has no storage. */
export function useDraftText(): readonly [string, (text: string) => void] {
  const { config, state } = useUi();
  const key = keyOf(config.scenario_id);
  const [text, setText] = useState(() => (state.hasConsent ? read(key) : ''));
  useEffect(() => {
    if (state.hasConsent) write(key, text);
  }, [key, text, state.hasConsent]);
  return [text, setText];
}

/** Whoever comes next finds nothing that was not sent. */
export const forgetDraft = (scenarioId: string): void => write(keyOf(scenarioId), '');

const keyOf = (scenarioId: string): string => `parley:draft:${scenarioId}`;

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Denied or full: the text lives as long as the page.
  }
}
