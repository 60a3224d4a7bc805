import type { Analytics } from '@parley/protocol/api';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { expect, it } from 'vitest';
import { formats } from '../formats.ts';
import { Shares } from './shares.tsx';

await i18next.use(initReactI18next).init({ lng: 'en', resources: {} });

it('shows what is no code of a language as it is', () => {
  const languages = ['de', 'not a code'].map((language) => ({ language, conversations: 1, previous: 0 }));
  const nothing = { channels: [], topics: [], intents: [], knowledge_gaps: [] };
  const analytics = { languages, ...nothing } as unknown as Analytics;
  const shown = renderToStaticMarkup(<Shares analytics={analytics} format={formats()} />);
  expect(shown).toContain('German');
  expect(shown).toContain('not a code');
});
