import { globSync, readFileSync } from 'node:fs';

const PLACES = ['packages/*/{src,test}/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'];

/** What a file says that opens the suite's database, or asks which one it is. */
const MEETS_DATABASE =
  /testDatabase|openTestDatabase|testApp|testServers|widgetStories|createOnServer|createEmbedded|TEST_(DATABASE|REDIS)_URL/;
/** Modules of ours that open it for those who import them. */
const OPENERS = /support\/(app|database|servers|parts|deps|world|commands)/;

/** Decisions and text, a few milliseconds each: they leave nothing behind that another file could trip over. */
const PURE = /^packages\/(protocol|sdk|widget|inbox)\/src\/|^packages\/server\/src\/(domain|lib|presenters|agent)\//;

/** How the widget looks and is operated, whatever the server keeps its data in. */
const LOOKS =
  /^packages\/server\/test\/browser\/(docs-page|pages-about-the-widget|widget-loader[\w-]*|widget-stories\/(accessibility|app|appearance|commands|examples|features|forgetting|hostile-page|init-again|judging|keeps-focus|one-language|phone|reading|refusals|screen-readers|sources|zoom))\.test/;

/** Walks over every address of the server, each with many calls: what they find is decided at the door, before any database. */
const WALKS =
  /^packages\/server\/test\/faults\/(bad-[\w-]*input|foreign-[\w-]+|unsigned-claims|workspace-changes)\.test/;

type TestFiles = {
  readonly pure: string[];
  readonly rest: string[];
  readonly sameAnywhere: string[];
};

/**
 * The files of the suite: those that run together in one worker (`pure`), all others, and those that do the same again on another
 * database and so run on the embedded one only.
 */
export function testFiles(): TestFiles {
  const all = PLACES.flatMap((place) => globSync(place)).filter((file) => !file.includes('node_modules'));
  const isEmbedded = (file: string): boolean => {
    const text = readFileSync(file, 'utf8');
    return !MEETS_DATABASE.test(text) && !OPENERS.test(text);
  };
  const embedded = all.filter(isEmbedded);
  const pure = embedded.filter((file) => PURE.test(file));
  const rest = all.filter((file) => !pure.includes(file));
  return { pure, rest, sameAnywhere: [...embedded, ...all.filter((file) => LOOKS.test(file) || WALKS.test(file))] };
}
