import { useUi } from './ui.ts';

/** What a visitor might ask first; gone once something was said. */
export function Starters() {
  const { config, state, client, t } = useUi();
  const isNew = state.conversation === null && state.outbox.length === 0;
  if (!isNew || config.starters.length === 0 || !config.agent.is_available) return null;
  return (
    <ul class="starters" aria-label={t('startersLabel')}>
      {config.starters.map((text) => (
        <li key={text}>
          <button type="button" dir="auto" onClick={() => client.send({ text })}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Yes or no, while the last thing said is the agent's question whether a person shall join. */
export function Offer() {
  const { state, client, t, asksPerson, askPerson } = useUi();
  const last = state.conversation?.entries.at(-1);
  const isAsked = last?.kind === 'message' && last.message.offers_person && state.outbox.length === 0;
  if (asksPerson || !isAsked || state.conversation?.driver !== 'ai' || state.conversation.progress !== 'open')
    return null;
  return (
    <ul class="starters" aria-label={t('startersLabel')}>
      <li>
        <button type="button" onClick={askPerson}>
          {t('personYes')}
        </button>
      </li>
      <li>
        <button type="button" onClick={() => client.send({ text: t('decline') })}>
          {t('decline')}
        </button>
      </li>
    </ul>
  );
}
