import { expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { signedIn } from '../../support/person.ts';
import { builtWidget } from '../../support/widget.ts';

const app = testApp();

it('the page of a workspace shows for each of its agents what a site needs, with the hash of the script', async () => {
  const { parley, first } = app.current;
  const foreign = await app.current.addForeign();
  const { browser, workspaceId } = await signedIn(parley, 'agent');
  const { body } = await browser.get(`/workspaces/${workspaceId}`);
  const { loader } = builtWidget();
  if (!loader) throw new Error('the widget was not built');
  const snippets = [...body.matchAll(/<pre[^>]*><code>(.*?)<\/code>/gs)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'),
  );
  const held = `integrity="${loader.integrity}" crossorigin="anonymous"`;
  expect(snippets.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(
      new RegExp(`^<script async src="https?://[^"]+/widget.js" data-scenario="${first.scenario_id}">`),
    ),
    expect.stringContaining(`${loader.path}" ${held} data-scenario="${first.scenario_id}"`),
  ]);
  for (const path of [`/c/${first.scenario_id}`, `/demo?scenario=${first.scenario_id}`]) {
    expect(body).toContain(`<a href="${path}">`);
    expect((await browser.get(path)).statusCode).toBe(200);
  }
  expect(body).toContain(`<a href="/check-embed?scenario=${first.scenario_id}">Check a site</a>`);
  expect(body).toContain('<details><summary>For your site</summary>');
  expect(body).not.toContain(foreign.scenario_id);
});

it('leads to no page that visitors of a draft would not get', async () => {
  const { parley, first, database } = app.current;
  await database.db.updateTable('agents').set({ state: 'draft' }).execute();
  const { browser, workspaceId } = await signedIn(parley, 'owner');
  const { body } = await browser.get(`/workspaces/${workspaceId}`);
  expect(body).not.toContain(`/c/${first.scenario_id}`);
  expect(body).toContain(`/check-embed?scenario=${first.scenario_id}`);
});
