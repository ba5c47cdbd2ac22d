// To the address that a friend typed, when its code is not made: whoever reads the mail of the address is told why, and nobody else.
import { z } from 'zod';
import { mailTemplate } from './template.ts';

/** `known`: the address has bought before. Otherwise the claim could not be accepted. */
const schema = z.object({ known: z.boolean() });
export type FriendWithoutCode = z.infer<typeof schema>;

export const FRIEND_WITHOUT_CODE = 'friend-without-code';

export const friendWithoutCode = mailTemplate<FriendWithoutCode>({
  name: FRIEND_WITHOUT_CODE,
  list: 'referrals',
  schema,
  show: ({ known }) => ({ known: known ? 'yes' : '' }),
  example: () => ({ known: true }),
  words: {
    en: {
      subject: '{% if known != "" %}You are a customer of {{ store }} already{% else %}Your invitation to {{ store }}{% endif %}',
      body: `Hello,

{% if known != "" %}thank you for coming back to {{ store }}. An invitation is for new customers, and with this e-mail address you have bought before, so the code that you were shown cannot be used.

But you can invite others: sign in, share your own link, and get something for every friend who buys.{% else %}an invitation to {{ store }} was claimed with this e-mail address and could not be accepted, so the code that was shown cannot be used. If you think that this is a mistake, please write to the shop.{% endif %}

[Go to the shop]({{ shop }})

If this was not you, nothing more will happen.`,
    },
    fa: {
      subject: '{% if known != "" %}شما از پیش مشتری {{ store }} هستید{% else %}دعوت شما به {{ store }}{% endif %}',
      body: `سلام،

{% if known != "" %}سپاسگزاریم که دوباره به {{ store }} سر زدید. دعوت‌نامه برای مشتریان تازه است و شما پیش‌تر با همین نشانی ایمیل خرید کرده‌اید؛ بنابراین کدی که دیدید کار نمی‌کند.

اما خودتان می‌توانید دیگران را دعوت کنید: وارد حساب خود شوید، پیوند خود را بفرستید و برای هر دوستی که خرید کند هدیه بگیرید.{% else %}با این نشانی ایمیل دعوتی به {{ store }} ثبت شد که پذیرفته نشد؛ بنابراین کدی که نشان داده شد کار نمی‌کند. اگر گمان می‌کنید اشتباهی رخ داده است، لطفاً به فروشگاه بنویسید.{% endif %}

[رفتن به فروشگاه]({{ shop }})

اگر شما این را نخواسته‌اید، اتفاق دیگری نمی‌افتد.`,
    },
    he: {
      subject: '{% if known != "" %}כבר קנית בעבר ב־{{ store }}{% else %}ההזמנה שלך ל־{{ store }}{% endif %}',
      body: `שלום,

{% if known != "" %}תודה על החזרה ל־{{ store }}. ההזמנה מיועדת ללקוחות חדשים, ובכתובת הדוא״ל הזאת כבר נעשתה קנייה, ולכן הקוד שהוצג אינו תקף.

אבל אפשר להזמין אחרים: להיכנס לחשבון, לשתף את הקישור האישי, ולקבל משהו על כל חבר או חברה שיקנו.{% else %}התקבלה בקשה לממש הזמנה ל־{{ store }} עם כתובת הדוא״ל הזאת, ולא ניתן היה לאשר אותה. לכן הקוד שהוצג אינו תקף. אם נראה שזו טעות, אפשר לכתוב לחנות.{% endif %}

[לחנות]({{ shop }})

אם הבקשה לא נעשתה על ידך, לא יקרה דבר נוסף.`,
    },
  },
});
