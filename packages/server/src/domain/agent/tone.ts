import type { AgentSettings } from './settings.ts';

/** The tones of the Workspace API, as the presets of `personality` that they are. */
const PERSONALITY_OF = { professional: 2, friendly: 3, casual: 1, formal: 12, empathetic: 6 } as const;

export type ToneName = keyof typeof PERSONALITY_OF;

/** The preset of a tone; null is the plain one. */
export const personalityOf = (tone: ToneName | null): AgentSettings['personality'] =>
  tone === null ? 0 : PERSONALITY_OF[tone];

/** The tone of a preset; null for those that have none. */
export function toneOf(personality: number): ToneName | null {
  const found = (Object.keys(PERSONALITY_OF) as ToneName[]).find((tone) => PERSONALITY_OF[tone] === personality);
  return found ?? null;
}
