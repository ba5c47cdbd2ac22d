import { actionKind } from './action.ts';

/** Who leaves the newsletter and joins again gets nothing again. */
export const newsletterJoined = actionKind({
  kind: 'newsletter-joined',
  params: {},
  sentence: {
    en: 'Joining the newsletter gives {points, plural, one {# point} other {# points}}',
    fa: 'با عضویت در خبرنامه {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על הרשמה לניוזלטר',
  },
  shopper: {
    en: '{points} for joining the newsletter',
    fa: '{points} برای عضویت در خبرنامه',
    he: '{points} על הרשמה לניוזלטר',
  },
  verified: 'surely',
  once: 'lifetime',
});
