import pino from 'pino';
import { createModel } from '../../src/agent/models/respond.ts';
import { createArticleReader } from '../../src/agent/retrieval/article-reader.ts';
import { createRetriever } from '../../src/agent/retrieval/retriever.ts';
import type { Parts } from '../../src/compose.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import type { Model } from '../../src/domain/turn/turn-context.ts';
import { knowledgeStore } from '../../src/store/knowledge/load-knowledge.ts';

/** The built-in model, as the server runs it. */
export async function testModel(): Promise<Model> {
  const { createBuiltinModel } = await import('../../src/agent/builtin/language-model.ts');
  return createModel({ languageModel: createBuiltinModel(), name: 'builtin' });
}

/** Knowledge over the database's articles, as the server reads and finds it. */
export function testKnowledge(database: Parts['database']): Pick<Parts, 'knowledge' | 'readArticle' | 'readDocument'> {
  const knowledge = createRetriever({ store: knowledgeStore(database.named), log: pino({ level: 'silent' }) });
  return { knowledge, readArticle: createArticleReader(), readDocument };
}
