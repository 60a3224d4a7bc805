import type { Permission } from '@parley/protocol';
import { createInboxClient, type InboxClient } from '@parley/sdk';
import { queryOptions } from '@tanstack/react-query';
import { createContext, type ReactNode, use } from 'react';

/** Who is signed in, and what they may do in the workspace on screen. */
export type InboxSession = Awaited<ReturnType<typeof readSession>>;

export type Inbox = {
  readonly client: InboxClient;
  readonly session: InboxSession;
};

const clients = new Map<string, InboxClient>();

/** The client of a workspace; the same one each time. */
export function clientOf(workspaceId: string): InboxClient {
  const known = clients.get(workspaceId);
  if (known) return known;
  const client = createInboxClient({ baseUrl: location.origin, workspaceId, fetch: askSignedIn });
  clients.set(workspaceId, client);
  return client;
}

/** Asks as whoever is signed in; when nobody is any more, the page asks for it and comes back here. */
const askSignedIn: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  if (answer.status === 401)
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  return answer;
};

const readSession = (client: InboxClient) => client.call('get-inbox-session', {});

/** Reads the session of a workspace; throws ApiError 404 for one that the person does not belong to. */
export const sessionQuery = (workspaceId: string) =>
  queryOptions({ queryKey: ['session', workspaceId], queryFn: () => readSession(clientOf(workspaceId)) });

/** The workspaces of the person, the oldest first. */
export const ownWorkspacesQuery = queryOptions({
  queryKey: ['own-workspaces'],
  queryFn: async () => (await clientOf('none').call('list-own-workspaces', {})).data,
});

const InboxContext = createContext<Inbox | null>(null);

export function InboxProvider({ inbox, children }: { readonly inbox: Inbox; readonly children: ReactNode }) {
  return <InboxContext value={inbox}>{children}</InboxContext>;
}

/** The client and session of the workspace on screen. */
export function useInbox(): Inbox {
  const inbox = use(InboxContext);
  if (!inbox) throw new Error('there is no workspace here');
  return inbox;
}

/** Whether the person may do something here: what they may not is not offered, and the server refuses it as well. */
export function useMay(permission: Permission): boolean {
  return useInbox().session.permissions.includes(permission);
}
