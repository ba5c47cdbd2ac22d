// What is needed to hand mail to a server, and how an operator writes it down. Read here once, so that nothing after has to doubt it.
import { z } from 'zod';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise it begins with STARTTLS, and is demanded except on this machine. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
}

export interface MailAddress {
  readonly name: string | null;
  readonly address: string;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

export function isLoopback({ host }: Pick<SmtpServer, 'host'>): boolean {
  return LOOPBACK.has(host.toLowerCase());
}

/** Null: it is none. A password may hold any character, percent-encoded. */
export function readSmtpUrl(text: string): SmtpServer | null {
  const url = URL.parse(text);
  const isPlain = url !== null && /^smtps?:$/u.test(url.protocol) && url.hostname !== '' && url.search === '' && url.hash === '';
  if (!isPlain || !['', '/'].includes(url.pathname)) return null;
  const secure = url.protocol === 'smtps:';
  const given = (part: string): string | null => (part === '' ? null : decodeURIComponent(part));
  const { username, password, port, hostname } = url;
  if (/%(?![\da-f]{2})/iu.test(username + password)) return null;
  return {
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    user: given(username),
    password: given(password),
  };
}

const address = z.email().max(254);

/** An address without anything around it. Null: it is none. */
export function readAddress(text: string): string | null {
  return address.safeParse(text.trim()).data ?? null;
}

/** `a@b.example`, or a name before it in angle brackets. Null: it is neither. */
export function readFrom(text: string): MailAddress | null {
  const [, name, inside] = /^([^<>"\p{Cc}]{1,100})<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const read = readAddress(inside ?? text);
  return read === null ? null : { name: name?.trim() || null, address: read };
}
