import type { AiActionDetail, RemoteMcpFields } from '@parley/protocol/api';
import { type ActionPatch, conditionDrafts, conditionsOf, type NameValue, type SharedDraft } from '../action-draft.ts';

/** How the server is signed in to. */
export const SIGN_INS = ['none', 'bearer', 'headers'] as const;

/** An action of the type `remote_mcp` as its form has it. */
export type RemoteDraft = SharedDraft & {
  readonly url: string;
  readonly signIn: (typeof SIGN_INS)[number];
  /** Both are kept while one looks at the other. */
  readonly bearer: string;
  readonly headers: readonly NameValue[];
  readonly tools: RemoteMcpFields['tools'];
};

/** What the form shows of an action. */
export function remoteDraftOf({ name, description, remote_mcp: remote }: AiActionDetail): RemoteDraft {
  const headers = remote?.headers ?? [];
  const bearer = remote?.bearer ?? null;
  return {
    name,
    description,
    thinkingMessage: remote?.thinking_message ?? '',
    url: remote?.url ?? '',
    signIn: bearer !== null ? 'bearer' : headers.length > 0 ? 'headers' : 'none',
    bearer: bearer ?? '',
    headers,
    tools: remote?.tools ?? { enabled: [], disabled: [], default_tool_active: false },
    conditions: conditionDrafts(remote?.run_only_when ?? []),
  };
}

/** What is sent of it: the definition as a whole, with one way to sign in. */
export function remotePatchOf(draft: RemoteDraft): ActionPatch {
  const remote = {
    url: draft.url.trim(),
    bearer: draft.signIn === 'bearer' ? draft.bearer.trim() : null,
    headers: draft.signIn === 'headers' ? draft.headers : [],
    tools: draft.tools,
    run_only_when: conditionsOf(draft.conditions),
    thinking_message: draft.thinkingMessage.trim() || null,
  };
  // The value of a condition is any JSON: the server refuses by its name what it does not take.
  return { name: draft.name, description: draft.description, remote_mcp: remote as ActionPatch['remote_mcp'] };
}

type Switches = RemoteDraft['tools'];

/** Whether a tool is on as the form has it: by name first, then as all others. */
export const isToolOn = ({ enabled, disabled, default_tool_active: otherwise }: Switches, name: string): boolean =>
  enabled.includes(name) || (!disabled.includes(name) && otherwise);

/** The switches after one tool was switched: it is named from then on, whatever holds for others. */
export function switchTool(switches: Switches, name: string, isOn: boolean): Switches {
  const without = (names: readonly string[]) => names.filter((each) => each !== name);
  const [enabled, disabled] = [without(switches.enabled), without(switches.disabled)];
  return isOn
    ? { ...switches, enabled: [...enabled, name], disabled }
    : { ...switches, enabled, disabled: [...disabled, name] };
}
