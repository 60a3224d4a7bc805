/**
 * A whole conversation in one program: a visitor asks the agent, asks for a person, gets that person's reply unasked, and
 * the agent's next one after the person has handed back. The calls go to the given addresses of an installation by turns:
 *
 *   npx node --conditions=parley-source examples/whole-conversation.ts data/first-run.json [http://another-node:3000 …]
 */
import { readFile } from 'node:fs/promises';
import { createAgentClient, followAgentConversation } from '@parley/sdk';

const [file = 'data/first-run.json', ...others] = process.argv.slice(2);
const first = JSON.parse(await readFile(file, 'utf8'));
const addresses = [first.url, ...others];
let calls = 0;
const client = (token: string) => createAgentClient({ baseUrl: addresses[calls++ % addresses.length], token });

/** What the visitor's app sends: it knows nothing but the agent's token. */
const say = (text: string, conv_id?: string) =>
  client(first.write_token).chat({ scenario_id: first.scenario_id, text, conv_id }, { format: 'text' });
/** What the team does, with a key of the workspace. */
const team = () => client(first.workspace_key);

const { conv_id } = await say('Within how many days can I return an item?');
await say('I want to talk to a person', conv_id);
await team().call('send-conversation-message', { params: { id: conv_id }, body: { text: 'Hello, Eva here!' } });

// The visitor's app follows the conversation: everything that was said, and whatever comes.
const stream = { baseUrl: addresses.at(-1), token: first.write_token };
let lastOrd = Number.POSITIVE_INFINITY;
for await (const news of followAgentConversation(stream, conv_id)) {
  if (news.kind === 'signal' || news.item.type === 'tracked_link') continue;
  const { type, data } = news.item;
  console.log(type === 'log' ? `(${data.code})` : `${data.author}: ${data.content}`);
  if (type === 'message' && data.author === 'human_operator') {
    await team().call('hand-back-conversation', { params: { id: conv_id } });
    lastOrd = (await say('What does delivery cost?', conv_id)).ord_number;
  }
  if (type === 'message' && data.ord === lastOrd) break;
}
