// What the form of the page sends: an address to write to, and perhaps a device. Read as strictly as JSON is, although browsers write it in another way.
import type { Request } from 'express';
import { z } from 'zod';
import { claimFriendRequest } from '../../contract/referrals.ts';
import { normaliseEmail } from '../../loyalty/person.ts';
import { HttpProblem, invalidInput } from '../http-problem.ts';
import type { Typed } from './parts.ts';

const FORM = 'application/x-www-form-urlencoded';
const fields = z.strictObject({ email: z.string().max(1_000), device: z.string().max(100).default('') });

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidInput('the form is not in UTF-8');
  }
}

/** @throws HttpProblem for what no form of ours sends: another kind of body, other fields, a field twice. */
export function readForm(req: Request, bytes: Buffer): Typed {
  if (req.is(FORM) !== FORM) throw new HttpProblem(415, 'invalid-input', `send ${FORM}`);
  const sent = [...new URLSearchParams(textOf(bytes))];
  if (new Set(sent.map(([name]) => name)).size !== sent.length) throw invalidInput('a field is given twice');
  const parsed = fields.safeParse(Object.fromEntries(sent));
  if (!parsed.success) throw invalidInput('the form has other fields');
  return parsed.data;
}

/** Whether an address can be one: the rest is for the mail to find out. */
export function isAddress(email: string): boolean {
  return claimFriendRequest.shape.email.safeParse(email).success && normaliseEmail(email) !== null && !/\p{C}/u.test(email.trim());
}
