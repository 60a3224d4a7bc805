import { callerOf, type Principal } from '../../../domain/people/principal.ts';
import type { RuledCaller } from '../../../domain/people/team-rules.ts';

/** The caller as the team's rules know one. */
export const ruledCaller = (principal: Principal): RuledCaller => ({
  caller: callerOf(principal),
  userId: principal.type === 'user' ? principal.userId : null,
});
