import { z } from 'zod';
import { actionKind } from './action.ts';

/** Whatever the merchant's own systems tell by the API under this name. */
export const custom = actionKind({
  kind: 'custom',
  params: { event: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/) },
  sentence: {
    en: 'The event “{event}” gives {points, plural, one {# point} other {# points}}',
    fa: 'با رویداد «{event}» {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על האירוע "{event}"',
  },
  shopper: {
    en: '{points} each time',
    fa: 'هر بار {points}',
    he: '{points} בכל פעם',
  },
  verified: 'surely',
  once: null,
});
