// Every mail that is sent: one line each.
import { friendBought } from './friend-bought.ts';
import { friendCode } from './friend-code.ts';
import { friendCounted } from './friend-counted.ts';
import { friendWithoutCode } from './friend-without-code.ts';
import { guestPointsExpiring } from './guest-points-expiring.ts';
import { pointsExpiring } from './points-expiring.ts';
import { pointsWaiting } from './points-waiting.ts';
import { pointsWaitingReminder } from './points-waiting-reminder.ts';
import type { MailTemplate } from './template.ts';

export const MAIL_TEMPLATES: readonly MailTemplate[] = [
  pointsExpiring,
  pointsWaiting,
  pointsWaitingReminder,
  guestPointsExpiring,
  friendCode,
  friendWithoutCode,
  friendBought,
  friendCounted,
];

/** Null: there is none of this name (any more). */
export function templateNamed(name: string): MailTemplate | null {
  return MAIL_TEMPLATES.find((template) => template.name === name) ?? null;
}
