import { actionKind } from './action.ts';

export const accountCreated = actionKind({
  kind: 'account-created',
  params: {},
  sentence: {
    en: 'Creating an account gives {points, plural, one {# point} other {# points}}',
    fa: 'با ساختن حساب کاربری {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על פתיחת חשבון',
  },
  shopper: {
    en: '{points} for creating an account',
    fa: '{points} برای ساختن حساب کاربری',
    he: '{points} על פתיחת חשבון',
  },
  verified: 'surely',
  once: 'lifetime',
});
