import type { Preferences } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { speak } from '../translations.ts';
import { tellProblem } from '../ui/toast.tsx';
import { applyColourScheme } from './colour-scheme.ts';
import { useInbox } from './inbox-session.tsx';
import { problemOf } from './problem-of.ts';

type Change = Partial<Omit<Preferences, 'object'>>;

/** How the person wants the inbox of this workspace. */
export const preferencesQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['preferences', client.workspaceId],
    queryFn: () => client.call('get-preferences', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The person's preferences; undefined until they are known. */
export function usePreferences(): Preferences | undefined {
  const { client } = useInbox();
  return useQuery(preferencesQuery(client)).data;
}

/** Changes some of the person's preferences, at once on screen; what is refused is taken back and said. */
export function useChangePreferences(): (change: Change) => void {
  const { client } = useInbox();
  const queries = useQueryClient();
  const { queryKey } = preferencesQuery(client);
  const { mutate } = useMutation({
    // One after the other: the last click counts.
    scope: { id: 'preferences' },
    mutationFn: (change: Change) => client.call('update-preferences', { body: change }),
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (known) => known && { ...known, ...change });
      return { before };
    },
    onError: (error, _change, context) => {
      queries.setQueryData(queryKey, context?.before);
      tellProblem(problemOf(error));
    },
    onSettled: () => {
      if (queries.isMutating({ mutationKey: queryKey }) === 1) return queries.invalidateQueries({ queryKey });
    },
    mutationKey: queryKey,
  });
  return mutate;
}

/** Shows the inbox in the language and scheme that the person chose, on whichever device. */
export function useApplyPreferences(): void {
  const preferences = usePreferences();
  const { language, colour_scheme: scheme } = preferences ?? {};
  useEffect(() => {
    if (scheme) applyColourScheme(scheme);
  }, [scheme]);
  useEffect(() => {
    if (language) void speak(language);
  }, [language]);
}
