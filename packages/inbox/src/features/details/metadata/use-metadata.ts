import { ApiError } from '@parley/sdk';
import { useState } from 'react';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemsByKey } from './field-value.ts';

type Values = Readonly<Record<string, unknown>>;

/** What is wrong with values, by key; '' for what is about none. */
export type Problems = Readonly<Record<string, string>>;

type Asked = {
  /** Problems are told by these. */
  readonly keys: readonly string[];
  /** What was known when the person began to write; what is known now unless it is given. */
  readonly basedOn?: number | undefined;
};

/** Sets keys of the metadata, and tells what the schema has against their values. */
export function useMetadata() {
  const { client } = useInbox();
  const { data, make } = useOpen();
  const [problems, setProblems] = useState<Problems>({});
  /** Null takes a key away. Gives null once it is stored, else what stands against it. */
  const set = async (metadata: Values, { keys, basedOn }: Asked): Promise<Problems | null> => {
    let found: Problems = {};
    const isStored = await make({
      basedOn,
      look: (view) => ({ ...view, metadata: merged(view.metadata, metadata) }),
      run: (headers) =>
        client.call('set-inbox-metadata', {
          params: { id: data.id },
          headers,
          // What fields hold and JSON.parse gives is JSON.
          body: { metadata: metadata as Record<string, string> },
        }),
      onRefused(error) {
        if (!(error instanceof ApiError) || error.code !== 'metadata_refused') return false;
        found = problemsByKey(error.fields, keys);
        return true;
      },
    });
    setProblems(found);
    return isStored ? null : found;
  };
  return { problems, set, clear: (): void => setProblems({}) };
}

function merged(before: Values, change: Values): Values {
  const entries = [...Object.entries(before).filter(([key]) => !Object.hasOwn(change, key)), ...Object.entries(change)];
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}
