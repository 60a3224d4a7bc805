import type { ChannelPlatform } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';

/** Why a channel needs somebody's attention: in a sentence, since when. */
export type ChannelProblem = {
  readonly code: 'unauthorised' | 'check' | 'listening';
  readonly message: string;
  /** The field to be corrected, where it is known. */
  readonly field: string | null;
  /** ISO 8601. */
  readonly since: string;
};

/** A channel: an agent's account on a platform, as it was set up. */
export type StoredChannel = {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly id: string;
  readonly platform: ChannelPlatform;
  readonly name: string;
  readonly state: 'active' | 'paused';
  readonly settings: JsonObject;
  /** JSON of all secrets by their field, sealed as one. */
  readonly secrets: string;
  readonly facts: JsonObject;
  readonly problem: ChannelProblem | null;
  readonly checkedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** When something last came or went. */
export type ChannelActivity = {
  readonly receivedAt: Date | null;
  /** Something came that was not signed as it should be. */
  readonly refusedAt: Date | null;
  readonly sentAt: Date | null;
};
