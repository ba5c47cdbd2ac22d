// To an advocate: a friend counts, and this is what they were given for it.
import { z } from 'zod';
import { giftInMail, sayGift } from './referral-gift.ts';
import { mailTemplate } from './template.ts';

/** `code`: of a reward; null: points, or the code is still being made and is on the page of the advocate. */
const schema = z.object({ initials: z.string().max(20).nullable(), gift: giftInMail, code: z.string().nullable() });
export type FriendCounted = z.infer<typeof schema>;

export const FRIEND_COUNTED = 'friend-counted';

export const friendCounted = mailTemplate<FriendCounted>({
  name: FRIEND_COUNTED,
  list: 'referrals',
  schema,
  show: ({ initials, gift, code }, saying) => ({ friend: initials ?? '', gift: sayGift(gift, saying), code: code ?? '' }),
  example: () => ({ initials: 'B. N.', gift: { kind: 'points', points: 100 }, code: null }),
  words: {
    en: {
      subject: '{{ gift }} for you: thank you for bringing a friend to {{ store }}',
      body: `Hello{% if name != '' %} {{ name }}{% endif %},

{% if friend != '' %}your friend {{ friend }}{% else %}a friend of yours{% endif %} kept the order at {{ store }}, so this is yours: {{ gift }}.

{% if code != '' %}Your code: {{ code }}

{% endif %}[See what you can get]({{ shop }})`,
    },
    fa: {
      subject: '{{ gift }} برای شما: سپاس که دوستی را با {{ store }} آشنا کردید',
      body: `سلام{% if name != '' %} {{ name }}{% endif %}،

{% if friend != '' %}دوستتان {{ friend }}{% else %}یکی از دوستانتان{% endif %} خرید خود از {{ store }} را نگه داشت و این از آن شماست: {{ gift }}.

{% if code != '' %}کد شما: {{ code }}

{% endif %}[ببینید با آن چه می‌توانید بگیرید]({{ shop }})`,
    },
    he: {
      subject: '{{ gift }} בשבילך: תודה על החברים שהגיעו ל־{{ store }}',
      body: `שלום{% if name != '' %} {{ name }}{% endif %},

{% if friend != '' %}ההזמנה של {{ friend }}{% else %}הזמנה של מישהו מהחברים שלך{% endif %} ב־{{ store }} לא הוחזרה, ולכן זה שלך: {{ gift }}.

{% if code != '' %}הקוד שלך: {{ code }}

{% endif %}[לצפייה במה שאפשר לקבל]({{ shop }})`,
    },
  },
});
