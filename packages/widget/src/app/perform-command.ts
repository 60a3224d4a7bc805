import type { VisitorClient, VisitorMessageInput } from '@parley/sdk';
import type { AppCommand } from '../contract.ts';
import type { Translate } from '../texts/translate.ts';
import { askForPerson } from './ask-for-person.ts';

/**
 * Carries out what a page asks for. Rejects with a TypeError, a sentence for the developer, where the arguments are wrong, and
 * with ApiError where the server refuses.
 */
export async function performCommand(
  deps: { readonly client: VisitorClient; readonly t: Translate },
  { command, args }: { readonly command: AppCommand; readonly args: readonly unknown[] },
): Promise<void> {
  const { client } = deps;
  // Pages may hand over anything: the client checks it, whatever its type says.
  const value = args[0] as never;
  switch (command) {
    case 'send':
      client.send(messageOf(value));
      return;
    case 'setMetadata':
      return client.setMetadata(value);
    case 'setVisitor':
      return client.setVisitor(value);
    case 'setClientMetadata':
      return client.setClientMetadata(value);
    case 'setContext':
      return client.setContext(value);
    case 'identify':
      return client.identify(value);
    case 'handoff':
      return askForPerson(deps);
    case 'reset':
      return client.reset();
  }
}

/** Files come from the visitor only. */
const messageOf = (value: string | VisitorMessageInput): VisitorMessageInput =>
  typeof value === 'string' ? { text: value } : { text: value.text, wantsPerson: value.wantsPerson === true };
