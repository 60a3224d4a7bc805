import { createBuiltinModel } from '../../src/agent/builtin/language-model.ts';
import { createModel } from '../../src/agent/models/respond.ts';
import { createRetriever } from '../../src/agent/retrieval/retriever.ts';
import type { Retriever } from '../../src/domain/knowledge/retriever.ts';
import type { Model } from '../../src/domain/turn/turn-context.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';

/** The built-in model, as the server runs it. */
export async function testModel(): Promise<Model> {
  return createModel({ languageModel: createBuiltinModel(), name: 'builtin' });
}

/** Retrieval over the database's articles, as the server runs it. */
export function testRetriever(database: Database<Schema>): Retriever {
  return createRetriever(database);
}
