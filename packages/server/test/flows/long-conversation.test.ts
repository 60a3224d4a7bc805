import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { importArticles } from '../../src/commands/import-articles.ts';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';

const app = testApp();
const { say } = chatClient(app);

/** The demo's articles, as a newcomer has them. */
async function demoArticles() {
  const topics = ['shipping', 'returns', 'opening-hours', 'warranty'];
  const german = topics.map((topic) => `${topic}.de`);
  const names = [...topics, 'prices', 'account', 'about', 'contact', ...german];
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(`../../demo/${name}.md`, import.meta.url), 'utf8');
      const [heading = '', ...rest] = text.split('\n');
      return { type: 'Article' as const, title: heading.replace(/^# /, ''), content: rest.join('\n').trim() };
    }),
  );
}

beforeEach(async () => {
  const { deps } = app.current.parley;
  const agentId = app.current.first.chatbot_id;
  await importArticles(deps, { agentId, articles: await demoArticles() });
  const authorization = `Bearer ${app.current.first.write_token}`;
  const settings = {
    one_word_description: 'Robin',
    short_description: 'Robin answers questions of the customers of Larkspur.',
  };
  await app.current.parley.app.inject({
    method: 'PATCH',
    url: '/v1/api/chatbot_settings',
    headers: { authorization },
    payload: settings,
  });
});

/** What the visitor writes, and what must stand in the reply; null where the agent must decline. */
type Script = readonly (readonly [text: string, reply: RegExp | null])[];

const ENGLISH: Script = [
  ['Hello!', /./],
  ['Who are you?', /Robin/],
  ['Are you a human?', /./],
  ['What does shipping within Germany cost?', /4\.90/],
  ['And how long does it take?', /two to three working days/],
  ['and to Switzerland?', /14\.00|six to nine/],
  ['Thanks!', /./],
  ['Can I send something back?', /30 days/],
  ['who pays the postage for returns from other countries?', /pay the postage yourself/],
  ['When do I get my money back?', /five working days/],
  ['Can I exchange an item?', /Exchanges are not possible/],
  ['wat are your opning hours on Saturday?', /10 am to 4 pm/],
  ['Are you open on Sundays?', /closed on Sundays/],
  ['Is there a calligraphy evening?', /first Thursday/],
  ['How many seats are there?', /twelve/],
  ['What is my ticket number?', /T-1234/],
  ['And which plan do I have?', /premium/],
  ['How long is the warenty on fountain pens?', /five years/],
  ['Does it cover bent nibs?', /does not cover bent nibs/],
  ['What does it cost to exchange a nib?', /18/],
  ['how long does a repair take', /two weeks/],
  ['Who won the football world cup in 1990?', null],
  ['How can I pay?', /credit card|PayPal/],
  ['Do schools get a discount?', /15 %/],
  ['Are gift vouchers valid for long?', /three years/],
  ['I forgot my pasword', /Forgot password/],
  ['Can I cancel an order?', /cancelled/],
  ['What is your phone number?', /\+49 421 555 0142/],
  ['Who founded Larkspur?', /Behrens/],
  ['Great, thank you, bye!', /./],
];

const GERMAN: Script = [
  ['Hallo!', /./],
  ['Wer bist du?', /Robin/],
  ['Bist du ein Mensch?', /./],
  ['Was kostet der Versand innerhalb Deutschlands?', /4,90/],
  ['Und wie lange dauert das?', /zwei bis drei Werktage/],
  ['Und in die Schweiz?', /14,00|sechs bis neun/],
  ['Danke!', /./],
  ['Kann ich etwas zurückschicken?', /30 Tagen/],
  ['Wer zahlt das Porto für Rücksendungen aus anderen Ländern?', /Porto selbst/],
  ['Wann bekomme ich mein Geld zurück?', /fünf Werktagen/],
  ['Ist ein Umtausch möglich?', /Umtausch ist nicht möglich/],
  ['Wann habt ihr am Samstag geöfnet?', /10 bis 16 Uhr/],
  ['Habt ihr sonntags offen?', /Sonn- und Feiertagen/],
  ['Gibt es einen Kalligrafie-Abend?', /ersten Donnerstag/],
  ['Wie viele Plätze gibt es?', /zwölf/],
  ['Wie lautet meine Ticketnummer?', /T-1234/],
  ['Und welchen Plan habe ich?', /premium/],
  ['Wie lange ist die Garanti auf Füller?', /fünf Jahre/],
  ['Sind verbogene Federn abgedeckt?', /[Vv]erbogene Federn/],
  ['Was kostet der Tausch einer Feder?', /18/],
  ['wie lange dauert eine reparatur', /zwei Wochen/],
  ['Wer hat 1990 die Fußball-Weltmeisterschaft gewonnen?', null],
  ['Was kostet Expressversand?', /12,50/],
  ['Ab welchem Bestellwert ist der Versand kostenlos?', /60/],
  ['Bekomme ich eine Sendungsnummer?', /Sendungsnummer/],
  ['Ich habe die Rechnung verloren', /E-Mail-Adresse/],
  ['Wo ist euer Laden?', /Am Wall 118/],
  ['Habe ich ohne Drucker ein Etikett?', /QR-Code|Etikett/],
  ['Sind Zölle enthalten?', /Zölle sind nicht enthalten/],
  ['Super, vielen Dank, tschüss!', /./],
];

async function hold(script: Script): Promise<{ transcript: string[]; wrong: string[] }> {
  const first = await say(script[0]?.[0] ?? '');
  const id: string = first.json().conv_id;
  await app.current.parley.app.inject({
    method: 'POST',
    url: `/v1/api_core/conversations/${id}/metadata`,
    headers: { authorization: `Bearer ${app.current.first.write_token}` },
    payload: { metadata: { ticket_id: 'T-1234', plan: 'premium' } },
  });
  const transcript = [`${script[0]?.[0]} → ${first.json().reply}`];
  const wrong: string[] = [];
  for (const [text, expected] of script.slice(1)) {
    const { reply } = (await say(text, { conv_id: id }, {}, '?format=text')).json();
    transcript.push(`${text} → ${reply}`);
    const insights = await lastKind(id);
    const isRight = expected === null ? insights === 'unknown' : insights !== 'unknown' && expected.test(reply);
    if (!isRight) wrong.push(`${text} → [${insights}] ${reply}`);
  }
  return { transcript, wrong };
}

async function lastKind(id: string): Promise<string> {
  const row = await app.current.database.db
    .selectFrom('messages')
    .select('insights')
    .where('conversation_id', '=', id)
    .orderBy('ord', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return String(row.insights?.kind);
}

describe('thirty turns with the built-in model, in which only the foreign question is declined', () => {
  it.each([
    ['English', ENGLISH],
    ['German', GERMAN],
  ])('%s', async (_language, script) => {
    const { wrong } = await hold(script);
    expect(wrong).toEqual([]);
  });
});
