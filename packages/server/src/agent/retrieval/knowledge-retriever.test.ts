import { expect, test } from 'vitest';
import { indexCache } from './index-cache.ts';
import { knowledgeRetriever } from './knowledge-retriever.ts';
import { aPassage } from './testing/a-passage.ts';

const passages = [
  aPassage({ articleId: 'a', text: 'Delivery to Norway costs 14.90 euros.', tags: ['orders'] }),
  aPassage({ articleId: 'b', text: 'The grinder costs 89 euros.', tags: ['goods'] }),
  aPassage({ articleId: 'c', text: 'The machine costs 549 euros.' }),
];
const source = {
  readBlob: async () => null,
  readChanges: async () => ({ version: 3, changedArticleIds: [], passages }),
};

function message(content: string, author: 'visitor' | 'ai_assistant' = 'visitor') {
  return { ord: 1, author, content, isWelcome: false, inEndedHumanStretch: false };
}

test("the agent's index is searched with the conversation in mind, within the topic", async () => {
  const retriever = knowledgeRetriever({ indexes: indexCache({ source, maxBytes: 1e6 }), limit: 2 });
  const request = {
    agentId: 'agent',
    knowledgeVersion: 3,
    questions: [message('and what does it cost?')],
    history: [message('Do you deliver to Norway?'), message('Delivery to Norway is possible.', 'ai_assistant')],
    topic: null,
    language: 'en',
  };
  const found = await retriever.retrieve(request);
  expect(found.map(({ articleId }) => articleId)[0]).toBe('a');
  expect(found).toHaveLength(2);
  const inTopic = await retriever.retrieve({ ...request, topic: 'goods' });
  expect(inTopic.map(({ articleId }) => articleId).toSorted()).toEqual(['b', 'c']);
});
