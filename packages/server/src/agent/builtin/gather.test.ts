import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

const schema = {
  properties: {
    email: { type: 'string' },
    phone: { type: 'string' },
    name: { type: 'string' },
    order_number: { type: 'string', pattern: '^[A-Z]{2}\\d{4}$' },
  },
};

describe('what a message says of the visitor', () => {
  it.each([
    ['Write to kim@shop.example, please.', { email: 'kim@shop.example' }],
    ['Call me: +49 30 1234567 after five', { phone: '+49 30 1234567' }],
    ['Hi, my name is Kim Park and I wait', { name: 'Kim Park' }],
    ['Ich heiße Jürgen Groß, guten Tag', { name: 'Jürgen Groß' }],
    ['Nazywam się Łucja Żak.', { name: 'Łucja Żak' }],
    ['Me llamo Íñigo y quiero devolver algo', { name: 'Íñigo' }],
    ['my name is on the invoice', {}],
    ['Where is AB1234?', { order_number: 'AB1234' }],
    ['Where is AB12345?', {}],
    ['I paid 20.50 on 12.11.', {}],
    ['AB1234 of kim@shop.example', { email: 'kim@shop.example', order_number: 'AB1234' }],
    ['What is your email?', {}],
  ])('%j: %j', (message, found) => {
    expect(gather(schema, message)).toEqual(found);
  });

  it('knows order numbers without a pattern, and addresses by their format', () => {
    const other = { properties: { order_id: { type: 'string' }, contact: { type: 'string', format: 'email' } } };
    expect(gather(other, 'Order A-10234 of a@b.example')).toEqual({ order_id: 'A-10234', contact: 'a@b.example' });
    expect(gather(other, 'My order')).toEqual({});
  });

  it('leaves numbers, and patterns that could take for ever, alone', () => {
    const hostile = { properties: { order: { type: 'string', pattern: '^(a+)+$' }, order_sum: { type: 'number' } } };
    expect(gather(hostile, `${'a'.repeat(60)}! 12345`)).toEqual({});
    expect(gather({}, 'kim@shop.example')).toEqual({});
  });
});
