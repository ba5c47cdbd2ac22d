// What a failed handing over means for the mail. A mail may go out once: whoever cannot tell whether it did must not send it again.
import { MailUnclear, MailUnreachable, type Carried } from './mailer.ts';

interface SmtpError extends Error {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
}

/** The enhanced codes (RFC 3463) by which a server says that the address itself is wrong, and not our standing with it. */
const NOBODY_THERE = /\b5\.1\.\d|\b5\.2\.1\b/u;
/** Without an enhanced code: what servers answer for a mailbox that is not there. */
const NO_MAILBOX: ReadonlySet<number> = new Set([550, 551, 553]);
const OUR_STANDING = /\b5\.7\.\d|spam|block|polic|reputation|relay/iu;

function isNobody(code: number, why: string): boolean {
  return NOBODY_THERE.test(why) || (NO_MAILBOX.has(code) && !OUR_STANDING.test(why));
}

/**
 * `begun`: bytes of the body went out. An answer of the server is certain either way; silence is only certain before them.
 * @throws {@link MailUnreachable} to ask again, {@link MailUnclear} when that could send it twice.
 */
export function whatItMeans(thrown: unknown, begun: boolean): Carried {
  const error: SmtpError = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { responseCode: code, command } = error;
  const why = error.message.slice(0, 300);
  // Before these commands, and by 503, a server speaks of the conversation or of our account, which somebody mends; not of the mail.
  if (typeof code === 'number' && code >= 500 && code !== 503 && (command === 'RCPT TO' || command === 'DATA')) {
    if (command === 'RCPT TO' && isNobody(code, why)) return { kind: 'bounced', why };
    return { kind: 'refused', why };
  }
  if (begun && typeof code !== 'number') throw new MailUnclear(why);
  throw new MailUnreachable(why);
}
