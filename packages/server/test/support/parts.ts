import { createModel } from '../../src/agent/models/respond.ts';
import type { Retriever } from '../../src/domain/knowledge/retriever.ts';
import type { Model } from '../../src/domain/turn/turn-context.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';

/** The built-in model, as the server runs it. */
export async function testModel(): Promise<Model> {
  const { createBuiltinModel } = await import('../../src/agent/builtin/language-model.ts');
  return createModel({ languageModel: createBuiltinModel(), name: 'builtin' });
}

/** Retrieval over the database's articles, as the server runs it. */
export async function testRetriever(database: Database<Schema>): Promise<Retriever> {
  const { createRetriever } = await import('../../src/agent/retrieval/retriever.ts');
  return createRetriever(database);
}
