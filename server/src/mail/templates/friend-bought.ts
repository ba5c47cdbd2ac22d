// To an advocate: a friend bought something, and what that gives comes when the hold is over. Nothing of the order is told, and of the friend only initials.
import { z } from 'zod';
import { giftInMail, sayGift } from './referral-gift.ts';
import { mailTemplate } from './template.ts';

const DAY_MS = 86_400_000;
/** `dueAt` null: nobody knows yet when the hold is over. */
const schema = z.object({ initials: z.string().max(20).nullable(), gift: giftInMail.nullable(), dueAt: z.number().nullable() });
export type FriendBought = z.infer<typeof schema>;

export const FRIEND_BOUGHT = 'friend-bought';

export const friendBought = mailTemplate<FriendBought>({
  name: FRIEND_BOUGHT,
  list: 'referrals',
  schema,
  show: ({ initials, gift, dueAt }, saying) => ({
    friend: initials ?? '',
    gift: gift === null ? '' : sayGift(gift, saying),
    day: dueAt === null ? '' : saying.day(dueAt),
  }),
  example: (now) => ({ initials: 'B. N.', gift: { kind: 'points', points: 100 }, dueAt: now + 14 * DAY_MS }),
  words: {
    en: {
      subject: 'A friend of yours bought at {{ store }}',
      body: `Hello{% if name != '' %} {{ name }}{% endif %},

{% if friend != '' %}your friend {{ friend }}{% else %}a friend of yours{% endif %} followed your link and bought at {{ store }}. Thank you!

{% if gift != '' %}What you get for it: {{ gift }}. {% endif %}It is on hold{% if day != '' %} until {{ day }}{% else %} for now{% endif %}, while the order can still be sent back.

[See my friends]({{ shop }})`,
    },
    fa: {
      subject: 'یکی از دوستانتان از {{ store }} خرید کرد',
      body: `سلام{% if name != '' %} {{ name }}{% endif %}،

{% if friend != '' %}دوستتان {{ friend }}{% else %}یکی از دوستانتان{% endif %} از پیوند شما آمد و از {{ store }} خرید کرد. سپاسگزاریم!

{% if gift != '' %}هدیهٔ شما: {{ gift }}. {% endif %}تا زمانی که امکان بازگرداندن کالا هست{% if day != '' %}، یعنی تا {{ day }}،{% endif %} در انتظار می‌ماند.

[دیدن دوستانم]({{ shop }})`,
    },
    he: {
      subject: 'נעשתה קנייה ב־{{ store }} דרך הקישור שלך',
      body: `שלום{% if name != '' %} {{ name }}{% endif %},

{% if friend != '' %}{{ friend }}, מהחברים שלך,{% else %}מישהו מהחברים שלך{% endif %} נכנס דרך הקישור שלך, ונעשתה קנייה ב־{{ store }}. תודה!

{% if gift != '' %}מה שמגיע לך על כך: {{ gift }}. {% endif %}המתנה מוקפאת{% if day != '' %} עד {{ day }}{% else %} בינתיים{% endif %}, כל עוד אפשר להחזיר את ההזמנה.

[לצפייה בחברים שלי]({{ shop }})`,
    },
  },
});
