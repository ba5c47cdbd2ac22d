// Log lines without secrets and without personal data: by the name of a field, and by the look of a text wherever it stands.
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Env } from './env.ts';

const CENSORED = '[redacted]';
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_TEXT = 4_000;

/** Compared without case, dashes and underscores, so that `X-Shopify-Hmac-Sha256` and `accessToken` are found as well. */
const SECRET_NAME =
  /authorization|cookie|token|secret|passw|signature|hmac|credential|bearer|jwt|apikey|identitykey|privatekey|sealingkey|consumerkey|mongodburi|email|phone|firstname|lastname|^(rawbody|body|payload|keys|address[12]?|password)$/u;

/** Texts that are secret by themselves, however they came into a message: an error may quote what it was given. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/gu, CENSORED],
  [/\b(Bearer|Basic) +[\w.~+/=-]{6,}/giu, `$1 ${CENSORED}`],
  [/\bshp(at|ss|ca|pa|ua|rt|tka)_[\w-]{8,}/gu, CENSORED],
  [/\bc[ks]_[\da-f]{16,}/gu, CENSORED],
  [/(\w+:\/\/)[^\s/@:"]*:[^\s/@"]+@/gu, `$1${CENSORED}@`],
  [
    /([?&](?:signature|hmac|id_token|access_token|token|code|session|logged_in_customer_id|oauth_\w+|consumer_\w+)=)[^&\s"\\]+/gu,
    `$1${CENSORED}`,
  ],
  [/[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)+/gu, CENSORED],
];

/** Read as line ends by some viewers, though JSON does not escape them: a value could otherwise forge a line. */
const LINE_SEPARATORS = /[\u0085\u2028\u2029]/gu;

function withoutSecretTexts(line: string): string {
  return SECRET_TEXT.reduce((text, [pattern, by]) => text.replace(pattern, by), line.replace(LINE_SEPARATORS, ' '));
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replaceAll(/[-_]/gu, ''));
}

/** Only what is known of every error. Other fields may quote documents and requests. */
function errorFields(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : censored(error.cause, depth + 1);
  return { type: error.name, message: error.message.slice(0, MAX_TEXT), code: censored(code, depth + 1), stack: error.stack, cause };
}

function censored(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (value instanceof Date) return value.toISOString();
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return errorFields(value, depth);
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => censored(item, depth + 1));
  const entries = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(entries.map(([name, item]) => [name, isSecretName(name) ? CENSORED : censored(item, depth + 1)]));
}

function censoredFields(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(entries.map(([name, value]) => [name, isSecretName(name) ? CENSORED : censored(value, 0)]));
}

/** Bindings of a child logger do not pass through `formatters.log`; these names are censored there by pino itself. */
const BOUND_NAMES = ['authorization', 'cookie', 'token', 'secret', 'password', 'signature', 'email', 'body', 'headers'];

/** One JSON object per line, to stdout unless told otherwise. */
export function createLog(env: Pick<Env, 'logLevel'>, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: env.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'msg',
    redact: { paths: BOUND_NAMES, censor: CENSORED },
    formatters: { level: (label: string) => ({ level: label }), log: censoredFields },
    hooks: { streamWrite: withoutSecretTexts },
    serializers: { err: (value: unknown) => censored(value, 0) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What we answer every request with, and what its log lines carry. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** An id from outside is kept only if it is plain: it is written to logs and answered in a header. */
export function saneRequestId(given: string | undefined): string | null {
  return given !== undefined && /^[\w.-]{8,64}$/u.test(given) ? given : null;
}
