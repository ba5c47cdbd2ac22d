// How the program looks and speaks, who may do what, and who did what.
import { z } from 'zod';
import { person } from './program.ts';
import { referralSettings, shareText } from './referrals.ts';
import { instant, locale, pageOf, pageQuery } from './shapes.ts';

export const role = z.enum(['owner', 'manager', 'support', 'analyst']);

const colour = z.string().regex(/^#[0-9a-f]{6}$/u, 'a colour is written like #1a7f5a');
const word = z.string().trim().min(1).max(40);
/** What points are called: "1 leaf", "12 leaves". */
export const pointName = z.object({ one: word, other: word });

export const branding = z.object({
  primary: colour,
  onPrimary: colour,
  /** Where the launcher stands, by the reading direction of the page. */
  side: z.enum(['start', 'end']),
  offsetPx: z.object({ side: z.int().min(0).max(200), bottom: z.int().min(0).max(400) }),
  /** Left out: the word of the panel's own locale file. */
  launcher: z.partialRecord(locale, word),
});

/** What is offered to who bought as a guest. */
export const accountSettings = z.object({
  /** Whether an account is offered after the purchase. */
  offer: z.boolean(),
  /** What may be agreed to there. */
  asks: z.object({ newsletter: z.boolean(), birthday: z.boolean() }),
  /** Of a hundred guests so many are offered nothing, so that one sees what offering brings; 0: everybody is. */
  heldBackPercent: z.int().min(0).max(50),
  /** What members agree to by joining; a new version is asked for again. Null: the program has no terms of its own. */
  terms: z.object({ version: z.string().trim().min(1).max(40), url: z.url({ protocol: /^https?$/u }).max(500) }).nullable(),
});
export const settingsValues = z.object({
  branding,
  accounts: accountSettings,
  /** Offered to shoppers; the first one is for whoever speaks none of them. */
  languages: z
    .array(locale)
    .min(1)
    .refine((all) => new Set(all).size === all.length, 'a language is listed once'),
  pointNames: z.partialRecord(locale, pointName),
  referrals: referralSettings,
});
/** `revision` 0: nobody saved any yet, these are ours. */
export const settings = z.object({
  revision: z.int().min(0),
  values: settingsValues,
  savedAt: instant.nullable(),
  by: person.nullable(),
  /** What holds where the merchant wrote nothing. */
  ours: z.object({ shareTexts: z.record(locale, shareText) }),
});
export const saveSettings = z.object({ values: settingsValues, expectedRevision: z.int().min(0) });

/** Of the person who asks, on every device. */
export const ownLanguage = z.object({ locale });

/** `role` null: came by and waits for somebody to give them one. */
export const staffMember = z.object({
  userId: z.string(),
  name: z.string(),
  role: role.nullable(),
  you: z.boolean(),
  /** The last owner stays one: nobody could ever give a role again. */
  lastOwner: z.boolean(),
});
export const staffList = z.object({ items: z.array(staffMember) });
/** `role` null takes the role away. */
export const changeRole = z.object({ role: role.nullable() });

export const auditAction = z.enum([
  'program-draft-saved',
  'program-draft-discarded',
  'program-draft-restored',
  'program-published',
  'program-cancelled',
  'settings-saved',
  'mail-saved',
  'mail-tested',
  'language-changed',
  'role-changed',
  'points-adjusted',
  'adjustment-undone',
  'members-merged',
  'merge-undone',
  'member-exported',
  'member-erased',
  'data-file-fetched',
  'reward-given-back',
  'inbox-replayed',
  'outbox-replayed',
  'effect-settled',
  'verification-started',
  'store-compared',
  'history-import-started',
  'history-import-cancelled',
  'past-credited',
  'dry-run-started',
  'dry-run-cancelled',
  'referral-decided',
  'advocate-banned',
  'advocate-ban-undone',
]);
/** One field that changed. Of personal fields there are only names and hashes, never values. */
export const auditChange = z.object({ field: z.string(), before: z.json(), after: z.json() });
export const auditEntry = z.object({
  id: z.string(),
  at: instant,
  by: person,
  action: auditAction,
  /** What it was done to: a member's id, a version, a user. */
  subject: z.string().nullable(),
  changes: z.array(auditChange),
});
export const auditPage = pageOf(auditEntry);
export const auditQuery = pageQuery.extend({ action: auditAction.optional(), subject: z.string().min(1).max(200).optional() });

export type Role = z.infer<typeof role>;
export type AccountSettings = z.infer<typeof accountSettings>;
export type Branding = z.infer<typeof branding>;
export type SettingsValues = z.infer<typeof settingsValues>;
export type Settings = z.infer<typeof settings>;
export type StaffMember = z.infer<typeof staffMember>;
export type AuditAction = z.infer<typeof auditAction>;
export type AuditChange = z.infer<typeof auditChange>;
export type AuditEntry = z.infer<typeof auditEntry>;
