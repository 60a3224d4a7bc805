import { describe, expect, it } from 'vitest';
import { mcpToolOf } from './mcp-tool.ts';
import { readSettings } from './settings.ts';

describe('an agent as a tool', () => {
  it('is named and described from its own settings until somebody says otherwise', () => {
    const tool = mcpToolOf(readSettings({ name: 'Ada' }));
    expect(tool).toMatchObject({ active: true, name: 'Ada', command: 'send_message' });
    expect(tool.description).toContain('Ada');
  });

  it('is what was set', () => {
    const set = { mcpActive: false, mcpName: 'Shop', mcpCommand: 'ask_shop', mcpDescription: 'Asks the shop.' };
    expect(mcpToolOf(readSettings({ name: 'Ada', ...set }))).toEqual({
      active: false,
      name: 'Shop',
      command: 'ask_shop',
      description: 'Asks the shop.',
    });
  });
});
