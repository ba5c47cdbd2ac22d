import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { shopperAddress } from '../../src/api/caller-address.ts';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** What a server behind so many proxies of its own makes of the header. */
async function seen(trusted: number, forwarded: string | null): Promise<string | null> {
  const app = express().set('trust proxy', trusted);
  app.get('/', (req, res) => void res.json(shopperAddress(req)));
  const server = app.listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const headers = forwarded === null ? undefined : { 'x-forwarded-for': forwarded };
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, headers && { headers });
  return (await answer.json()) as string | null;
}

describe('where a shopper is who comes through the proxy of a store', () => {
  it('is what the store says, whether we stand behind proxies of our own or not', async () => {
    expect(await seen(0, '203.0.113.7')).toBe('203.0.113.7');
    expect(await seen(1, '203.0.113.7, 198.51.100.1')).toBe('203.0.113.7');
    expect(await seen(2, '203.0.113.7, 198.51.100.1, 192.0.2.1')).toBe('203.0.113.7');
  });

  it('is not what somebody wrote into the header before the store did', async () => {
    expect(await seen(0, '8.8.8.8, 203.0.113.7')).toBe('203.0.113.7');
    expect(await seen(1, '8.8.8.8, 203.0.113.7, 198.51.100.1')).toBe('203.0.113.7');
  });

  it('may have a port, or be of the other kind', async () => {
    expect(await seen(0, '203.0.113.7:4711')).toBe('203.0.113.7');
    expect(await seen(0, '2001:db8::7')).toBe('2001:db8::7');
    expect(await seen(0, '[2001:db8::7]:4711')).toBe('2001:db8::7');
  });

  it('is nothing where nobody says it', async () => {
    expect(await seen(0, null)).toBeNull();
    expect(await seen(1, '198.51.100.1')).toBeNull();
    expect(await seen(0, 'unknown')).toBeNull();
  });
});
