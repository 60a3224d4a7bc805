import { Icon } from './icon.tsx';
import { driverOf, useUi } from './ui.ts';

/** The way to a person, which is always in sight; or how far it has come. */
export function PersonRow() {
  const ui = useUi();
  const { t, show, asksPerson } = ui;
  const { people } = ui.config;
  const driver = driverOf(ui);
  if (asksPerson || driver === 'queue') {
    return (
      <div class="person-row waiting">
        <span class="pulse" aria-hidden="true" />
        <p>
          {t('personAsked')}
          {people.away_text && <span dir="auto"> {people.away_text}</span>}
        </p>
      </div>
    );
  }
  if (!people.are_enabled || driver === 'human') return null;
  return (
    <div class="person-row">
      <button type="button" class="pill" onClick={() => show('person')}>
        <Icon name="person" />
        {t('talkToPerson')}
      </button>
    </div>
  );
}
