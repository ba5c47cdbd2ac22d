// Is this a host of the public internet? A merchant types the address of a shop, and our server must not be sent to look at its own neighbours.
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
const V4 = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const; // prettier-ignore
const V6 = [['::', 128], ['::1', 128], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const; // prettier-ignore
for (const [net, prefix] of V4) PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of V6) PRIVATE.addSubnet(net, prefix, 'ipv6');

/** An IPv4 address in the clothes of an IPv6 one. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu;

export function isPublicAddress(address: string): boolean {
  const plain = MAPPED.exec(address)?.[1] ?? address;
  const version = isIP(plain);
  return version !== 0 && !PRIVATE.check(plain, version === 4 ? 'ipv4' : 'ipv6') && !/^::ffff:/iu.test(plain);
}

/**
 * Where to connect to for a name that a stranger typed: asking once and connecting to what was answered leaves no moment in which the name could
 * come to mean something else. Null: any of its addresses is not public. @throws when the name cannot be resolved.
 */
export async function publicAddressOf(hostname: string): Promise<string | null> {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  const found = isIP(bare) === 0 ? (await lookup(bare, { all: true })).map(({ address }) => address) : [bare];
  const [first] = found;
  return first !== undefined && found.every(isPublicAddress) ? first : null;
}

/** @throws when the name cannot be resolved. */
export async function isPublicHost(hostname: string): Promise<boolean> {
  return (await publicAddressOf(hostname)) !== null;
}
