import { expect, it } from 'vitest';
import { timeZoneName } from './api/inbox/query-days.ts';
import { WidgetConfigurationPatchSchema } from './api/index.ts';
import { isTimeZone } from './time-zone.ts';

it.each([
  ['Europe/Warsaw', true],
  ['UTC', true],
  ['Asia/Kolkata', true],
  ['Mars/Olympus', false],
  ['+02:00', false],
  ['', false],
  [' UTC', false],
])('%j is a time zone by name: %s, wherever one is asked for', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
  expect(timeZoneName().safeParse(name).success).toBe(expected);
  const working_hours = { time_zone: name, days: {} };
  expect(WidgetConfigurationPatchSchema.safeParse({ working_hours }).success).toBe(expected);
});
