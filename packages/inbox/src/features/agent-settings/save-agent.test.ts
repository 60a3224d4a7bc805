import { describe, expect, it } from 'vitest';
import { readAgent, type StoredAgent, saveAgent, withPart } from './save-agent.ts';

/** A server that takes down what is asked of it, and tells a version with each answer. */
function server(refuses?: string) {
  const asked: { readonly id: string; readonly body: unknown; readonly ifMatch: string | undefined }[] = [];
  type Input = { body?: unknown; headers?: Record<string, string>; onHeaders?: (headers: Headers) => void };
  const answer = (etag: string, shown: object) => async (id: string, input: Input) => {
    asked.push({ id, body: input.body, ifMatch: input.headers?.['if-match'] });
    if (id === refuses) throw new Error('refused');
    input.onHeaders?.(new Headers({ etag }));
    return shown;
  };
  const agent = { suggestions: ['Hello'], away_mail_minutes: 5, description: null };
  const client = { call: answer('"agent"', agent), agent: () => answer('"settings"', { greeting: 'Hi' }) };
  return { asked, place: { client: client as never, agentId: 'a' } };
}

const stored: StoredAgent = {
  values: { greeting: 'Hi', description: 'Old' } as StoredAgent['values'],
  versions: { settings: '"settings"', agent: '"before"' },
};
const nobody = (): void => undefined;

describe('the settings of an agent', () => {
  it('are read with the versions of both contracts', async () => {
    const { values, versions } = await readAgent(server().place);
    expect(values).toMatchObject({ greeting: 'Hi', suggestions: ['Hello'], away_mail_minutes: 5, description: '' });
    expect(versions).toEqual({ settings: '"settings"', agent: '"agent"' });
  });

  it('are saved over the versions that were shown, what shows the others as well before them', async () => {
    const { asked, place } = server();
    const changes = { greeting: 'Hi there', description: 'For the shop', suggestions: [], away_mail_minutes: 9 };
    await saveAgent(place, changes, stored, nobody);
    expect(asked).toEqual([
      {
        id: 'update-chatbot',
        body: { description: 'For the shop', suggestions: [], away_mail_minutes: 9 },
        ifMatch: '"before"',
      },
      { id: 'update-chatbot-settings', body: { greeting: 'Hi there' }, ifMatch: '"settings"' },
    ]);
  });

  it('are asked about only where something of them has changed', async () => {
    const { asked, place } = server();
    await saveAgent(place, { description: '' }, { ...stored, versions: { settings: null, agent: null } }, nobody);
    expect(asked).toEqual([{ id: 'update-chatbot', body: { description: '' }, ifMatch: undefined }]);
  });

  it('that were saved before the rest was refused are what the next attempt is based on', async () => {
    const { place } = server('update-chatbot-settings');
    let now = stored;
    const save = saveAgent(place, { greeting: 'Hi there', description: 'New' }, stored, (part, version) => {
      now = withPart(now, part, version);
    });
    await expect(save).rejects.toThrow('refused');
    expect(now).toEqual({
      values: { greeting: 'Hi', description: 'New' },
      versions: { settings: '"settings"', agent: '"agent"' },
    });
  });
});
