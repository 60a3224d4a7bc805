import { expect, it } from 'vitest';
import { formProblems } from './form-problems.ts';

it('names what is wrong by the path that the server would name', () => {
  const days = {
    '1': [
      { from: '09:00', to: '13:00' },
      { from: '12:00', to: '17:00' },
    ],
  };
  expect(
    formProblems({ custom_colors: { link: '#12', text: '#112233' }, working_hours: { time_zone: 'UTC', days } }),
  ).toEqual({ 'custom_colors.link': 'colour', 'working_hours.days.1.1': 'overlap' });
  expect(formProblems({ header: 'Ask us', working_hours: null })).toEqual({});
});
