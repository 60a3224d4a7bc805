import { Avatar } from './avatar.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { useUi } from './ui.ts';

/**
 * The reply that is being written. The live region reads it when it is whole, and its links lead nowhere until then: only
 * those of the message are told of where links are tracked.
 */
export function Draft() {
  const { state, config } = useUi();
  if (!config.features.streaming || !state.draft || state.draft.text === '') return null;
  return (
    <div class="message theirs opens closes draft" aria-hidden="true" inert>
      <div class="line">
        <Avatar name={config.agent.name} url={config.agent.avatar_url} />
        <div class="stack">
          <div class="bubble">
            <Markdown text={state.draft.text} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** That someone writes, or what the agent does meanwhile, where nothing of the reply can be seen yet. */
export function Typing() {
  const { state, config, t } = useUi();
  const isDrafted = config.features.streaming && Boolean(state.draft?.text);
  if (!config.features.typing || !state.typing || isDrafted) return null;
  const operator = state.typing === 'human_operator' ? state.conversation?.operator : null;
  const name = operator?.name ?? (state.typing === 'human_operator' ? t('person') : config.agent.name);
  return (
    <div class="message theirs opens closes">
      <div class="line">
        <Avatar
          name={name}
          url={state.typing === 'human_operator' ? (operator?.avatar_url ?? null) : config.agent.avatar_url}
        />
        {state.thinking ? (
          <div class="bubble">{state.thinking}</div>
        ) : (
          <div class="bubble typing">
            <span class="hidden">{t('typing', { author: name })}</span>
            <i />
            <i />
            <i />
          </div>
        )}
      </div>
    </div>
  );
}

/** That an answer is late, or will not come. */
export function ReplyNote() {
  const { state, t } = useUi();
  if (state.reply !== 'late' && state.reply !== 'failed') return null;
  return (
    <p class="marker" role="status">
      {t(state.reply === 'late' ? 'replyLate' : 'replyFailed')}
    </p>
  );
}
