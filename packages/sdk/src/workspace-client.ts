import { type CallInput, type ClientOptions, createCall } from './call.ts';

type EndpointName = Parameters<ReturnType<typeof createCall>>[0];
type Query<Id extends EndpointName> = CallInput<Id>['query'];
type Body<Id extends EndpointName> = CallInput<Id> extends { readonly body: infer B } ? B : never;

/** A page of a list that is paged by cursor. */
type CursorPage<T> = { readonly data: readonly T[]; readonly next_cursor: string | null };

export type SendOptions = {
  /** The same key and body within a day give the first answer again, and never a second message. */
  readonly idempotencyKey?: string;
};

/** A client of the Workspace API, bound to one key. Every method throws ApiError when the server refuses. */
export function createWorkspaceClient(options: ClientOptions) {
  const call = createCall(options);
  return {
    /** Any endpoint by its id. */
    call,
    me: () => call('get-me', {}),
    conversations: conversationCalls(call),
    notes: noteCalls(call),
    tags: tagCalls(call),
  };
}

export type WorkspaceClient = ReturnType<typeof createWorkspaceClient>;

type Call = ReturnType<typeof createCall>;

function conversationCalls(call: Call) {
  const list = (query: Query<'list-workspace-conversations'> = {}) => call('list-workspace-conversations', { query });
  const messages = (id: string, query: Query<'list-conversation-messages'> = {}) =>
    call('list-conversation-messages', { params: { id }, query });
  return {
    list,
    /** Every conversation of a list, page after page; what stands still meanwhile comes once. */
    each: (query: Query<'list-workspace-conversations'> = {}) => eachOf((place) => list({ ...query, ...place })),
    get: (id: string) => call('get-workspace-conversation', { params: { id } }),
    /** Changes what is named, all or nothing. */
    update: (id: string, body: Body<'update-conversation'>) => call('update-conversation', { params: { id }, body }),
    messages,
    /** Every message and marker, oldest first. */
    eachMessage: (id: string) => eachOf((place) => messages(id, place)),
    /** Replies as a person. */
    send: (id: string, body: Body<'send-conversation-message'>, options: SendOptions = {}) =>
      call('send-conversation-message', { params: { id }, body, headers: headersOf(options) }),
    /** Sends again what did not arrive of a message. */
    resend: (id: string, messageId: string, options: SendOptions = {}) =>
      call('resend-message', { params: { id, message_id: messageId }, headers: headersOf(options) }),
    /** How long people can write to the visitor. */
    replyWindow: (id: string) => call('get-reply-window', { params: { id } }),
    handBack: (id: string, options: SendOptions = {}) =>
      call('hand-back-conversation', { params: { id }, headers: headersOf(options) }),
    tags: (id: string, query: Query<'list-assigned-tags'> = {}) =>
      call('list-assigned-tags', { params: { id }, query }),
    /** Replaces all tags. */
    setTags: (id: string, tagIds: string[]) =>
      call('set-conversation-tags', { params: { id }, body: { tag_ids: tagIds } }),
  };
}

function noteCalls(call: Call) {
  const list = (id: string, query: Query<'list-conversation-notes'> = {}) =>
    call('list-conversation-notes', { params: { id }, query });
  return {
    list,
    /** Every note, pinned ones first. */
    each: (id: string) => eachOf((place) => list(id, place)),
    add: (id: string, body: Body<'add-note'>, options: SendOptions = {}) =>
      call('add-note', { params: { id }, body, headers: headersOf(options) }),
    update: (id: string, noteId: string, body: Body<'update-note'>) =>
      call('update-note', { params: { id, note_id: noteId }, body }),
    delete: (id: string, noteId: string) => call('delete-note', { params: { id, note_id: noteId } }),
  };
}

function tagCalls(call: Call) {
  return {
    list: (query: Query<'list-conversation-tags'> = {}) => call('list-conversation-tags', { query }),
    create: (body: Body<'create-tag'>, options: SendOptions = {}) =>
      call('create-tag', { body, headers: headersOf(options) }),
    update: (tagId: string, body: Body<'update-tag'>) => call('update-tag', { params: { tag_id: tagId }, body }),
    /** Takes it off every conversation too. */
    delete: (tagId: string) => call('delete-tag', { params: { tag_id: tagId } }),
  };
}

const headersOf = ({ idempotencyKey }: SendOptions): Record<string, string> =>
  idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };

async function* eachOf<T>(page: (place: { cursor?: string }) => Promise<CursorPage<T>>): AsyncGenerator<T, void> {
  let place: { cursor?: string } | null = {};
  while (place !== null) {
    const { data, next_cursor: cursor }: CursorPage<T> = await page(place);
    yield* data;
    place = cursor === null ? null : { cursor };
  }
}
