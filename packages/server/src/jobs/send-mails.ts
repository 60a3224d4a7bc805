import type { Deps } from '../commands/deps.ts';
import { MAIL_CHANNEL, sendMail } from '../commands/send-mail.ts';
import { createLogSubscriber, type LogSubscriber } from './log-subscriber.ts';

/** So many mails at once: one that the server takes its time over holds up no other. */
const LANES = 3;

/** Looks by itself this often, for mails that nobody told of and those that are tried again. */
const PACE = { maxEvents: 1, pollMs: 2_000, restFactor: 0, wakeMs: 0 };

/** Sends the outbox, at once when it is told of mails. Several nodes share the work. */
export function createMailSender(deps: Deps): Pick<LogSubscriber, 'start' | 'stop'> {
  const read = async () => ((await sendMail(deps)) ? 1 : 0);
  const lanes = Array.from({ length: LANES }, () =>
    createLogSubscriber(deps, { name: 'sending mails', pace: PACE, read }),
  );
  let unsubscribe: (() => void) | undefined;
  return {
    start() {
      unsubscribe = deps.bus.subscribe(MAIL_CHANNEL, () => {
        for (const lane of lanes) lane.wake();
      });
      for (const lane of lanes) lane.start();
    },
    async stop() {
      unsubscribe?.();
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}
