// The only reader of the process's environment. Every problem is named at once, and production never starts with a sandbox's secrets.
import { isIP } from 'node:net';
import { z } from 'zod';
import { readFrom, readSmtpUrl, type MailAddress, type SmtpServer } from './mail/smtp-server.ts';

/** Public, because the source is: good for a sandbox on one machine and refused everywhere else. */
export const SANDBOX_API_KEY = 'lasting-sandbox';
export const SANDBOX_API_SECRET = 'lasting-sandbox-secret-not-for-production';

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];
const UNIT_BYTES: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 * 1024 };
const MAX_BODY_BYTES = 64 * 1024 * 1024;

function bytesOf(text: string): number | null {
  const match = /^(\d{1,9})(b|kb|mb)?$/iu.exec(text);
  const bytes = match === null ? 0 : Number(match[1]) * (UNIT_BYTES[(match[2] ?? 'b').toLowerCase()] ?? 0);
  return bytes > 0 && bytes <= MAX_BODY_BYTES ? bytes : null;
}

/** Standard base64 of exactly 32 bytes that are not all the same: a key somebody typed is not a key. */
function keyBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  const honest = bytes.length === 32 && bytes.toString('base64') === text && new Set(bytes).size > 8;
  return honest ? bytes : null;
}

export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

function sealingKeys(text: string): SealingKey[] | null {
  const keys = text.split(',').map((part) => {
    const match = /^([\w-]{1,32}):(\S+)$/u.exec(part.trim());
    const key = keyBytes(match?.[2] ?? '');
    return match?.[1] === undefined || key === null ? null : { id: match[1], key };
  });
  const good = keys.filter((key) => key !== null);
  return good.length === keys.length && new Set(good.map((key) => key.id)).size === keys.length ? good : null;
}

/** `true` (trust everybody) is not offered: any caller could then choose the address that limits count by. */
function trustedProxies(text: string): number | string[] | null {
  if (/^\d$/u.test(text)) return Number(text);
  const names = text.split(',').map((name) => name.trim());
  return names.every((name) => /^(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d{1,3})?)$/u.test(name)) ? names : null;
}

/** Turns text into a value, or says what to do. The text is not repeated in the message: it may be a secret. */
function read<T>(parse: (text: string) => T | null, advice: string) {
  return z.string().transform((text, context) => {
    const value = parse(text.trim());
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: advice });
    return z.NEVER;
  });
}

const portNumber = read((text) => (/^\d{1,5}$/u.test(text) && Number(text) <= 65_535 ? Number(text) : null), 'give a port, 0 to 65535');
const yesNo = read((text) => (text === 'true' || text === 'false' ? text === 'true' : null), 'give true or false');
const origin = read((text) => {
  const url = URL.parse(text);
  const plain = url !== null && /^https?:$/u.test(url.protocol) && url.pathname === '/' && url.search === '' && url.username === '';
  return plain ? url.origin : null;
}, 'give scheme, host and port only, like https://loyalty.example.com');

/** One line per variable, in the order of `.env.example`; what depends on the mode is decided in {@link readEnv}. */
const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production'], 'give development, test or production').default('development'),
  LASTING_MODE: z.enum(['sandbox', 'production'], 'give sandbox or production').optional(),
  ROLE: z.enum(['all', 'server', 'worker'], 'give all, server or worker').default('all'),
  HOST: read((text) => (isIP(text) === 0 ? null : text), 'give an IP address of this machine, or 0.0.0.0 for all of them').default(
    '127.0.0.1',
  ),
  PORT: portNumber.default(3000),
  SANDBOX_PORT: portNumber.default(3001),
  APP_URL: origin.optional(),
  DATA_DIR: z.string().default('.data'),
  MONGODB_URI: read(
    (text) => (/^mongodb(\+srv)?:\/\/./u.test(text) ? text : null),
    'start it with mongodb:// or mongodb+srv://',
  ).optional(),
  SHOPIFY_API_KEY: z.string().optional(),
  SHOPIFY_API_SECRET: z.string().min(16, 'it is too short: copy the client secret of your app').optional(),
  SHOPIFY_SIM_URL: origin.optional(),
  LASTING_KEYS: read(
    sealingKeys,
    'give id:key pairs with different ids, comma between; make a key with `openssl rand -base64 32`',
  ).optional(),
  METRICS_TOKEN: z.string().min(16, 'give at least 16 characters').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'give fatal, error, warn, info, debug, trace or silent')
    .default('info'),
  TRUST_PROXY: read(trustedProxies, 'give the number of proxies in front, or their addresses with commas').optional(),
  WEBHOOK_BODY_LIMIT: read(bytesOf, 'give a size up to 64mb, like 10mb').default(10 * 1024 * 1024),
  ALLOW_PRIVATE_STORE_URLS: yesNo.optional(),
  SMTP_URL: read(readSmtpUrl, 'give smtp://user:password@host:587, or smtps://user:password@host:465').optional(),
  MAIL_FROM: read(readFrom, 'give an address, like loyalty@example.com or Tea and Clay <loyalty@example.com>').optional(),
  SANDBOX_SMTP_PORT: portNumber.default(3002),
  SANDBOX_DAYS_AHEAD: read((text) => (/^\d{1,4}$/u.test(text) ? Number(text) : null), 'give a whole number of days, 0 to 9999').default(0),
});
export const ENV_VARIABLES: readonly string[] = Object.keys(variables.shape);
type Variables = z.output<typeof variables>;

export interface Env {
  readonly nodeEnv: 'development' | 'test' | 'production';
  readonly mode: 'sandbox' | 'production';
  readonly role: 'all' | 'server' | 'worker';
  /** The address to listen on. */
  readonly host: string;
  readonly port: number;
  readonly sandboxPort: number;
  /** Our own origin, without a slash at its end. */
  readonly appUrl: string;
  readonly dataDir: string;
  /** Null only in sandbox mode: `npm start` brings a database of its own. */
  readonly mongodbUri: string | null;
  readonly shopify: { readonly apiKey: string; readonly apiSecret: string; /** Null: the real Shopify. */ readonly simUrl: string | null };
  /** For AES-256-GCM; the first seals, all open. Null only in sandbox mode: one is made and kept in `dataDir/keys`. */
  readonly keys: readonly SealingKey[] | null;
  readonly metricsToken: string | null;
  readonly logLevel: Variables['LOG_LEVEL'];
  /** What Express may believe about proxies in front; 0 is nobody. */
  readonly trustProxy: number | readonly string[];
  readonly webhookBodyLimitBytes: number;
  readonly allowPrivateStoreUrls: boolean;
  /** How far the sandbox lives ahead of the machine's clock; 0 in production, whatever is set. */
  readonly daysAhead: number;
  /** The operator's own server, for every store that has none. Null: such a store sends no mail, and is told so. */
  readonly mail: { readonly server: SmtpServer; readonly from: MailAddress } | null;
}

/** The message is for the operator: it says what to do about each variable, and holds no values. */
export class EnvProblem extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`Lasting cannot start with this environment:\n${list}\nEvery variable is explained in .env.example.`);
    this.name = 'EnvProblem';
    this.problems = problems;
  }
}

type Given = Readonly<Record<string, string>>;

const REQUIRED_IN_PRODUCTION = {
  APP_URL: 'give the public https address of this server',
  MONGODB_URI: 'give the address of a replica set or a sharded cluster',
  SHOPIFY_API_KEY: 'copy the client id of your app from the Shopify Partner Dashboard',
  SHOPIFY_API_SECRET: 'copy the client secret of your app from the Shopify Partner Dashboard',
  LASTING_KEYS: 'give id:key, where the key is the output of `openssl rand -base64 32`',
};

function isSafeAddress(address: string): boolean {
  const url = URL.parse(address);
  return url === null || url.protocol === 'https:' || LOOPBACK_HOSTS.includes(url.hostname);
}

/** What production refuses, from the raw text, so that it is named together with everything else that is wrong. */
function wrongInProduction(given: Given): string[] {
  const missing = Object.entries(REQUIRED_IN_PRODUCTION).filter(([name]) => given[name] === undefined);
  const problems = missing.map(([name, advice]) => `${name} is missing: ${advice}.`);
  if (given['LASTING_MODE'] === 'sandbox')
    problems.push('LASTING_MODE is sandbox while NODE_ENV is production: a sandbox lets everybody on this machine in; unset one of them.');
  if ((given['SMTP_URL'] === undefined) !== (given['MAIL_FROM'] === undefined))
    problems.push('SMTP_URL and MAIL_FROM belong together: give both, or neither and send no mail.');
  if (given['SANDBOX_DAYS_AHEAD'] !== undefined) problems.push('SANDBOX_DAYS_AHEAD moves the clock, which only a sandbox may: unset it.');
  if (given['SHOPIFY_SIM_URL'] !== undefined) problems.push('SHOPIFY_SIM_URL is for the sandbox only: unset it.');
  if (given['SHOPIFY_API_KEY'] === SANDBOX_API_KEY) problems.push("SHOPIFY_API_KEY is the sandbox's: give your own.");
  if (given['SHOPIFY_API_SECRET'] === SANDBOX_API_SECRET)
    problems.push("SHOPIFY_API_SECRET is the sandbox's, which everybody knows: give your own.");
  if (!isSafeAddress(given['APP_URL'] ?? '')) problems.push('APP_URL is not https: give the https address.');
  return problems;
}

/** An empty value counts as none: compose files and CI pass those for variables nobody set. */
function givenOf(source: Readonly<Record<string, string | undefined>>): Given {
  const entries = ENV_VARIABLES.map((name) => [name, source[name]?.trim() ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Where the sandbox's captured mail pretends to come from. */
const SANDBOX_FROM: MailAddress = { name: null, address: 'loyalty@tea-and-clay.example' };

function mailOf(values: Variables, sandbox: boolean): Env['mail'] {
  const captured: SmtpServer = { host: '127.0.0.1', port: values.SANDBOX_SMTP_PORT, secure: false, user: null, password: null };
  const server = values.SMTP_URL ?? (sandbox ? captured : null);
  const from = values.MAIL_FROM ?? (sandbox ? SANDBOX_FROM : null);
  return server === null || from === null ? null : { server, from };
}

function assemble(values: Variables, mode: Env['mode']): Env {
  const sandbox = mode === 'sandbox';
  return {
    nodeEnv: values.NODE_ENV,
    mode,
    role: values.ROLE,
    host: values.HOST,
    port: values.PORT,
    sandboxPort: values.SANDBOX_PORT,
    appUrl: values.APP_URL ?? `http://127.0.0.1:${values.PORT}`,
    dataDir: values.DATA_DIR,
    mongodbUri: values.MONGODB_URI ?? null,
    // The defaults are reached in sandbox mode only: production was refused without its own.
    shopify: {
      apiKey: values.SHOPIFY_API_KEY ?? SANDBOX_API_KEY,
      apiSecret: values.SHOPIFY_API_SECRET ?? SANDBOX_API_SECRET,
      simUrl: sandbox ? (values.SHOPIFY_SIM_URL ?? `http://127.0.0.1:${values.SANDBOX_PORT}`) : null,
    },
    keys: values.LASTING_KEYS ?? null,
    metricsToken: values.METRICS_TOKEN ?? null,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY ?? 0,
    webhookBodyLimitBytes: values.WEBHOOK_BODY_LIMIT,
    allowPrivateStoreUrls: values.ALLOW_PRIVATE_STORE_URLS ?? sandbox,
    daysAhead: sandbox ? values.SANDBOX_DAYS_AHEAD : 0,
    mail: mailOf(values, sandbox),
  };
}

/** @throws EnvProblem naming every variable that is wrong or missing. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = givenOf(source);
  const production = given['LASTING_MODE'] === 'production' || given['NODE_ENV'] === 'production';
  const parsed = variables.safeParse(given);
  const wrong = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} cannot be used: ${issue.message}.`);
  const problems = [...wrong, ...(production ? wrongInProduction(given) : [])];
  if (!parsed.success || problems.length > 0) throw new EnvProblem(problems);
  return assemble(parsed.data, production ? 'production' : 'sandbox');
}
