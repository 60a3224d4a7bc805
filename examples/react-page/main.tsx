import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useParley } from './use-parley.ts';

const PARLEY = { host: import.meta.env.VITE_PARLEY_HOST, scenarioId: import.meta.env.VITE_PARLEY_SCENARIO };

function Shop() {
  const parley = useParley(PARLEY);
  const [replies, setReplies] = useState(0);
  useEffect(() => parley?.on('reply', () => setReplies((before) => before + 1)), [parley]);
  return (
    <main>
      <h1>Larkspur Stationery</h1>
      <button type="button" disabled={parley === null} onClick={() => parley?.open()}>
        Ask us
      </button>
      <p>Replies so far: {replies}</p>
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  );
}
