import { actionKind } from './action.ts';

export const surveyAnswered = actionKind({
  kind: 'survey-answered',
  params: {},
  sentence: {
    en: 'Answering a survey gives {points, plural, one {# point} other {# points}}',
    fa: 'با پاسخ دادن به نظرسنجی {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על מענה לסקר',
  },
  shopper: {
    en: '{points} for answering a survey',
    fa: '{points} برای پاسخ دادن به نظرسنجی',
    he: '{points} על מענה לסקר',
  },
  verified: 'surely',
  once: null,
});
