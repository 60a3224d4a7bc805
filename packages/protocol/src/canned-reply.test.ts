import { describe, expect, it } from 'vitest';
import { type CannedValues, renderCannedReply } from './canned-reply.ts';

const JUNE: CannedValues = {
  visitorName: 'June',
  operatorName: 'Kim Park',
  agentName: 'Ada',
  metadata: { order: '4421', seats: 3, paid: false, 'size of shoe': 38, address: { city: 'Ulm' }, empty: ' ' },
};
const rendered = (body: string, values: Partial<CannedValues> = {}) => renderCannedReply(body, { ...JUNE, ...values });

describe('a canned reply', () => {
  it.each([
    ['Dear {{visitor_name}},', 'Dear June,'],
    ['{{ visitor_name }} and {{operator_name}} of {{agent_name}}', 'June and Kim Park of Ada'],
    ['Order {{metadata.order}}: {{metadata.seats}}, {{metadata.paid}}', 'Order 4421: 3, false'],
    ['Size {{metadata.size of shoe}}', 'Size 38'],
    ['Hello {{visitor_name|there}}', 'Hello June'],
    ['No variables, {one} and {{}}', 'No variables, {one} and {{}}'],
  ])('fills %j', (body, text) => {
    expect(rendered(body)).toEqual({ text, missing: [] });
  });

  it('says the fallback where there is no value, also an empty one', () => {
    const body = 'Hello {{visitor_name|there}}{{metadata.colour|}}, {{metadata.address | your town }}';
    expect(rendered(body, { visitorName: null })).toEqual({ text: 'Hello there, your town', missing: [] });
    expect(rendered('Hello {{visitor_name|there}}', { visitorName: '  ' }).text).toBe('Hello there');
  });

  it('leaves what stands for nothing, and names it once', () => {
    const body = '{{visitor_name}} {{visitor_name}} {{metadata.empty}} {{nothing}} {{metadata.constructor}}';
    expect(rendered(body, { visitorName: null })).toEqual({
      text: body,
      missing: ['visitor_name', 'metadata.empty', 'nothing', 'metadata.constructor'],
    });
  });

  it('takes values for words: they bring no markup, no lines and no variables along', () => {
    const visitorName = '[June](https://evil.example)\n# {{operator_name}} <b>*';
    expect(rendered('Dear {{visitor_name}}', { visitorName }).text).toBe(
      'Dear \\[June\\](https://evil.example) # {{operator\\_name}} \\<b\\>\\*',
    );
  });

  it('is filled in no time, whatever it is', () => {
    const begun = performance.now();
    renderCannedReply('{{'.repeat(4_000), JUNE);
    renderCannedReply(`{{${'a|'.repeat(4_000)}`, JUNE);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
