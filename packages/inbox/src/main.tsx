import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createQueries, readAhead } from './queries.ts';
import { createInboxRouter } from './router.tsx';
import { startTranslations } from './translations.ts';
import './styles/main.css';

const root = document.getElementById('root');
if (!root) throw new Error('the document of the inbox has no root');
// Libraries that write a style sheet of their own say with it that ours lets them.
setNonce(document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.nonce ?? '');
const queries = createQueries();
readAhead(queries, location.pathname);
await startTranslations();
createRoot(root).render(<App queries={queries} router={createInboxRouter(queries)} />);
