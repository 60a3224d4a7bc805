import { AppError, type ChannelPlatform, type FieldProblem } from '@parley/protocol';
import type { Channel } from '../domain/channels/channel.ts';
import { isDatabaseError } from '../store/db/database.ts';
import type { Deps } from './deps.ts';

/** The refusal of a channel that the workspace does not have. */
export const noSuchChannel = (): AppError => new AppError('not_found', 'There is no such channel.');

/** As many as other refusals tell. */
const MANY = 20;

/** The refusal of what a channel cannot be set up with. */
export function unusableSettings(all: readonly FieldProblem[]): AppError {
  const problems = all.slice(0, MANY);
  return new AppError('validation_failed', problems.map(sentence).join(' '), { fields: problems });
}

/** Ours stand behind the field's name; those of patterns are sentences of their own. */
const sentence = ({ path, message }: FieldProblem): string =>
  /^\p{Ll}/u.test(message) ? `${path} ${message.replace(/\.$/, '')}.` : `${path}: ${message}`;

/** What speaks to a platform. Throws `conflict` where this installation has nothing that does. */
export function requirePlatform({ channels }: Pick<Deps, 'channels'>, platform: ChannelPlatform): Channel {
  const channel = channels.get(platform);
  if (channel) return channel;
  throw new AppError('conflict', `This installation cannot speak to ${platform}.`);
}

const UNIQUE_VIOLATION = '23505';

/** Saves a channel. Throws `conflict` where another of the installation receives mail for its address already. */
export async function withFreeAddress(save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!isDatabaseError(error, UNIQUE_VIOLATION)) throw error;
    const message =
      'Another channel of this installation receives mail for this address: choose another, or a mailbox (imap).';
    throw new AppError('conflict', message, { reason: 'address_taken' }, error);
  }
}
