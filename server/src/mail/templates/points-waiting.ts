// Somebody bought as a guest, and what they earned waits for an account: told once, with a link by which the address is known to be theirs.
import { z } from 'zod';
import { mailTemplate } from './template.ts';

/** `orderId`: of the newest order that gave some of them. */
export const waiting = z.object({ points: z.int().positive(), orderId: z.string().min(1) });
export type PointsWaiting = z.infer<typeof waiting>;

export const POINTS_WAITING = 'points-waiting';
/** How the names of the mails to one guest begin; they end in the day. */
export const waitingMailsOf = (member: string): string => `${POINTS_WAITING}/${member}/`;

export const pointsWaiting = mailTemplate<PointsWaiting>({
  name: POINTS_WAITING,
  list: 'account-offers',
  schema: waiting,
  show: ({ points }, saying) => ({ points: saying.points(points) }),
  claims: ({ orderId }) => orderId,
  example: () => ({ points: 120, orderId: '1001' }),
  words: {
    en: {
      subject: '{{ store }} keeps {{ points }} for you',
      body: `Hello{% if name != '' %} {{ name }}{% endif %},

Thank you for your order at {{ store }}. We keep {{ points }} for you. Open an account with this e-mail address, or sign in if you have one, to use what you earned.

[Keep my points]({{ claim }})

Nothing changes until you sign in.`,
    },
    fa: {
      subject: '{{ points }} در {{ store }} در انتظار شماست',
      body: `سلام{% if name != '' %} {{ name }}{% endif %}،

از خرید شما در {{ store }} سپاسگزاریم. {{ points }} برای شما نگه داشته‌ایم. برای استفاده از آن، با همین نشانی ایمیل حساب باز کنید یا اگر حساب دارید وارد شوید.

[امتیازهایم را نگه دارید]({{ claim }})

تا وقتی وارد حساب نشده‌اید چیزی تغییر نمی‌کند.`,
    },
    he: {
      subject: 'ב־{{ store }} שמרנו עבורך {{ points }}',
      body: `שלום{% if name != '' %} {{ name }}{% endif %},

תודה על ההזמנה ב־{{ store }}. שמרנו עבורך {{ points }}. כדי להשתמש בזה צריך רק לפתוח חשבון עם כתובת הדוא״ל הזאת, או להיכנס לחשבון קיים.

[לשמירת הנקודות שלי]({{ claim }})

שום דבר לא משתנה עד הכניסה לחשבון.`,
    },
  },
});
