// Points that nobody used will be gone on a day: told once, some days before.
import { z } from 'zod';
import { mailTemplate } from './template.ts';

const DAY_MS = 86_400_000;
/** `expiresAt`: from that instant on they are gone, so the day before it is their last. */
const schema = z.object({ points: z.int().positive(), expiresAt: z.number() });
export type PointsExpiring = z.infer<typeof schema>;

export const POINTS_EXPIRING = 'points-expiring';

export const pointsExpiring = mailTemplate<PointsExpiring>({
  name: POINTS_EXPIRING,
  list: 'reminders',
  schema,
  show: ({ points, expiresAt }, saying) => ({ points: saying.points(points), day: saying.day(expiresAt - 1) }),
  example: (now) => ({ points: 120, expiresAt: now + 7 * DAY_MS }),
  words: {
    en: {
      subject: '{{ points }} at {{ store }}: use by {{ day }}',
      body: `Hello{% if name != '' %} {{ name }}{% endif %},

You have {{ points }} at {{ store }} that can be used until {{ day }}. What is left after that day expires.

[See what you can get]({{ shop }})`,
    },
    fa: {
      subject: 'مهلت {{ points }} شما در {{ store }}: {{ day }}',
      body: `سلام{% if name != '' %} {{ name }}{% endif %}،

از {{ points }} خود در {{ store }} می‌توانید تا {{ day }} استفاده کنید. آنچه پس از این روز بماند از میان می‌رود.

[ببینید با آن چه می‌توانید بگیرید]({{ shop }})`,
    },
    he: {
      subject: 'התוקף של {{ points }} ב־{{ store }} מסתיים ב־{{ day }}',
      body: `שלום{% if name != '' %} {{ name }}{% endif %},

אפשר להשתמש ב־{{ points }} ב־{{ store }} עד {{ day }}. מה שיישאר אחרי היום הזה יפוג.

[לצפייה במה שאפשר לקבל]({{ shop }})`,
    },
  },
});
