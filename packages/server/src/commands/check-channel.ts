import { AppError } from '@parley/protocol';
import { createRedactor } from '../domain/actions/redact.ts';
import { adoptFacts } from '../domain/channels/adopt-facts.ts';
import type { Channel, ChannelConfig, ChannelTemplate, CheckReport } from '../domain/channels/channel.ts';
import { channelConfig } from '../domain/channels/channel-config.ts';
import type { ChannelProblem, StoredChannel } from '../domain/channels/channel-state.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { isSameJson } from '../lib/same-json.ts';
import { storableJson } from '../lib/storable-json.ts';
import { storableText } from '../lib/storable-text.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findChannel, lockChannel, saveChannel } from '../store/channels/channels.ts';
import type { Tx } from '../store/schema.ts';
import { noSuchChannel, requirePlatform } from './channel-refusals.ts';
import { CHANNELS_CHANGED } from './create-channel.ts';
import type { Deps } from './deps.ts';
import { secretsOf } from './secrets-of-channel.ts';

type AskDeps = Pick<Deps, 'database' | 'secrets' | 'channels' | 'baseUrl' | 'log'>;
type CheckDeps = AskDeps & Pick<Deps, 'clock' | 'ids' | 'bus'>;

/** What came of asking, and when. */
export type ChannelCheck = CheckReport & { readonly at: Date };

export type CheckInput = {
  readonly id: string;
  readonly origin: Origin;
  readonly alongside?: (tx: Tx, check: ChannelCheck) => Promise<void>;
};

/** Asks the platform whether a channel works, outside of any transaction, and keeps what it told. Throws `not_found`. */
export const checkChannel = (deps: CheckDeps, input: CheckInput): Promise<ChannelCheck> =>
  askAndKeep(deps, input, 'check', (channel, config) => channel.check(config));

/** The same for telling the platform where to deliver to. Throws `conflict` where it has no call for that. */
export const connectChannel = (deps: CheckDeps, input: CheckInput): Promise<ChannelCheck> =>
  askAndKeep(deps, input, 'connect', (channel, config) => {
    if (channel.connect) return channel.connect(config);
    throw new AppError('conflict', `Connect it at the platform: ${channel.platform} has no call for that.`);
  });

/** The approved templates of a channel; none where its platform has none. Throws `unavailable` when it cannot be asked. */
export async function listTemplates(
  deps: AskDeps,
  key: { readonly workspaceId: string; readonly id: string },
): Promise<readonly ChannelTemplate[]> {
  const stored = await findChannel(deps.database.db, key);
  if (!stored) throw noSuchChannel();
  const channel = deps.channels.get(stored.platform);
  if (!channel?.templates) return [];
  try {
    return await channel.templates(configOf(deps, stored));
  } catch (error) {
    warn(deps, stored, error);
    throw new AppError('unavailable', 'The platform could not be asked for its templates: try again later.');
  }
}

const configOf = (deps: AskDeps, stored: StoredChannel): ChannelConfig =>
  channelConfig(stored, { open: deps.secrets.open, baseUrl: deps.baseUrl() });

type Ask = (channel: Channel, config: ChannelConfig) => Promise<CheckReport>;

async function askAndKeep(
  deps: CheckDeps,
  { id, origin, alongside }: CheckInput,
  verb: 'check' | 'connect',
  ask: Ask,
): Promise<ChannelCheck> {
  const key = { workspaceId: origin.workspaceId, id };
  const asked = await findChannel(deps.database.db, key);
  if (!asked) throw noSuchChannel();
  const channel = requirePlatform(deps, asked.platform);
  const report = await reportOf(deps, asked, () => ask(channel, configOf(deps, asked)));
  const at = deps.clock.now();
  const check = { ...fitToKeep(report, secretsOf(deps, asked)), at };
  const adopted = await deps.database.transaction(async (tx) => {
    const now = await lockChannel(tx, key);
    if (!now) throw noSuchChannel();
    // What was asked about is not what it is any more: the answer is told, and kept nowhere.
    const isOld = now.secrets !== asked.secrets || !isSameJson(now.settings, asked.settings);
    const next = isOld ? now : afterCheck(channel, now, check);
    if (!isOld) await saveChannel(tx, next);
    const told = {
      action: `channel.${verb}`,
      target: { type: 'channel', id },
      details: { ok: report.problems.length === 0 },
    };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, ...told });
    await alongside?.(tx, check);
    return next.settings !== now.settings;
  });
  if (adopted) deps.bus.publish(CHANNELS_CHANGED, {});
  return check;
}

function afterCheck({ fields }: Channel, before: StoredChannel, { facts, problems, at }: ChannelCheck): StoredChannel {
  const settings = adoptFacts(fields, before, facts);
  const isChanged = !isSameJson(settings, before.settings);
  return {
    ...before,
    facts: { ...before.facts, ...facts },
    problem: problemOf(before, problems, at),
    checkedAt: at,
    ...(isChanged ? { settings, updatedAt: at } : {}),
  };
}

function problemOf(before: StoredChannel, problems: CheckReport['problems'], at: Date): ChannelProblem | null {
  const [first] = problems;
  if (!first) return null;
  const since = before.problem?.code === 'check' ? before.problem.since : at.toISOString();
  return { code: 'check', message: problems.map(({ message }) => message).join(' '), field: first.field, since };
}

/** A platform's code tells what goes wrong; should it throw, nothing of that may be shown: it could hold a token. */
async function reportOf(deps: AskDeps, stored: StoredChannel, ask: () => Promise<CheckReport>): Promise<CheckReport> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError) throw error;
    warn(deps, stored, error);
    return { problems: [{ field: null, message: 'The platform could not be asked: try again later.' }], facts: {} };
  }
}

/** A platform may say what no database takes, and repeat what it was asked with. */
function fitToKeep({ problems, facts }: CheckReport, secrets: Readonly<Record<string, string>>): CheckReport {
  const redactor = createRedactor(new Map(Object.entries(secrets)));
  return {
    problems: problems.map(({ field, message }) => ({ field, message: redactor.text(storableText(message)) })),
    facts: redactor.json(storableJson(facts)) as JsonObject,
  };
}

const warn = ({ log }: AskDeps, { id, platform }: StoredChannel, error: unknown): void =>
  log.warn(
    { channel: id, platform, error: error instanceof Error ? error.name : 'unknown' },
    'a platform could not be asked',
  );
