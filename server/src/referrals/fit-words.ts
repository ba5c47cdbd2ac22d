// Words that no link may say: what speaks for the shop, and what nobody wants to read.
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import { lookOf } from './code-look.ts';

/** A link with one of these looks as if the shop itself had written it, or like an address of ours. */
const RESERVED = new Set<string>([
  'ABUSE', 'ACCOUNT', 'ADMIN', 'ADMINISTRATOR', 'API', 'APP', 'APPS', 'BILLING', 'CART', 'CHECKOUT', 'CONTACT', 'CUSTOMERCARE', 'HELP', 'HELPDESK', 'INFO',
  'LASTING', 'LEGAL', 'LOGIN', 'MANAGER', 'MODERATOR', 'NULL', 'OFFICIAL', 'ORDER', 'ORDERS', 'OWNER', 'PAYMENT', 'PAYPAL', 'PROXY', 'REF', 'REFUND', 'ROOT',
  'SECURITY', 'SERVICE', 'SHOPIFY', 'SHOP', 'STAFF', 'STORE', 'SUPPORT', 'SYSTEM', 'TEAM', 'TEST', 'UNDEFINED', 'WEBMASTER', 'WOOCOMMERCE', 'WORDPRESS',
].map(lookOf)); // prettier-ignore

/** Names of people that only look like something else: Annalena, Analia, Harshit, Lakshita, Shital, Fukuda, Cumali, Pornthip, Faggioni, Dickson. */
const HONEST = ['annal', 'anali', 'rshit', 'kshit', 'shital', 'fukuda', 'cumali', 'pornth', 'pornti', 'faggio', 'dickso'];

const known = englishDataset.build();
const whitelistedTerms = [...(known.whitelistedTerms ?? []), ...HONEST];
const rude = new RegExpMatcher({ ...known, whitelistedTerms, ...englishRecommendedTransformers });

/** `code`: letters A to Z, digits and hyphens. */
export function isFit(code: string): boolean {
  const parts = [...code.split('-'), code.replaceAll('-', '')];
  if (parts.some((part) => RESERVED.has(lookOf(part)))) return false;
  return !rude.hasMatch(code) && !rude.hasMatch(code.replaceAll('-', ''));
}
