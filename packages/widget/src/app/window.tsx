import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { askForPerson } from './ask-for-person.ts';
import { Banner } from './banner.tsx';
import { Composer } from './composer.tsx';
import { Disclaimer } from './disclaimer.tsx';
import type { Extras } from './extras.ts';
import { Header } from './header.tsx';
import { Late } from './late.tsx';
import { LiveRegion } from './live-region.tsx';
import { MessageList } from './message-list.tsx';
import { PersonRow } from './person-row.tsx';
import { asksForm } from './prechat-fields.ts';
import { driverOf, type Sheet, type Ui, UiContext } from './ui.ts';

export type WindowProps = {
  readonly ui: Omit<Ui, 'show' | 'showPast' | 'asksPerson' | 'askPerson'>;
  readonly spoken: { readonly text: string; readonly turn: number };
};

/** All that is in the window of the chat. */
export function Window({ ui: given, spoken }: WindowProps) {
  const { state, config } = given;
  const { sheet, hasFailed, ...sheets } = useSheet(given);
  const [isPast, showPast] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const ui: Ui = { ...given, ...sheets, showPast };
  const { era } = state;
  const conversationId = state.conversation?.id;
  // Another conversation closes the list that it was chosen from.
  useLayoutEffect(() => showPast(false), [conversationId, era]);
  useLayoutEffect(() => setAsked(false), [era]);
  const isNew = state.conversation === null && state.outbox.length === 0;
  const screen = !state.hasConsent
    ? 'consent'
    : isPast
      ? 'past'
      : isNew && !isAsked && asksForm(config.prechat, state.details)
        ? 'prechat'
        : 'chat';
  return (
    <UiContext.Provider value={ui}>
      {/* What a visitor has begun ends with them; only that it was erased is said afterwards. */}
      <div class="inside" key={era} inert={sheet !== null}>
        <Header
          hasMenu={screen === 'chat' || screen === 'prechat'}
          onBack={screen === 'past' ? () => showPast(false) : null}
        />
        <Banner hasFailed={hasFailed} />
        {(screen === 'consent' || screen === 'prechat') && (
          <Late of="questions">
            {({ Consent, Prechat }) => (screen === 'consent' ? <Consent /> : <Prechat onDone={() => setAsked(true)} />)}
          </Late>
        )}
        {screen === 'past' && <Late of="extras">{({ PastConversations }) => <PastConversations />}</Late>}
        {screen === 'chat' && (
          <>
            <MessageList key={conversationId ?? 'new'} />
            <PersonRow />
            <Composer />
          </>
        )}
        {screen !== 'past' && <Disclaimer />}
      </div>
      {sheet && <sheet.SheetOf key={sheet.name === 'forget' ? '' : era} sheet={sheet.name} />}
      <LiveRegion {...spoken} />
    </UiContext.Provider>
  );
}

type Shown = { readonly name: Sheet; readonly SheetOf: Extras['SheetOf'] };

/** The question over the conversation, which is asked when it is there. The way to a person hangs on no file. */
function useSheet(ui: WindowProps['ui']) {
  const [sheet, setSheet] = useState<Shown | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [asksPerson, setAsking] = useState(false);
  const { state } = ui;
  const isRefused = state.outbox.some((message) => message.state === 'refused');
  // The server has said how far it is, or it is another's affair by now.
  useEffect(() => setAsking(false), [driverOf(ui), state.conversation?.id, state.era, isRefused]);
  // Once said it is on its way, and is not called off by a question that is closed.
  const askPerson = () => {
    setSheet(null);
    setAsking(true);
    askForPerson(ui).catch(() => {
      setAsking(false);
      // It is nothing to the next visitor.
      setFailed(state.era === ui.client.state.era);
    });
  };
  const open = async (name: Sheet) => {
    try {
      const { SheetOf } = await ui.load('extras');
      setSheet({ name, SheetOf });
    } catch (error) {
      if (name !== 'person') throw error;
      askPerson();
    }
  };
  const show = (name: Sheet | null) => {
    if (name === null) return setSheet(null);
    setFailed(false);
    open(name).catch(() => setFailed(true));
  };
  return { sheet, hasFailed, asksPerson, askPerson, show };
}
