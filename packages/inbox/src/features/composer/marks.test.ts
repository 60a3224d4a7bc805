import { describe, expect, it } from 'vitest';
import { type Mark, marked } from './marks.ts';

/** `[` and `]` stand around what is selected, before and after. */
function edited(given: string, mark: Mark): string {
  const start = given.indexOf('⟦');
  const end = given.indexOf('⟧') - 1;
  const text = given.replace('⟦', '').replace('⟧', '');
  const edit = marked({ text, start, end }, mark);
  const next = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${next.slice(0, edit.start)}⟦${next.slice(edit.start, edit.end)}⟧${next.slice(edit.end)}`;
}

describe('the marks of the toolbar', () => {
  it.each<[Mark, string, string]>([
    ['bold', 'a ⟦word⟧ b', 'a **⟦word⟧** b'],
    ['bold', 'a **⟦word⟧** b', 'a ⟦word⟧ b'],
    ['bold', 'a ⟦⟧', 'a **⟦⟧**'],
    ['italic', '⟦word⟧', '_⟦word⟧_'],
    ['code', '⟦word⟧', '`⟦word⟧`'],
    ['code', '⟦one\ntwo⟧', '```\n⟦one\ntwo⟧\n```'],
    ['link', 'see ⟦here⟧', 'see [here](⟦https://⟧)'],
    ['link', '⟦https://a.example⟧', '[⟦⟧](https://a.example)'],
    ['list', 'one\nt⟦w⟧o', 'one\n- two⟦⟧'],
    ['list', '⟦one\ntwo⟧', '⟦- one\n- two⟧'],
    ['list', '⟦- one\n- two⟧', '⟦one\ntwo⟧'],
  ])('%s: %j becomes %j', (mark, before, after) => {
    expect(edited(before, mark)).toBe(after);
  });
});
