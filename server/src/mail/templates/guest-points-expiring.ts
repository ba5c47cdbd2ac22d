// Points of a guest will be gone on a day unless there is an account by then: told once for that day.
import { z } from 'zod';
import { mailTemplate } from './template.ts';
import { waiting } from './points-waiting.ts';

const DAY_MS = 86_400_000;
/** `expiresAt`: from that instant on they are gone, so the day before it is their last. */
const schema = waiting.extend({ expiresAt: z.number() });
export type GuestPointsExpiring = z.infer<typeof schema>;

export const GUEST_POINTS_EXPIRING = 'guest-points-expiring';

export const guestPointsExpiring = mailTemplate<GuestPointsExpiring>({
  name: GUEST_POINTS_EXPIRING,
  list: 'account-offers',
  schema,
  show: ({ points, expiresAt }, saying) => ({ points: saying.points(points), day: saying.day(expiresAt - 1) }),
  claims: ({ orderId }) => orderId,
  example: (now) => ({ points: 120, orderId: '1001', expiresAt: now + 7 * DAY_MS }),
  words: {
    en: {
      subject: '{{ store }} keeps {{ points }} for you until {{ day }}',
      body: `Hello{% if name != '' %} {{ name }}{% endif %},

{{ store }} keeps {{ points }} for you until {{ day }}. Open an account with this e-mail address by then; what still waits after that day expires.

[Keep my points]({{ claim }})`,
    },
    fa: {
      subject: '{{ store }} {{ points }} شما را تا {{ day }} نگه می‌دارد',
      body: `سلام{% if name != '' %} {{ name }}{% endif %}،

{{ store }} {{ points }} شما را تا {{ day }} نگه می‌دارد. تا آن روز با همین نشانی ایمیل حساب باز کنید؛ آنچه پس از آن هنوز در انتظار باشد از میان می‌رود.

[امتیازهایم را نگه دارید]({{ claim }})`,
    },
    he: {
      subject: 'ב־{{ store }} שומרים עבורך {{ points }} עד {{ day }}',
      body: `שלום{% if name != '' %} {{ name }}{% endif %},

ב־{{ store }} שומרים עבורך {{ points }} עד {{ day }}. כדאי לפתוח חשבון עם כתובת הדוא״ל הזאת עד אז; מה שימתין אחרי היום הזה יפוג.

[לשמירת הנקודות שלי]({{ claim }})`,
    },
  },
});
