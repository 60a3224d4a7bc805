import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox } from '../../../session/inbox-session.tsx';
import { isWorthAnotherTry, problemOf } from '../../../session/problem-of.ts';

/** What can be sent: the channel's approved templates, as the platform tells them when it is asked. */
export function useTemplates(channelId: string) {
  const { client } = useInbox();
  return useQuery({
    queryKey: ['channel-templates', client.workspaceId, channelId],
    queryFn: async ({ signal }) => {
      const { data } = await client.call('list-channel-templates', { params: { id: channelId }, signal });
      return data.filter(({ status }) => status === 'approved');
    },
    retry: false,
  });
}

/** A template of a channel. */
export type Template = NonNullable<ReturnType<typeof useTemplates>['data']>[number];

type Chosen = Pick<Template, 'name' | 'language'> & { readonly parameters: string[] };

/** Sends a template, once however often it is tried. */
export function useSendTemplate(onSent: () => void) {
  const { client } = useInbox();
  const { id } = useOpen().data;
  const key = useRef(crypto.randomUUID());
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly problem: string | null }>(IDLE);
  const send = async (template: Chosen): Promise<void> => {
    setState({ isBusy: true, problem: null });
    try {
      const headers = { 'Idempotency-Key': key.current };
      await client.call('send-conversation-message', { params: { id }, headers, body: { template } });
      onSent();
    } catch (error) {
      if (!isWorthAnotherTry(error)) key.current = crypto.randomUUID();
      setState({ isBusy: false, problem: problemOf(error) });
    }
  };
  /** What is sent next is something else. */
  const begin = (): void => {
    key.current = crypto.randomUUID();
    setState(IDLE);
  };
  return { ...state, send, begin };
}

const IDLE = { isBusy: false, problem: null } as const;
