import { actionKind } from './action.ts';

/** For the advocate, when the friend's first order is paid and its hold has passed. */
export const referral = actionKind({
  kind: 'referral',
  params: {},
  sentence: {
    en: 'Bringing a friend who buys gives {points, plural, one {# point} other {# points}}',
    fa: 'با معرفی دوستی که خرید کند {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על הבאת חבר או חברה שקנו',
  },
  shopper: {
    en: '{points} for bringing a friend who buys',
    fa: '{points} برای معرفی دوستی که خرید کند',
    he: '{points} על הבאת חבר או חברה שקנו',
  },
  verified: 'surely',
  once: null,
});
