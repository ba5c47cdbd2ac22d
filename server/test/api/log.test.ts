import { describe, expect, it } from 'vitest';
import { createLog, saneRequestId } from '../../src/log.ts';

function recordingLog() {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
  return { log, lines, text: () => lines.join('') };
}

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const SECRETS = [
  JWT,
  'shpat_0123456789abcdef0123456789abcdef',
  'ck_0123456789abcdef0123456789abcdef01234567',
  'cs_0123456789abcdef0123456789abcdef01234567',
  'mina@example.com',
  'مینا@نمونه.com',
];

describe('the log', () => {
  it.each(SECRETS)('hides %s wherever it stands', (secret) => {
    const { log, text } = recordingLog();
    const cause = new Error(`caused by ${secret}`);
    log.info(`message with ${secret}`);
    log.info({ note: secret, list: [secret], deep: { er: { text: `in ${secret}` } } }, 'fields');
    log.error(new Error(`quotes ${secret}`, { cause }));
    log.error({ err: new Error(`quotes ${secret}`) }, 'failed');
    log.child({ note: secret }).info('child');
    log.child({ deep: { err: new Error(secret) } }).info('child');
    expect(text()).not.toContain(secret);
  });

  it.each([
    'authorization', 'Authorization', 'cookie', 'set-cookie', 'X-Shopify-Hmac-Sha256', 'x-wc-webhook-signature', 'x-shopify-access-token', 'accessToken',
    'refresh_token', 'apiSecret', 'webhookSecret', 'client_secret', 'password', 'credentials', 'signature', 'identityKey', 'mongodbUri', 'email',
    'phone', 'firstName', 'lastName', 'body', 'rawBody', 'payload', 'keys',
  ])('never writes the value of %s', (name) => {
    const { log, text } = recordingLog();
    log.info({ [name]: 'hunter2' }, 'flat');
    log.info({ request: { headers: { [name]: 'hunter2' } } }, 'nested');
    log.info({ list: [{ [name]: { inner: 'hunter2' } }] }, 'in a list');
    expect(text()).not.toContain('hunter2');
  }); // prettier-ignore

  it.each(['authorization', 'token', 'secret', 'signature', 'email', 'body', 'headers'])(
    'never binds the value of %s to a child',
    (name) => {
      const { log, text } = recordingLog();
      log.child({ [name]: 'hunter2' }).info('bound');
      expect(text()).not.toContain('hunter2');
    },
  );

  it('hides passwords in addresses and signatures in queries', () => {
    const { log, text } = recordingLog();
    log.info('mongodb://root:hunter2@db.example.com/lasting failed');
    log.info({ url: '/proxy/me?shop=a.myshopify.com&logged_in_customer_id=77123&signature=hunter2&timestamp=1' });
    log.info({ header: 'Bearer hunter2hunter2', basic: 'Basic aHVudGVyMjpodW50ZXIy' });
    expect(text()).not.toMatch(/hunter2|77123|aHVudGVy/u);
    expect(text()).toContain('shop=a.myshopify.com');
  });

  it('writes no bytes and no documents that an error carries', () => {
    const { log, text } = recordingLog();
    const error = Object.assign(new Error('duplicate'), { code: 11000, keyValue: { who: 'hunter2' } });
    log.error({ err: error, bytes: Buffer.from('hunter2') });
    expect(text()).toContain('11000');
    expect(text()).not.toMatch(/hunter2|104,117/u);
  });

  it('writes one line per event, whatever a value holds', () => {
    const { log, lines } = recordingLog();
    const forged = 'x\n{"level":"info","msg":"ready"}\r\n\u2028\u2029\u0085\u001b[2Jend';
    log.info({ header: forged }, forged);
    log.child({ bound: forged }).warn('child');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line.trimEnd()).not.toMatch(/[\n\r\u0085\u2028\u2029\u001b]/u); // oxlint-disable-line no-control-regex
      expect(JSON.parse(line)).toHaveProperty('level');
    }
  });

  it('survives cycles and depth', () => {
    const { log, lines } = recordingLog();
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    log.info({ cyclic });
    expect(lines).toHaveLength(1);
  });

  it('leaves honest fields alone', () => {
    const { log, lines } = recordingLog();
    log.info({ storeId: 'shopify-1', key: 'order:22:m1:0', url: 'http://127.0.0.1:3000' }, 'ready');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      storeId: 'shopify-1',
      key: 'order:22:m1:0',
      url: 'http://127.0.0.1:3000',
      msg: 'ready',
    });
  });
});

describe('a request id from outside', () => {
  it.each(['7d1f0f2e-0000-4000-8000-3d5c1f0e8a11', 'abcdefgh', 'trace.1_2-3.4'])('is kept when it is plain: %s', (id) => {
    expect(saneRequestId(id)).toBe(id);
  });
  it.each(['short', 'a'.repeat(65), 'with space', 'new\nline-here', '<script>alert', '', undefined])(
    'is refused when it is not: %s',
    (id) => {
      expect(saneRequestId(id)).toBeNull();
    },
  );
});
