import type { Config } from './config.ts';

export type BannerFacts = {
  readonly url: string;
  readonly config: Pick<Config, 'dataDir' | 'demo' | 'model'>;
  readonly scenarioId: string | null;
  /** Whether `parley token show` knows a token: else one has to be made. */
  readonly hasToken: boolean;
  readonly isDefaultDataDir: boolean;
};

/** What the server says once it answers: where, and how to ask it something. Nothing in it is secret. */
export function bannerLines(facts: BannerFacts): string[] {
  const { url, scenarioId, config, isDefaultDataDir } = facts;
  const lines = [
    `Parley is ready at ${url}`,
    '',
    ...(scenarioId === null ? [] : visitorLines(facts, scenarioId)),
    `  Inbox          ${url}/inbox`,
    `  API documents  ${url}/docs`,
    `  OpenAPI        ${url}/openapi.json`,
    `  Data folder    ${isDefaultDataDir ? './data' : config.dataDir}`,
    `  Model          ${config.model.spec}`,
    '',
  ];
  if (scenarioId === null) return [...lines, 'There is no agent yet: make one with `npx parley agent create`.', ''];
  return [...lines, 'Ask it something, from another terminal in this folder:', '', curlLine(facts, scenarioId), ''];
}

function visitorLines({ url, config }: BannerFacts, scenarioId: string): string[] {
  const demo = config.demo ? [`  Demo           ${url}/demo`] : [];
  return [...demo, `  Chat page      ${url}/c/${scenarioId}`];
}

const QUESTION = 'How long is the warranty of a fountain pen?';

function curlLine({ url, config, hasToken, isDefaultDataDir }: BannerFacts, scenarioId: string): string {
  const show = hasToken ? 'token show' : `token create --scenario ${scenarioId} --scope write_all`;
  const folder = isDefaultDataDir ? '' : `PARLEY_DATA_DIR=${quoted(config.dataDir)} `;
  const body = JSON.stringify({ scenario_id: scenarioId, text: config.demo ? QUESTION : 'Hello! Who are you?' });
  return [
    `curl -s ${quoted(`${url}/chat?sources=true`)}`,
    `-H "Authorization: Bearer $(${folder}npx parley ${show})"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(body)}`,
  ].join(' ');
}

/** A word that a shell takes as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
