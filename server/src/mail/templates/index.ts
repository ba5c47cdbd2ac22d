// Every mail that is sent: one line each.
import { pointsExpiring } from './points-expiring.ts';
import type { MailTemplate } from './template.ts';

export const MAIL_TEMPLATES: readonly MailTemplate[] = [pointsExpiring];

/** Null: there is none of this name (any more). */
export function templateNamed(name: string): MailTemplate | null {
  return MAIL_TEMPLATES.find((template) => template.name === name) ?? null;
}
