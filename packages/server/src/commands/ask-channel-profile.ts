import type { Person } from '../domain/channels/channel.ts';
import { newDetails } from '../domain/channels/visitor-of.ts';
import { decide, draftOf } from '../domain/conversation/append.ts';
import { changeState } from '../domain/conversation/change-state.ts';
import type { Conversation, Decision } from '../domain/conversation/conversation.ts';
import { openChannel } from '../store/channels/open-channel.ts';
import { claimPerson, conversationsOfPerson, endPerson } from '../store/channels/profile-jobs.ts';
import { changeConversation } from './change-conversation.ts';
import { accessTo, fitToTell } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { storedOnce } from './stored-once.ts';

/** Asks a platform who somebody is, and fills in what nobody has noted of them; false when everybody is known. */
export async function askChannelProfile(deps: Deps): Promise<boolean> {
  const person = await claimPerson(deps.database.named, deps.clock.now());
  if (!person) return false;
  const opened = await openChannel(deps.database.named, person.channelId);
  const access = opened && accessTo(deps, opened);
  try {
    const known = (await access?.port.profile?.(person.person, access.config)) ?? null;
    if (known) {
      for (const key of await conversationsOfPerson(deps.database.named, person)) {
        await storedOnce(() =>
          changeConversation(deps, key, null, { decide: (state, at) => filled(state, known, at) }),
        );
      }
    }
    await endPerson(deps.database.named, person, deps.clock.now());
  } catch (error) {
    deps.log.warn(
      { channel: person.channelId, reason: fitToTell(access?.config ?? { secrets: {} }, error) },
      'a platform did not say who somebody is',
    );
  }
  return true;
}

function filled(state: Conversation, known: Omit<Person, 'id'>, at: Date): Decision | null {
  const draft = draftOf(state);
  changeState(draft, { visitor: newDetails(state.visitor, known) }, at, { type: 'system' });
  return draft.events.length === 0 ? null : decide(draft);
}
