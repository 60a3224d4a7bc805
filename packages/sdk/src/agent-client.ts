import { type CallInput, type ClientOptions, createCall } from './call.ts';
import { chat, chatStream } from './chat.ts';

type Query<Id extends Parameters<ReturnType<typeof createCall>>[0]> = CallInput<Id>['query'];
type Body<Id extends Parameters<ReturnType<typeof createCall>>[0]> =
  CallInput<Id> extends { readonly body: infer B } ? B : never;

/** A client of the Agent API and Chat, bound to one token. Every method throws ApiError when the server refuses. */
export function createAgentClient(options: ClientOptions) {
  const call = createCall(options);
  return {
    /** Any endpoint by its id. */
    call,
    chat: chat(options),
    chatStream: chatStream(options),
    settings: {
      get: () => call('get-chatbot-settings', {}),
      update: (body: Body<'update-chatbot-settings'>) => call('update-chatbot-settings', { body }),
    },
    conversations: {
      list: (query: Query<'list-conversations'> = {}) => call('list-conversations', { query }),
      get: (conversationId: string) => call('get-conversation', { params: { conv_id: conversationId } }),
      events: (conversationId: string, query: Query<'list-conversation-events'> = {}) =>
        call('list-conversation-events', { params: { conv_id: conversationId }, query }),
    },
    metadata: {
      get: (conversationId: string) => call('get-conversation-metadata', { params: { conv_id: conversationId } }),
      /** Merges; `null` removes a key. */
      set: (conversationId: string, metadata: Body<'set-conversation-metadata'>['metadata']) =>
        call('set-conversation-metadata', { params: { conv_id: conversationId }, body: { metadata } }),
      replace: (conversationId: string, metadata: Body<'replace-conversation-metadata'>['metadata']) =>
        call('replace-conversation-metadata', { params: { conv_id: conversationId }, body: { metadata } }),
    },
    exports: {
      /** Begins one: ask for it by its id until it is `done`, then fetch `download_url`. */
      create: (body: Body<'create-agent-export'>) => call('create-agent-export', { body }),
      get: (exportId: string) => call('get-agent-export', { params: { export_id: exportId } }),
    },
    articles: {
      list: (query: Query<'list-articles'> = {}) => call('list-articles', { query }),
      get: (id: number) => call('get-article', { params: { id } }),
      create: (body: Body<'create-article'>) => call('create-article', { body }),
      update: (id: number, body: Body<'update-article'>) => call('update-article', { params: { id }, body }),
      delete: (id: number) => call('delete-article', { params: { id } }),
      deleteMany: (ids: number[]) => call('delete-articles', { body: { ids } }),
      search: (query: string, more: Query<'search-articles'> = {}) =>
        call('search-articles', { query: { ...more, query } }),
      tags: (query: Query<'list-tags'> = {}) => call('list-tags', { query }),
      upload: (file: Blob, name: string, more: { title?: string; tags?: readonly string[] } = {}) =>
        call('upload-file', { body: fileForm(file, name, more) }),
    },
  };
}

export type AgentClient = ReturnType<typeof createAgentClient>;

/** Fields before the file: the server reads the form as it arrives, and knows them when the file begins. */
function fileForm(file: Blob, name: string, more: { title?: string; tags?: readonly string[] }): FormData {
  const form = new FormData();
  if (more.title !== undefined) form.append('title', more.title);
  if (more.tags !== undefined) form.append('tags', more.tags.join(','));
  form.append('file', file, name);
  return form;
}
