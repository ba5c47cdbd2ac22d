// Where on the internet somebody is, no closer than a household's or an office's: an IPv4 /24 or an IPv6 /48.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const IPV4_BYTES = 3;
const IPV6_BYTES = 6;

/** Addresses of machines in between (a proxy that a shop does not know of, a telephone company's own network): everybody behind them has the same. */
const SAYS_NOTHING = new Set([
  'private',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'unspecified',
  'carrierGradeNat',
  'broadcast',
  'multicast',
]);

/** Null: it is no address, or one that says nothing about its owner. */
export function networkForm(address: string): string | null {
  const text = address.trim();
  if (isIP(text) === 0) return null;
  const parsed = ipaddr.process(text.replace(/%.*$/u, ''));
  if (SAYS_NOTHING.has(parsed.range())) return null;
  const kept = parsed.kind() === 'ipv4' ? IPV4_BYTES : IPV6_BYTES;
  return `${parsed.kind()}/${parsed.toByteArray().slice(0, kept).join('.')}`;
}
