// The friend beside the advocate, for whoever decides. What a person may see anyway is shown; of the rest only whether it was the same.
import type { referrals } from '../../contract/index.ts';
import type { Member } from '../../members/member-store.ts';
import { emailForms, emailLikeness } from '../../referrals/normal/email-form.ts';
import { phoneForm } from '../../referrals/normal/phone-form.ts';
import type { Referral } from '../../referrals/referral.ts';
import { nameOf } from './member.ts';

type Pair = referrals.EvidencePair;
type Someone = Member | undefined;

/** Null where one of the two is not known. */
function compared<T>(a: T | null, b: T | null, same: (a: T, b: T) => boolean): boolean | null {
  return a === null || b === null ? null : same(a, b);
}

const equal = (a: string, b: string): boolean => a === b;

function known(about: string, advocate: string | null, friend: string | null, form: (text: string) => string | null): Pair {
  const [one, other] = [advocate === null ? null : form(advocate), friend === null ? null : form(friend)];
  return { about, advocate, friend, same: compared(one, other, equal) };
}

function emailPair(advocate: string | null, friend: string | null): Pair {
  const [one, other] = [emailForms(advocate ?? ''), emailForms(friend ?? '')];
  return { about: 'email', advocate, friend, same: compared(one, other, (a, b) => emailLikeness(a, b) !== 'different') };
}

/** Traces are kept as hashes for a while; the signals that held remember what was the same. */
const TRACES = [
  ['shipping', 'same-address', 'shipping'],
  ['billing', 'same-address', 'billing'],
  ['network', 'same-network', null],
  ['device', 'same-device', null],
  ['payment', 'same-payment', null],
] as const;

function tracePairs({ judged, claim }: Referral): Pair[] {
  const reasons = [...(judged?.reasons ?? []), ...(claim?.reasons ?? [])];
  return TRACES.map(([about, signal, part]) => {
    const held = reasons.some((reason) => reason.signal === signal && (part === null || reason.seen[part] === true));
    return { about, advocate: null, friend: null, same: held ? true : null };
  });
}

export function evidencePairs(referral: Referral, advocate: Someone, friend: Someone): Pair[] {
  const name = (member: Someone): string | null => (member === undefined ? null : nameOf(member));
  const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
  return [
    known('name', name(advocate), name(friend), plain),
    emailPair(advocate?.profile.email ?? null, friend?.profile.email ?? null),
    known('phone', advocate?.profile.phone ?? null, friend?.profile.phone ?? null, (text) => phoneForm(text, null)),
    ...tracePairs(referral),
  ];
}
