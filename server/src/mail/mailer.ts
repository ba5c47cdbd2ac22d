// The port to whoever carries mail away. It is told one message and says what became of it; when it cannot say, it throws what the asker must know.
import type { MailAddress, SmtpServer } from './smtp-server.ts';

/** One mail to one person, ready to go. Nothing in it is looked up or filled in any more. */
export interface Message {
  /** With its angle brackets; the same for every try of one mail, so that a server that is asked twice may know it. */
  readonly messageId: string;
  readonly from: MailAddress;
  readonly replyTo: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one leaves the list; null: there is nothing to leave. */
  readonly unsubscribe: string | null;
  readonly at: number;
}

/** `bounced`: there is nobody at this address, for good. `refused`: the server will not carry this mail; another one of ours may go. */
export type Carried = { readonly kind: 'sent' } | { readonly kind: 'bounced' | 'refused'; readonly why: string };

/** Nothing was handed over: asking again later cannot send it twice. */
export class MailUnreachable extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'MailUnreachable';
  }
}

/** It was handed over and the answer was lost: it may be on its way. */
export class MailUnclear extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'MailUnclear';
  }
}

/** How to reach a server. `trusted`: the operator chose it, so it may be anywhere; what a merchant typed must be on the public internet. */
export interface Route {
  readonly server: SmtpServer;
  readonly trusted: boolean;
}

export interface Mailer {
  /** @throws {@link MailUnreachable}, {@link MailUnclear} */
  send(route: Route, message: Message): Promise<Carried>;
  /** Lets go of open connections. */
  close(): void;
}
