// Every kind of action that can earn. A new one is a file and a line here.
import { z } from 'zod';
import { kindNamed, schemasOf } from '../../program/kind.ts';
import { accountCreated } from './account-created.ts';
import { anniversary } from './anniversary.ts';
import { birthdayGiven } from './birthday-given.ts';
import { birthday } from './birthday.ts';
import { custom } from './custom.ts';
import { newsletterJoined } from './newsletter-joined.ts';
import { review } from './review.ts';
import { socialFollow } from './social-follow.ts';
import { socialShare } from './social-share.ts';
import { surveyAnswered } from './survey-answered.ts';

export const ACTIONS = [
  accountCreated,
  newsletterJoined,
  birthdayGiven,
  birthday,
  anniversary,
  review,
  surveyAnswered,
  socialFollow,
  socialShare,
  custom,
] as const;

export const actionRule = z.discriminatedUnion('kind', schemasOf(ACTIONS));
export type ActionRule = z.infer<typeof actionRule>;

export function actionKindOf(rule: ActionRule): (typeof ACTIONS)[number] {
  return kindNamed(ACTIONS, rule.kind);
}
