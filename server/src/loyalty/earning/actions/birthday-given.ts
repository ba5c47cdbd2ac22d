import { actionKind } from './action.ts';

/** For telling it; the day itself is another rule. Who takes it back and tells it again gets nothing again. */
export const birthdayGiven = actionKind({
  kind: 'birthday-given',
  params: {},
  sentence: {
    en: 'Telling the birthday gives {points, plural, one {# point} other {# points}}',
    fa: 'با گفتن روز تولد {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על מסירת יום ההולדת',
  },
  shopper: {
    en: '{points} for telling your birthday',
    fa: '{points} برای گفتن روز تولدتان',
    he: '{points} על מסירת יום ההולדת',
  },
  verified: 'surely',
  once: 'lifetime',
});
