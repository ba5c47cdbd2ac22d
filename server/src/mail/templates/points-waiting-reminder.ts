// Points of a guest still wait for an account: told a second time, and never a third.
import { mailTemplate } from './template.ts';
import { waiting, type PointsWaiting } from './points-waiting.ts';

export const POINTS_WAITING_REMINDER = 'points-waiting-reminder';

export const pointsWaitingReminder = mailTemplate<PointsWaiting>({
  name: POINTS_WAITING_REMINDER,
  list: 'account-offers',
  schema: waiting,
  show: ({ points }, saying) => ({ points: saying.points(points) }),
  claims: ({ orderId }) => orderId,
  example: () => ({ points: 120, orderId: '1001' }),
  words: {
    en: {
      subject: '{{ store }} still keeps {{ points }} for you',
      body: `Hello{% if name != '' %} {{ name }}{% endif %},

At {{ store }} we still keep {{ points }} for you. An account with this e-mail address is all it takes to use what you earned.

[Keep my points]({{ claim }})

This is the only reminder.`,
    },
    fa: {
      subject: '{{ points }} هنوز در {{ store }} در انتظار شماست',
      body: `سلام{% if name != '' %} {{ name }}{% endif %}،

{{ points }} هنوز در {{ store }} در انتظار شماست. برای استفاده از آن کافی است با همین نشانی ایمیل حساب باز کنید.

[امتیازهایم را نگه دارید]({{ claim }})

این تنها یادآوری است.`,
    },
    he: {
      subject: 'ב־{{ store }} עדיין שומרים עבורך {{ points }}',
      body: `שלום{% if name != '' %} {{ name }}{% endif %},

ב־{{ store }} עדיין שומרים עבורך {{ points }}. כדי להשתמש בזה צריך רק לפתוח חשבון עם כתובת הדוא״ל הזאת.

[לשמירת הנקודות שלי]({{ claim }})

זו התזכורת היחידה.`,
    },
  },
});
