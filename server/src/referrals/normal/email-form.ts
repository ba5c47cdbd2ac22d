// When two addresses are one mailbox, and when they only look it. Wider than `normaliseEmail`, which says how mail is delivered for certain and by which accounts are matched.
import { domainToASCII, domainToUnicode } from 'node:url';
import type { EmailLikeness } from '../../loyalty/referrals/fraud/evidence.ts';
import { normaliseEmail } from '../../loyalty/person.ts';
import { skeleton } from './lookalike.ts';

/** What a provider delivers to one mailbox. Sources: the help pages of each, read November 2026. */
interface Provider {
  /** Domains of one and the same mailbox; the first stands for all. */
  readonly domains: readonly string[];
  /** Everything from here on in the name is a tag. */
  readonly tag?: '+' | '-';
  /** Characters of the name that do not count. */
  readonly ignores?: RegExp;
}

const PROVIDERS: readonly Provider[] = [
  { domains: ['gmail.com', 'googlemail.com'], tag: '+', ignores: /\./g },
  { domains: ['icloud.com', 'me.com', 'mac.com'], tag: '+' },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], tag: '+', ignores: /[._-]/g },
  { domains: ['yandex.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.com.tr', 'ya.ru'], tag: '+', ignores: /[.-]/g },
  // Of these each domain is a mailbox of its own.
  ...['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'hotmail.co.uk', 'hotmail.fr', 'outlook.fr', 'outlook.de'].map(
    (domain): Provider => ({ domains: [domain], tag: '+' }),
  ),
  ...['fastmail.com', 'fastmail.fm', 'zoho.com', 'zohomail.com', 'tutanota.com', 'tuta.com', 'mailbox.org', 'posteo.de', 'hey.com'].map(
    (domain): Provider => ({ domains: [domain], tag: '+' }),
  ),
  ...['yahoo.com', 'yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'ymail.com', 'rocketmail.com'].map((domain): Provider => ({
    domains: [domain],
    tag: '-',
  })),
];
const PROVIDER_OF: ReadonlyMap<string, Provider> = new Map(PROVIDERS.flatMap((each) => each.domains.map((domain) => [domain, each])));

/** An address in its three forms, from the exact one to the crudest. Two that share one share all after it. */
export interface EmailForms {
  readonly address: string;
  readonly mailbox: string;
  readonly lookalike: string;
}

const before = (text: string, mark: string): string => {
  const at = text.indexOf(mark);
  return at > 0 ? text.slice(0, at) : text;
};

function mailboxOf(name: string, domain: string): string {
  const provider = PROVIDER_OF.get(domain);
  if (provider === undefined) return `${name}@${domain}`;
  const untagged = provider.tag === undefined ? name : before(name, provider.tag);
  const counted = provider.ignores === undefined ? untagged : untagged.replaceAll(provider.ignores, '');
  // A name of nothing but ignored characters stays as it is, so that two of them are not one.
  return `${counted === '' ? untagged : counted}@${provider.domains[0] ?? domain}`;
}

function lookalikeOf(mailbox: string): string {
  const at = mailbox.lastIndexOf('@');
  const name = before(mailbox.slice(0, at), '+');
  const letters = name.replaceAll(/[._-]/g, '');
  return `${skeleton(letters === '' ? name : letters)}@${skeleton(domainToUnicode(mailbox.slice(at + 1)))}`;
}

/** Null for what is no address. */
export function emailForms(email: string): EmailForms | null {
  const exact = normaliseEmail(email);
  if (exact === null) return null;
  const at = exact.lastIndexOf('@');
  const domain = domainToASCII(exact.slice(at + 1)).replace(/\.$/, '');
  if (domain === '') return null;
  const name = exact.slice(0, at);
  const mailbox = mailboxOf(name, domain);
  return { address: `${name}@${domain}`, mailbox, lookalike: lookalikeOf(mailbox) };
}

/** Also of forms that were hashed, when both were hashed with one key. */
export function emailLikeness(a: EmailForms, b: EmailForms): EmailLikeness {
  if (a.address === b.address) return 'same';
  if (a.mailbox === b.mailbox) return 'mailbox';
  return a.lookalike === b.lookalike ? 'lookalike' : 'different';
}
