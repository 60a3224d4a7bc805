import type { VisitorClient } from '@parley/sdk';
import type { Translate } from '../texts/translate.ts';

/** Asks people to join: before a conversation by its first message, as nothing is stored for who says nothing. */
export async function askForPerson({
  client,
  t,
}: {
  readonly client: VisitorClient;
  readonly t: Translate;
}): Promise<void> {
  const { conversation, outbox } = client.state;
  if (conversation || outbox.length > 0) await client.requestPerson();
  else client.send({ text: t('personWanted'), wantsPerson: true });
}
