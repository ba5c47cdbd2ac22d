// To the address that a friend typed: the code they were told, once more, where it is not lost. The friend gets points instead where the program gives those.
import { z } from 'zod';
import { giftInMail, sayGift } from './referral-gift.ts';
import { mailTemplate } from './template.ts';

const DAY_MS = 86_400_000;
/** `code` null: points after the first order. `applyPath`: where a browser puts the code into the cart; null: it is typed. */
const schema = z.object({
  gift: giftInMail,
  code: z.string().nullable(),
  endsAt: z.number().nullable(),
  applyPath: z.string().startsWith('/').nullable(),
});
export type FriendCode = z.infer<typeof schema>;

export const FRIEND_CODE = 'friend-code';

export const friendCode = mailTemplate<FriendCode>({
  name: FRIEND_CODE,
  list: 'referrals',
  schema,
  show: ({ gift, code, endsAt }, saying) => ({
    gift: sayGift(gift, saying),
    code: code ?? '',
    day: endsAt === null ? '' : saying.day(endsAt - 1),
  }),
  leads: ({ applyPath }) => ({ use: applyPath ?? '/' }),
  example: (now) => ({
    gift: { kind: 'reward', name: { en: '5.00 off', fa: '۵ یورو تخفیف', he: '5 אירו הנחה' } },
    code: 'K7Q2M9XWA4ZB8D3RHT5C',
    endsAt: now + 14 * DAY_MS,
    applyPath: '/discount/K7Q2M9XWA4ZB8D3RHT5C?redirect=/cart',
  }),
  words: {
    en: {
      subject:
        '{% if code != "" %}Your code for {{ store }}: {{ gift }}{% else %}{{ gift }} for your first order at {{ store }}{% endif %}',
      body: `Hello,

{% if code != "" %}somebody you know has invited you to {{ store }}. With this code your first order gets {{ gift }}:

{{ code }}

It works once{% if day != "" %}, until {{ day }}{% endif %}, for new customers.{% else %}somebody you know has invited you to {{ store }}. When your first order is kept, you get {{ gift }}. Use this e-mail address when you order.{% endif %}

[{% if code != "" %}Use my code{% else %}Go to the shop{% endif %}]({{ use }})

If this was not you, nothing more will happen.`,
    },
    fa: {
      subject: '{% if code != "" %}کد شما برای {{ store }}: {{ gift }}{% else %}{{ gift }} برای نخستین خرید شما از {{ store }}{% endif %}',
      body: `سلام،

{% if code != "" %}یکی از آشنایانتان شما را به {{ store }} دعوت کرده است. با این کد در نخستین خرید خود از این هدیه بهره‌مند می‌شوید: {{ gift }}

{{ code }}

این کد یک بار{% if day != "" %} و تا {{ day }}{% endif %} برای مشتریان تازه کار می‌کند.{% else %}یکی از آشنایانتان شما را به {{ store }} دعوت کرده است. پس از نخستین خریدی که نگه دارید {{ gift }} می‌گیرید. هنگام خرید همین نشانی ایمیل را وارد کنید.{% endif %}

[{% if code != "" %}استفاده از کد{% else %}رفتن به فروشگاه{% endif %}]({{ use }})

اگر شما این را نخواسته‌اید، اتفاق دیگری نمی‌افتد.`,
    },
    he: {
      subject: '{% if code != "" %}הקוד שלך ל־{{ store }}: {{ gift }}{% else %}{{ gift }} על ההזמנה הראשונה ב־{{ store }}{% endif %}',
      body: `שלום,

{% if code != "" %}הגיעה אליך הזמנה ל־{{ store }} ממישהו מוכר. הקוד הזה נותן בהזמנה הראשונה: {{ gift }}

{{ code }}

הקוד תקף לשימוש אחד{% if day != "" %}, עד {{ day }}{% endif %}, ללקוחות חדשים.{% else %}הגיעה אליך הזמנה ל־{{ store }} ממישהו מוכר. אחרי ההזמנה הראשונה שתישאר אצלך מתקבל: {{ gift }}. יש להזמין עם כתובת הדוא״ל הזאת.{% endif %}

[{% if code != "" %}לשימוש בקוד{% else %}לחנות{% endif %}]({{ use }})

אם הבקשה לא נעשתה על ידך, לא יקרה דבר נוסף.`,
    },
  },
});
