import { actionKind } from './action.ts';

export const birthday = actionKind({
  kind: 'birthday',
  params: {},
  sentence: {
    en: 'A birthday gives {points, plural, one {# point} other {# points}} every year',
    fa: 'هر سال در روز تولد {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} בכל שנה ביום ההולדת',
  },
  shopper: {
    en: '{points} every year on your birthday',
    fa: '{points} هر سال در روز تولد شما',
    he: '{points} בכל שנה ביום ההולדת',
  },
  verified: 'surely',
  once: 'year',
});
