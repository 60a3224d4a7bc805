import type { Parley } from '../../src/compose.ts';
import { addPerson, browser, firstWorkspaceId } from './person.ts';

/** Somebody of the team at work in the inbox, under the name that visitors see. */
export async function colleague(parley: Parley, name: string) {
  const email = `${name.split(' ')[0]?.toLowerCase()}@team.example`;
  await addPerson(parley, { email, role: 'agent', name });
  const at = await browser(parley).signIn(email);
  const workspaceId = await firstWorkspaceId(parley);
  const call = async (method: 'POST' | 'PATCH', path: string, body: object): Promise<void> => {
    const answer = await at.api(method, `/${workspaceId}/conversations/${path}`, body);
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`);
  };
  return {
    says: (conversationId: string, text: string) => call('POST', `${conversationId}/messages`, { text }),
    resolves: (conversationId: string) => call('PATCH', conversationId, { status: 'resolved' }),
  };
}
