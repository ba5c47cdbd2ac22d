// The only file that says which implementation stands behind which port, for a process with an environment.
import type { Logger } from 'pino';
import { clockOf } from './clock.ts';
import { createCore, type Core } from './core.ts';
import type { Env } from './env.ts';
import { SmtpMailer } from './mail/smtp-mailer.ts';
import type { PlatformName, StorePlatform } from './platforms/platform.ts';
import type { Credentials } from './platforms/shopify/auth/credentials.ts';
import { shopifyPlatform, type ShopifyPlatform } from './platforms/shopify/index.ts';
import { SCOPES } from './platforms/shopify/scopes.ts';
import { woocommercePlatform } from './platforms/woocommerce/index.ts';
import { keysInFolder } from './secrets/key-file.ts';
import { Keyring } from './secrets/keyring.ts';
import { connectMongo, type Connection } from './storage/mongo/connect.ts';
import { createIndexes, missingGuarantees } from './storage/mongo/indexes.ts';
import { MongoCredentialVault } from './storage/mongo/mongo-credential-vault.ts';
import { MongoLeases } from './storage/mongo/mongo-leases.ts';

export interface BuiltCore extends Core {
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  readonly shopify: ShopifyPlatform;
  readonly keys: Keyring;
  readonly connection: Connection;
  readonly clock: () => number;
  /** True when the database answers and every guarantee stands. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** A database without its guarantees must not be written to. */
export class GuaranteeMissing extends Error {
  constructor(names: readonly string[]) {
    super(`the database lacks unique indexes (${names.join(', ')}); points could be counted twice without them. Nothing was started.`);
    this.name = 'GuaranteeMissing';
  }
}

function shopifyOf(env: Env, log: Logger, vault: MongoCredentialVault<Credentials>): ShopifyPlatform {
  const { apiKey, apiSecret, simUrl } = env.shopify;
  return shopifyPlatform({
    clientId: apiKey,
    clientSecret: apiSecret,
    appUrl: env.appUrl,
    scopes: SCOPES,
    ...(simUrl === null ? {} : { simulatorUrl: simUrl }),
    log: (severity, message) => log[severity === 'warning' ? 'warn' : severity]({ from: 'shopify-api' }, message),
    vault,
    clock: { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
  });
}

/** Only in the sandbox may a shop be on this machine. */
function sandboxOf({ mode, shopify }: Env): { readonly sandboxUrl?: string } {
  return mode === 'sandbox' && shopify.simUrl !== null ? { sandboxUrl: shopify.simUrl } : {};
}

/**
 * Connects, creates the indexes, and refuses to go on when a guarantee is missing. `env.mongodbUri` must be set by now. `database`: another one
 * of the same server than the usual.
 */
export async function buildCore(env: Env & { readonly mongodbUri: string }, log: Logger, database?: string): Promise<BuiltCore> {
  const connection = await connectMongo(env.mongodbUri, database);
  await createIndexes(connection);
  const missing = await missingGuarantees(connection);
  if (missing.length > 0) throw new GuaranteeMissing(missing.map(({ name }) => name));
  const keys = new Keyring(env.keys ?? keysInFolder(env.dataDir));
  const leases = new MongoLeases(connection);
  const shopify = shopifyOf(env, log, new MongoCredentialVault<Credentials>(connection, keys, leases, Date.now));
  const platforms = { shopify, woocommerce: woocommercePlatform() };
  const mailer = new SmtpMailer({ privateAllowed: env.allowPrivateStoreUrls });
  if (env.mail === null) log.warn('SMTP_URL is not set: stores without a mail server of their own send no mail');
  const mail = { mailer, operator: env.mail, appUrl: env.appUrl };
  const clock = clockOf(env);
  const core = createCore({ connection, keys, clock, log, platforms, mail, ...sandboxOf(env) });
  const ready = async (): Promise<boolean> => (await missingGuarantees(connection)).length === 0;
  const close = async (): Promise<void> => {
    mailer.close();
    await connection.close();
  };
  return { ...core, platforms, shopify, keys, connection, clock, ready, close };
}
