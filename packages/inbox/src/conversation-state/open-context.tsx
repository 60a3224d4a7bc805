import { createContext, type ReactNode, use } from 'react';
import type { OpenedConversation } from './opened-conversation.ts';
import type { PersonById } from './people.ts';
import { NO_SIGNALS, type Signals } from './signals.ts';
import type { MakeChange } from './use-change.ts';

/** The conversation that is open, and what can be done with it. */
export type Open = {
  readonly data: OpenedConversation;
  readonly person: PersonById;
  readonly make: MakeChange;
  /** Puts something that is known of it into what is shown. */
  readonly change: (next: (before: OpenedConversation) => OpenedConversation) => void;
  readonly loadOlder: () => Promise<void>;
};

const OpenContext = createContext<Open | null>(null);
const SignalsContext = createContext<Signals>(NO_SIGNALS);

type ProviderProps = { readonly open: Open; readonly signals: Signals; readonly children: ReactNode };

/** Tells all that is inside which conversation is open. */
export function OpenProvider({ open, signals, children }: ProviderProps) {
  return (
    <OpenContext value={open}>
      <SignalsContext value={signals}>{children}</SignalsContext>
    </OpenContext>
  );
}

/** The conversation that is open. */
export function useOpen(): Open {
  const open = use(OpenContext);
  if (!open) throw new Error('no conversation is open here');
  return open;
}

/** Who types and looks at it, and what the agent is saying: these change often. */
export const useOpenSignals = (): Signals => use(SignalsContext);
