import { AppError } from '@parley/protocol';
import { claimedMetadata, type MetadataState, vouchedMetadata } from '../domain/conversation/metadata.ts';
import type { JsonObject } from '../lib/json.ts';
import { isSameJson } from '../lib/same-json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { requireValid } from './change-metadata.ts';
import type { Deps } from './deps.ts';

export type StartMetadataInput = {
  readonly agent: Agent;
  /** What the site has signed. */
  readonly signed: JsonObject;
  /** What the page's script says. */
  readonly claimed: JsonObject;
  /** What the widget found out by itself. */
  readonly found: JsonObject;
  /** ISO 3166-1, as the network before the server says it; null where nothing does. */
  readonly country: string | null;
};

/** The metadata that a conversation begins with, and why what the page says is not among it; null if it is. */
export type StartMetadata = MetadataState & { readonly problem: string | null };

const NOTHING: MetadataState = { metadata: {}, unverifiedKeys: [] };

/**
 * What a conversation of the widget begins with: as much as the agent's schema and the limits take. A visitor's words are
 * worth more than what came with them, so that nothing here refuses the message. What is signed wins over what is said,
 * and what the widget found by itself goes first where there is no place for it. The country is the network's word.
 */
export async function startMetadata(
  deps: Pick<Deps, 'schemas'>,
  { country, ...said }: StartMetadataInput,
): Promise<StartMetadata> {
  const { problem, ...state } = await saidAtStart(deps, said);
  if (country === null) return { ...state, problem };
  try {
    const located = vouchedMetadata(state, { mode: 'merge', metadata: { country } });
    await requireValid(deps, said.agent, located.metadata);
    return { ...located, problem };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'validation_failed') throw error;
    return { ...state, problem };
  }
}

async function saidAtStart(
  deps: Pick<Deps, 'schemas'>,
  { agent, signed, claimed, found }: Omit<StartMetadataInput, 'country'>,
): Promise<StartMetadata> {
  // What the signature says already needs no other word for it.
  const said = Object.fromEntries(Object.entries(claimed).filter(([key]) => !Object.hasOwn(signed, key)));
  const rest = Object.fromEntries(
    Object.entries(found).filter(([key]) => !Object.hasOwn(signed, key) && !Object.hasOwn(said, key)),
  );
  const says = Object.keys(said).length > 0;
  let problem: string | null = null;
  for (const parts of says ? [[rest, said], [said], [rest], []] : [[rest], []]) {
    const withSaid = parts.includes(said);
    try {
      const state = parts.reduce(claimedMetadata, vouchedMetadata(NOTHING, { mode: 'merge', metadata: signed }));
      await requireValid(deps, agent, state.metadata);
      return { ...state, problem: says && !withSaid ? problem : null };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'validation_failed') throw error;
      if (withSaid) problem = error.message;
    }
  }
  return {
    ...NOTHING,
    problem: says || !isSameJson(signed, {}) ? (problem ?? 'The signed metadata is refused.') : null,
  };
}
