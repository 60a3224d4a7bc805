import type { VisitorClient } from './visitor-client.ts';
import { type Core, currentConversation, keep, noConversation } from './visitor-core.ts';
import type { Sessions } from './visitor-session.ts';

type Questions = Pick<VisitorClient, 'upload' | 'typing' | 'seen' | 'mailTranscript' | 'listConversations'>;
type QuestionsInput = { readonly core: Core; readonly sessions: Sessions };

/** The server is told no more often that somebody types, or looks. */
const TYPING_EVERY_MS = 3_000;
const SEEN_EVERY_MS = 3_000;

/** What is asked of the server directly, from whichever tab: nothing of it is repeated by itself. */
export function visitorQuestions({ core, sessions }: QuestionsInput): Questions {
  let typedAt = Number.NEGATIVE_INFINITY;
  const tellSeen = throttledSeen(core, sessions);
  return {
    async upload(file, onProgress, signal) {
      const { LATE_PARTS } = await import('./late-parts.ts');
      return LATE_PARTS.uploadFile({ core, sessions }, file, { onProgress, signal });
    },
    typing() {
      const id = currentConversation(core.model);
      const now = core.timers.now();
      if (id === null || now - typedAt < TYPING_EVERY_MS) return;
      typedAt = now;
      // It is fleeting: what does not arrive is not worth another attempt.
      sessions.call('signal-visitor-typing', { params: { id }, body: { is_typing: true } }).catch(() => undefined);
    },
    seen() {
      const { view, seen } = core.model;
      if (view === null || !core.page.isVisible()) return;
      if (seen?.conversationId === view.id && seen.seq >= view.seq) return;
      keep(core, { seen: { conversationId: view.id, seq: view.seq } });
      tellSeen();
    },
    async mailTranscript(email) {
      const id = currentConversation(core.model);
      if (id === null) throw noConversation();
      await sessions.call('mail-transcript', { params: { id }, body: { email } });
    },
    listConversations: async () =>
      core.model.session === null ? [] : (await sessions.call('list-visitor-conversations', {})).items,
  };
}

/** The last look counts as the first does: it is told when the time has passed. */
function throttledSeen(core: Core, sessions: Sessions): () => void {
  let isResting = false;
  let isDue = false;
  const say = (): void => {
    const id = currentConversation(core.model);
    if (id === null) return;
    isResting = true;
    isDue = false;
    core.timers.after(SEEN_EVERY_MS, () => {
      isResting = false;
      if (isDue) say();
    });
    sessions.call('mark-visitor-seen', { params: { id } }).catch(() => undefined);
  };
  return () => {
    isDue = true;
    if (!isResting) say();
  };
}
