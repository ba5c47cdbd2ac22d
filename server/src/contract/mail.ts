// What a store's mail is: whom it is from, by which server, which mails there are and in whose words, and what became of them.
import { z } from 'zod';
import { instant, locale } from './shapes.ts';

const address = z.email().max(254);
const oneLine = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, 'this is one line');

/** Liquid; see the template's names for what may stand between the braces. */
export const mailWords = z.object({ subject: z.string().trim().min(1).max(250), body: z.string().trim().min(1).max(6_000) });
const templateName = z.string().regex(/^[a-z-]{1,40}$/u);

const ownServer = {
  host: z.string().trim().min(1).max(253).regex(/^[\w.:[\]-]+$/u, 'a host name, without smtp:// and without a port'), // prettier-ignore
  port: z.int().min(1).max(65_535),
  /** TLS from the first byte, as on port 465; otherwise it begins with STARTTLS, which is demanded. */
  secure: z.boolean(),
  user: z.string().max(254).nullable(),
  from: address,
};

const shared = {
  sender: z.object({ name: oneLine.min(1).nullable(), replyTo: address.nullable() }),
  expiring: z.object({ on: z.boolean(), days: z.int().min(1).max(60) }),
  /** Who bought as a guest is told, so long after their points came, that they wait for an account; and reminded once. */
  waiting: z.object({ on: z.boolean(), afterHours: z.int().min(1).max(168) }).default({ on: false, afterHours: 24 }),
  reminder: z.object({ on: z.boolean(), afterDays: z.int().min(1).max(60) }).default({ on: false, afterDays: 7 }),
  /** Guests too are told of points that expire, as many days before as everybody. */
  guestsExpiring: z.object({ on: z.boolean() }).default({ on: false }),
  /** Who claims a friend's code gets it by mail; advocates hear that a friend bought, and that one counts. */
  friendCode: z.object({ on: z.boolean() }).default({ on: false }),
  friendBought: z.object({ on: z.boolean() }).default({ on: false }),
  friendCounted: z.object({ on: z.boolean() }).default({ on: false }),
  words: z.record(templateName, z.partialRecord(locale, mailWords)),
};

/** The password is never shown: whether there is one is. */
export const mailValues = z.object({ ...shared, own: z.object({ ...ownServer, hasPassword: z.boolean() }).nullable() });
/** `password` null: the one that is there stays, as long as host and user do. */
const ownWish = z.object({ ...ownServer, password: z.string().min(1).max(500).nullable() });
export const saveMail = z.object({ values: z.object({ ...shared, own: ownWish.nullable() }), expectedRevision: z.int().min(0) });

export const mailTemplateShown = z.object({
  name: templateName,
  /** What may stand between the braces. */
  variables: z.array(z.string()),
  /** Our own words, in every language. */
  words: z.record(locale, mailWords),
});

export const mailDay = z.object({
  day: z.string(),
  template: z.string(),
  queued: z.int(),
  sent: z.int(),
  bounced: z.int(),
  suppressed: z.int(),
  unsubscribed: z.int(),
  /** Refused, too late, without an address, or unclear. */
  other: z.int(),
});

export const mail = z.object({
  revision: z.int().min(0),
  values: mailValues,
  savedAt: instant.nullable(),
  /** By whose server mail goes; `none`: nothing is sent, and what was to be sent waits. */
  by: z.enum(['own', 'operator', 'none']),
  templates: z.array(mailTemplateShown),
  /** The first of the days that are told of. */
  since: z.string(),
  days: z.array(mailDay),
  /** Who asked for no more of these mails, from that day on. */
  left: z.int(),
});

export const previewMail = z.object({ template: templateName, locale, words: mailWords });
/** `problem`: the words cannot be used, with what the template language says of them. */
export const mailPreview = z.object({
  composed: z.object({ subject: z.string(), text: z.string(), html: z.string() }).nullable(),
  problem: z.object({ field: z.enum(['subject', 'body']), detail: z.string() }).nullable(),
});

export const testMail = z.object({ ...previewMail.shape, to: address });
/** What the server said, for the merchant to mend. */
export const mailTested = z.object({
  outcome: z.enum(['sent', 'bounced', 'refused', 'unreachable', 'unclear', 'no-server', 'words']),
  detail: z.string().nullable(),
});

export type Mail = z.infer<typeof mail>;
export type MailValuesShown = z.infer<typeof mailValues>;
export type SaveMail = z.infer<typeof saveMail>;
export type MailWordsShown = z.infer<typeof mailWords>;
export type MailPreview = z.infer<typeof mailPreview>;
export type MailTested = z.infer<typeof mailTested>;
