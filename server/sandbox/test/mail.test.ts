import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from 'nodemailer';
import { browser } from './browser.ts';
import { startHarness } from './running.ts';
import type { Harness } from './running.ts';

interface Listed {
  to: string;
  subject: string;
  text: string;
  html: string | null;
  unsubscribe: string | null;
  messageId: string | null;
}

let shop: Harness;
beforeEach(async () => {
  shop = await startHarness();
});
afterEach(() => shop.close());

function hand(to: string, subject = 'Your points'): Promise<unknown> {
  const transport = createTransport({ host: '127.0.0.1', port: shop.sandbox.smtpPort ?? 0, ignoreTLS: true });
  const html = '<!doctype html><html><head></head><body><script>alert(1)</script><a href="https://tea.example/">Go</a></body></html>';
  const headers = { 'List-Unsubscribe': '<https://loyalty.example/mail/unsubscribe?t=abc>' };
  return transport.sendMail({ from: 'loyalty@tea.example', to, subject, text: 'Hello', html, headers });
}

const mails = async (to: string): Promise<Listed[]> =>
  (await (await fetch(`${shop.sandbox.url}/sandbox/mails?to=${encodeURIComponent(to)}`)).json()) as Listed[];
const faults = (change: object): Promise<Response> =>
  fetch(`${shop.sandbox.url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });

describe('mail that is handed to the sandbox', () => {
  it('is kept for its address, with its text, its look and its way to leave', async () => {
    await hand('ada@example.com');
    await hand('ben@example.com', 'Another');
    expect(await mails('Ada@example.com')).toMatchObject([
      { to: 'ada@example.com', subject: 'Your points', text: 'Hello', unsubscribe: 'https://loyalty.example/mail/unsubscribe?t=abc' },
    ]);
  });

  it('is shown in a frame that runs nothing, with links that open beside it', async () => {
    await hand('ada@example.com');
    const page = await browser(shop.sandbox.url).text('/mailbox?to=ada@example.com');
    const [, source = ''] = /<iframe[^>]*src="([^"]+)"/su.exec(page) ?? [];
    expect(/<iframe[^>]*>/su.exec(page)?.[0]).not.toContain('allow-scripts');
    const frame = await fetch(`${shop.sandbox.url}${source}`);
    expect(frame.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox allow-popups/u);
    expect(await frame.text()).toContain('<base target="_blank">');
  });

  it('is refused, put off, or taken without a word while that fault is on', async () => {
    await faults({ mail: 'reject' });
    await expect(hand('ada@example.com')).rejects.toMatchObject({ responseCode: 550 });
    await faults({ mail: 'greylist' });
    await expect(hand('ada@example.com')).rejects.toMatchObject({ responseCode: 451 });
    expect(await mails('ada@example.com')).toEqual([]);
    await faults({ mail: 'cut' });
    await expect(hand('ada@example.com')).rejects.toThrow();
    expect(await mails('ada@example.com')).toHaveLength(1);
    await faults({ preset: 'calm' });
    await hand('ada@example.com');
    expect(await mails('ada@example.com')).toHaveLength(2);
  });
});
