// Services that give addresses away for minutes. The list is a package's (CC0, from the community's lists, renewed monthly); relays that hide a lasting address are not in it.
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import { domainToASCII } from 'node:url';

/** The package makes a set of its list at every question. */
const DOMAINS: ReadonlySet<string> = disposableEmailBlocklistSet();

/** Also of a host below a listed domain: such services answer for all of them. */
export function isDisposable(email: string): boolean {
  const address = email.trim().toLowerCase();
  const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1));
  const labels = domain.split('.');
  return labels.some((_, index) => DOMAINS.has(labels.slice(index).join('.')));
}
