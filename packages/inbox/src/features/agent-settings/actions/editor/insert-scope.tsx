import { ACTION_VARIABLES } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { useInbox } from '../../../../session/inbox-session.tsx';
import type { ActionDraft } from '../action-draft.ts';
import { metadataName, namedIn, secretName } from '../placeholders.ts';
import { metadataKeysQuery, secretsQuery } from '../use-actions.ts';

/** What can be inserted, by the name of its group. */
type Insertable = {
  readonly groups: readonly {
    readonly name: string;
    readonly names: readonly string[];
    /** What stood there last, by name. */
    readonly samples?: ReadonlyMap<string, string>;
  }[];
  readonly onNewSecret: () => void;
};

const Scope = createContext<Insertable>({ groups: [], onNewSecret: () => {} });

/** What the fields around may name. */
export const useInsertable = (): Insertable => useContext(Scope);

type InsertScopeProps = {
  readonly agentId: string;
  /** Null of an action that takes built-in names and secrets only. */
  readonly draft: ActionDraft | null;
  readonly onNewSecret: () => void;
  readonly children: ReactNode;
};

/** Gives the fields within what they may name: parameters as they are typed, what the agent's metadata has, secrets. */
export function InsertScope({ agentId, draft, onNewSecret, children }: InsertScopeProps) {
  const { client } = useInbox();
  const { data: keys = [] } = useQuery(metadataKeysQuery(client, agentId));
  const { data: secrets = [] } = useQuery(secretsQuery(client, agentId));
  // Keys that no schema names are known from where somebody has written them.
  const written = draft ? [...namedIn(draft).metadata, ...draft.conditions.map(({ key }) => key)] : [];
  const metadata = [...new Set([...keys.map(({ key }) => key), ...written])].filter((key) => key !== '');
  const samples = new Map(
    keys.flatMap(({ key, sample }) => (sample === null ? [] : [[metadataName(key), sampleInWords(sample)] as const])),
  );
  const groups = [
    ...(draft ? [{ name: 'parameters', names: draft.parameters.map(({ name }) => name).filter(Boolean) }] : []),
    { name: 'variables', names: ACTION_VARIABLES },
    ...(draft ? [{ name: 'metadata', names: metadata.map(metadataName), samples }] : []),
    { name: 'secrets', names: secrets.map(({ name }) => secretName(name)) },
  ];
  return <Scope value={{ groups, onNewSecret }}>{children}</Scope>;
}

const SAMPLE_MAX = 40;

function sampleInWords(sample: unknown): string {
  const text = typeof sample === 'string' ? sample : JSON.stringify(sample);
  return text.length <= SAMPLE_MAX ? text : `${[...text].slice(0, SAMPLE_MAX).join('')}…`;
}
