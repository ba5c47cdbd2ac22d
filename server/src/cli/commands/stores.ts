import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { readEnv } from '../../env.ts';
import { storeId } from '../../loyalty/ids.ts';
import { StoreRefused, StoreUnreachable, type StoreConnection } from '../../platforms/platform.ts';
import { invite } from '../../onboarding/plugins/invite.ts';
import { installStore, type NewStore } from '../../stores/install-store.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';

interface AddOptions extends OutputOptions {
  readonly url: string;
  readonly webhookSecret: string;
  readonly key?: string;
  readonly secret?: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly name?: string;
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new CliProblem(`"${text}" is no address: give --url like https://shop.example.com`);
  return url;
}

function credentialsOf({ key, secret }: AddOptions): Record<string, string> | null {
  if ((key === undefined) !== (secret === undefined)) throw new CliProblem('give --key and --secret together, or neither');
  return key === undefined || secret === undefined ? null : { consumerKey: key, consumerSecret: secret };
}

function checkTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    throw new CliProblem(`"${timeZone}" is no time zone: give --time-zone like Europe/Berlin`);
  }
}

function newStore(options: AddOptions): NewStore {
  const url = addressOf(options.url);
  if (options.webhookSecret.trim() === '') throw new CliProblem('--webhook-secret must not be empty: anybody could send deliveries');
  if (!/^[A-Z]{3,5}$/.test(options.currency)) throw new CliProblem(`"${options.currency}" is no currency code: give --currency like EUR`);
  return {
    storeId: storeId(`woocommerce-${randomBytes(10).toString('hex')}`),
    platform: 'woocommerce',
    name: options.name ?? url.host,
    domain: url.host,
    url: url.href.replace(/\/$/, ''),
    currency: options.currency,
    timeZone: checkTimeZone(options.timeZone),
    startsAt: 0,
    webhookSecret: options.webhookSecret,
    credentials: credentialsOf(options),
  };
}

async function factsOf(connection: StoreConnection, store: NewStore): Promise<NewStore & { asked: string | null }> {
  try {
    return { ...store, ...(await connection.fetchFacts()), asked: null };
  } catch (error) {
    if (error instanceof StoreRefused) throw new CliProblem(`the store refused the keys (${error.message}): check --key and --secret`);
    if (error instanceof StoreUnreachable)
      return { ...store, asked: `the store did not answer (${error.message}); the given currency and time zone are used` };
    throw error;
  }
}

/** With keys the store is asked for its name, currency and time zone; a store that is only away just now is added all the same. */
async function add(core: BuiltCore, options: AddOptions): Promise<object> {
  const store = newStore(options);
  const { storeId: id, domain, url, currency, timeZone, credentials } = store;
  const connection = core.platforms.woocommerce.connect({ storeId: id, domain, url, facts: { currency, timeZone }, credentials });
  const { asked, ...known } = connection === null ? { ...store, asked: null } : await factsOf(connection, store);
  await installStore(core.stores, known, core.clock());
  const note = asked === null ? {} : { note: asked };
  return { ...shown({ ...known, state: 'active' }), deliveryPath: `/webhooks/woocommerce/${id}`, ...note };
}

interface InviteOptions extends OutputOptions {
  readonly store?: string;
  readonly hours: string;
}

const HOUR_MS = 3_600_000;

async function inviteStore(core: BuiltCore, { store, hours }: InviteOptions): Promise<object> {
  if (!/^[1-9]\d{0,2}$/.test(hours)) throw new CliProblem(`"${hours}" is no number of hours: give --hours like 24`);
  const known = store === undefined ? null : await core.stores.get(storeId(store));
  if (store !== undefined && known?.platform !== 'woocommerce')
    throw new CliProblem(`there is no WooCommerce store ${store}: see "stores list"`);
  const { appUrl } = readEnv();
  const wish = { appUrl, forStore: known?.storeId ?? null, now: Date.now(), lifeMs: Number(hours) * HOUR_MS };
  const { line, expiresAt } = await invite(core.invitations, wish);
  return { connectionLine: line, goodUntil: new Date(expiresAt).toISOString() };
}

function shown({
  storeId: id,
  platform,
  name,
  url,
  currency,
  timeZone,
  state,
  credentials,
}: Omit<StoreRecord, 'createdAt' | 'identityKey'>): object {
  return { storeId: id, platform, name, url, currency, timeZone, state, canBeAsked: credentials !== null };
}

export function addStoreCommands(lasting: Command): void {
  const stores = lasting.command('stores').description('the stores whose points are kept here');
  const adding = stores.command('add').description('adds a store');
  adding
    .command('woocommerce')
    .description('adds a WooCommerce store; its webhooks go to the printed path')
    .requiredOption('--url <address>', 'the address of the shop')
    .requiredOption('--webhook-secret <secret>', 'the secret its webhooks are signed with')
    .option('--key <key>', 'REST consumer key (ck_...), so that the store can be asked')
    .option('--secret <secret>', 'REST consumer secret (cs_...)')
    .option('--name <name>', 'what to call it (asked from the store when keys are given)')
    .option('--currency <code>', 'used when the store cannot be asked', 'EUR')
    .option('--time-zone <zone>', 'used when the store cannot be asked', 'UTC')
    .option('--json', 'print one JSON value')
    .action(async (options: AddOptions) => {
      answer(await withCore((core) => add(core, options)), options);
    });
  stores
    .command('invite')
    .description('prints the line by which the plugin of a WooCommerce store connects')
    .option('--store <id>', 'only this store, which is known already')
    .option('--hours <hours>', 'for how long it is good', '24')
    .option('--json', 'print one JSON value')
    .action(async (options: InviteOptions) => {
      answer(await withCore((core) => inviteStore(core, options)), options);
    });
  stores
    .command('list')
    .description('lists the stores')
    .option('--json', 'print one JSON value')
    .action(async (options: OutputOptions) => {
      const all = await withCore((core) => core.stores.list());
      answer(all.map((store) => shown(store)), options); // prettier-ignore
    });
}
