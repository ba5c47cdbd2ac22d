import { actionKind } from './action.ts';

/** Of the day on which somebody joined the program; the first is a year after it. */
export const anniversary = actionKind({
  kind: 'anniversary',
  params: {},
  sentence: {
    en: 'Every year of membership gives {points, plural, one {# point} other {# points}}',
    fa: 'در هر سالگرد عضویت {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} בכל יום שנה להצטרפות',
  },
  shopper: {
    en: '{points} for every year of membership',
    fa: '{points} در هر سالگرد عضویت شما',
    he: '{points} בכל יום שנה להצטרפות',
  },
  verified: 'surely',
  once: 'year',
});
