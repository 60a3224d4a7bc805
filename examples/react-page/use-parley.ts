import { loadParley, type Parley } from '@parley/sdk';
import { useEffect, useState } from 'react';

type Options = { readonly host: string; readonly scenarioId: string };

/** The widget of an agent for as long as the component is there; null until it is ready. */
export function useParley({ host, scenarioId }: Options): Parley | null {
  const [parley, setParley] = useState<Parley | null>(null);
  useEffect(() => {
    const loaded = loadParley({ host, scenarioId });
    let isGone = false;
    loaded.then((ready) => {
      // In a function of its own: what React is given to call, it calls.
      if (!isGone) setParley(() => ready);
    }, console.warn);
    return () => {
      isGone = true;
      setParley(null);
      loaded.then((ready) => ready.destroy()).catch(() => {});
    };
  }, [host, scenarioId]);
  return parley;
}
