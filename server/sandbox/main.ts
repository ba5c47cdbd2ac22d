/** The sandbox as its own process. Prints one JSON line when it is ready; SIGTERM and SIGINT end it cleanly. */
import { join } from 'node:path';
import { startSandbox } from './index.ts';

const env = (name: string, otherwise: string): string => process.env[name] || otherwise;

/** Signatures and tokens keep to the machine's clock, which Shopify's libraries check them by; the shop's days do not. */
const ahead = Number(env('SANDBOX_DAYS_AHEAD', '0')) * 86_400_000;

const running = await startSandbox({
  port: Number(env('SANDBOX_PORT', '3001')),
  smtpPort: Number(env('SANDBOX_SMTP_PORT', '0')),
  folder: join(env('DATA_DIR', '.data'), 'sandbox'),
  appUrl: env('APP_URL', 'http://127.0.0.1:3000'),
  clientId: env('SHOPIFY_API_KEY', 'lasting-sandbox'),
  clientSecret: env('SHOPIFY_API_SECRET', 'lasting-sandbox-secret-not-for-production'),
  now: () => Date.now() + ahead,
});

process.stdout.write(`${JSON.stringify({ ready: true, service: 'sandbox', url: running.url, port: running.port, pid: process.pid })}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void running.close().then(() => process.exit(0)));
}
