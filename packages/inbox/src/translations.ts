import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, RIGHT_TO_LEFT } from './languages.ts';

const REMEMBERED = 'parley.inbox.language';

// A file per language and area: `messages/de/conversation.json`. Each is loaded when a screen first needs it.
const files = import.meta.glob<{ default: Record<string, unknown> }>('./messages/*/*.json');

/** Starts in the language that was chosen here last, else in the browser's. */
export async function startTranslations(): Promise<void> {
  await i18next
    .use({
      type: 'backend',
      read: (language: string, area: string, done: (error: unknown, words: Record<string, unknown> | null) => void) => {
        const load = files[`./messages/${language}/${area}.json`];
        if (!load) return done(new Error(`there are no words for ${area} in ${language}`), null);
        load().then(
          (module) => done(null, module.default),
          (error: unknown) => done(error, null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      fallbackLng: 'en',
      supportedLngs: Object.keys(LANGUAGES),
      // What the list says, which nearly everybody sees first, comes with the rest instead of after it.
      ns: ['common', 'list', 'words', 'notifications'],
      defaultNS: 'common',
      // React escapes what it shows.
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  applyDirection();
}

/** Changes the language of every screen and remembers it in this browser. */
export async function speak(language: Language): Promise<void> {
  if (i18next.language === language) return;
  remember(language);
  await i18next.changeLanguage(language);
  applyDirection();
}

/** Speaks as the browser does again, and forgets what was chosen here. */
export async function speakAsBrowser(): Promise<void> {
  forget();
  await i18next.changeLanguage(preferredLanguage());
  applyDirection();
}

/** The language that is spoken now. */
export const spokenLanguage = (): Language => languageOf(i18next.language) ?? 'en';

function applyDirection(): void {
  const language = spokenLanguage();
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
}

function preferredLanguage(): Language {
  const wishes = [remembered(), ...navigator.languages];
  for (const wish of wishes) {
    const language = languageOf(wish);
    if (language) return language;
  }
  return 'en';
}

const languageOf = (tag: string | null | undefined): Language | null =>
  (Object.keys(LANGUAGES) as Language[]).find((language) => language === tag?.slice(0, 2).toLowerCase()) ?? null;

function remembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    // Storage may be denied: the browser's own language does then.
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // It holds until the page is closed.
  }
}

function forget(): void {
  try {
    localStorage.removeItem(REMEMBERED);
  } catch {
    // Nothing was remembered then.
  }
}
