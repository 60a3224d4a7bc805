import { AppError, LIMITS } from '@parley/protocol';
import { z } from 'zod';
import { answerVisitor } from '../commands/answer-visitor.ts';
import type { OpenParley } from '../open-parley.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { agentOf, ScenarioSchema } from './find-target.ts';
import { localVerb, type Tell, verb } from './verb.ts';

const AskSchema = z.object({
  scenario: ScenarioSchema,
  text: z.string().trim().min(1, 'the message is empty').max(LIMITS.chatTextMax, 'the message is too long'),
  conversation: z.uuid('--conversation must be a UUID').optional(),
});

type Reply = {
  readonly conv_id: string;
  readonly reply: string;
  readonly ord_number: number;
  readonly sources: readonly { readonly title: string; readonly quote: string }[];
};

/** `parley chat`: says something to an agent, shows its answer as it is made, and what the answer rests on. */
export const chat = localVerb({
  words: ['chat'],
  summary: 'ask an agent something',
  setUp: (command) =>
    void command
      .argument('<text>', 'what to say')
      .option('--scenario <id>', 'the scenario id of the agent')
      .option('--conversation <id>', 'go on with a conversation'),
  input: AskSchema,
  async run(terminal, input) {
    let streamed = '';
    const answer = (await terminal.call(CHAT_TURN, input, (piece) => {
      streamed += String(piece);
      terminal.write(String(piece));
    })) as Reply;
    // What was streamed is provisional: if the check has changed it, this is what was said.
    if (streamed !== answer.reply) terminal.write(`${streamed === '' ? '' : '\n\n'}${answer.reply}`);
    terminal.show(answer, ['', '', ...sourceLines(answer), `To go on: --conversation ${answer.conv_id}`]);
  },
});

const CHAT_TURN = ['chat', 'turn'];

/** The turn of `parley chat`, in the process that has the installation open. */
export const chatTurn = verb({
  words: CHAT_TURN,
  summary: 'run a turn',
  setUp: () => {},
  input: AskSchema,
  run: answer,
  lines: () => [],
});

async function answer(parley: OpenParley, input: z.output<typeof AskSchema>, tell: Tell): Promise<Reply> {
  const agent = await agentOf(parley, input.scenario);
  const conversation = input.conversation
    ? await findConversation(parley.deps.database.named, { workspaceId: agent.workspaceId, id: input.conversation })
    : null;
  if (input.conversation && conversation?.agentId !== agent.id) {
    throw new AppError('not_found', `The agent has no conversation ${input.conversation}.`);
  }
  const said = await answerVisitor(parley.deps, {
    agent,
    conversation,
    source: 'api',
    text: input.text,
    clientMetadata: null,
    visitor: {},
    topic: null,
    onDelta: tell,
    signal: parley.deps.draining,
  });
  const { conversationId, text, ord, sources } = said;
  return { conv_id: conversationId, reply: text, ord_number: ord, sources: sources as Reply['sources'] };
}

function sourceLines({ sources }: Reply): string[] {
  const lines = sources.map(({ title, quote }, at) => `[${at + 1}] ${title}: "${quote}"`);
  return lines.length > 0 ? [...lines, ''] : [];
}
