// Where a request comes from. "This machine" is believed of the connection itself, never of a header.
import { isIP, isIPv6 } from 'node:net';
import type { Request } from 'express';

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];
const LOOPBACK_PEER = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/u;
/** A proxy on this machine makes every caller look local; it says so in these. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

export const isLoopbackHost = (host: string): boolean => LOOPBACK_HOSTS.includes(host);

/** A person or program on this very machine, with nothing in between, who also typed this machine's name. */
export function isFromThisMachine(req: Request): boolean {
  const direct = FORWARDED.every((name) => req.headers[name] === undefined);
  return direct && LOOPBACK_PEER.test(req.socket.remoteAddress ?? '') && isLoopbackHost(hostNameOf(req));
}

/** The host name that was asked for, lower case, without a port; empty when there is none. `X-Forwarded-Host` counts behind a trusted proxy only. */
export function hostNameOf(req: Request): string {
  // Express types it as always there, but HTTP/1.0 callers may leave it out.
  const name: string | undefined = req.hostname;
  return name === undefined ? '' : name.toLowerCase(); // oxlint-disable-line typescript/no-unnecessary-condition
}

/** What limits count by: one IPv4 address, or the /64 that one IPv6 customer is given. */
export function callerNetwork(req: Request): string {
  const address = (req.ip ?? '').replace(/^::ffff:(?=\d+\.)/u, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head.split(':').filter((part) => part !== '');
  const after = (tail ?? '').split(':').filter((part) => part !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

/**
 * Where the shopper is whose request a store's own proxy signed and passed on: Shopify names them in `X-Forwarded-For` (shopify.dev, "Authenticate app proxies"),
 * one step beyond what is trusted here, which is the store's proxy. Null: it did not say. Of requests without a store's signature it proves nothing.
 */
export function shopperAddress(req: Request): string | null {
  const named = (req.get('x-forwarded-for') ?? '').split(',').map((one) => one.trim().replace(/^\[(.*)\](:\d+)?$/u, '$1'));
  const beyond = named.at(-1 - req.ips.length) ?? '';
  const address = isIP(beyond) === 0 ? beyond.replace(/:\d+$/u, '') : beyond;
  return isIP(address) === 0 ? null : address;
}
