import type { AiActionDetail } from '@parley/protocol/api';
import { expect, it } from 'vitest';
import { isToolOn, remoteDraftOf, remotePatchOf, switchTool } from './remote-draft.ts';

const remote: NonNullable<AiActionDetail['remote_mcp']> = {
  url: 'https://mcp.example/mcp',
  bearer: '{{secret.token}}',
  headers: [],
  tools: { enabled: ['track'], disabled: ['cancel'], default_tool_active: true },
  run_only_when: [{ key: 'code', operator: 'equals', value: '12' }],
  thinking_message: 'One moment …',
};

const detail: AiActionDetail = {
  id: 1,
  name: 'Shop',
  description: 'The shop.',
  is_active: true,
  type: 'remote_mcp',
  icon: null,
  icon_color: null,
  is_valid: true,
  tool_name: 'Shop',
  missing: [],
  http_request: null,
  remote_mcp: remote,
  created_at: '2026-11-30T08:00:00Z',
  updated_at: '2026-11-30T08:00:00Z',
};

it('sends back what it was shown', () => {
  const headers = [{ name: 'X-Key', value: '{{secret.key}}' }];
  for (const remote_mcp of [remote, { ...remote, bearer: null, headers }, { ...remote, bearer: null }]) {
    const { name, description } = detail;
    expect(remotePatchOf(remoteDraftOf({ ...detail, remote_mcp }))).toEqual({ name, description, remote_mcp });
  }
});

it('sends the one way to sign in that is chosen, and keeps what was typed of the other', () => {
  const draft = { ...remoteDraftOf(detail), headers: [{ name: 'X', value: 'y' }], signIn: 'headers' as const };
  expect(remotePatchOf(draft).remote_mcp).toMatchObject({ bearer: null, headers: draft.headers });
  expect(remotePatchOf({ ...draft, signIn: 'none' }).remote_mcp).toMatchObject({ bearer: null, headers: [] });
  expect(draft.bearer).toBe('{{secret.token}}');
});

it('names a tool that was switched in one list only', () => {
  const { tools } = remote;
  expect(['track', 'cancel', 'new'].map((name) => isToolOn(tools, name))).toEqual([true, false, true]);
  expect(switchTool(tools, 'track', false)).toEqual({ ...tools, enabled: [], disabled: ['cancel', 'track'] });
  expect(switchTool(tools, 'cancel', true)).toEqual({ ...tools, enabled: ['track', 'cancel'], disabled: [] });
});
