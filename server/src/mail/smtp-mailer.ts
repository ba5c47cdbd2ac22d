// Mail by SMTP. Connections are kept open and shared; TLS is demanded except on this machine; every wait ends. A server that a merchant typed is
// connected to by the public address that its name had when we asked, so that it cannot turn out to be our own neighbour.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import { MAIL } from '../limits.ts';
import { publicAddressOf } from '../onboarding/public-host.ts';
import { MailUnreachable, type Carried, type Mailer, type Message, type Route } from './mailer.ts';
import { isLoopback, readAddress, type SmtpServer } from './smtp-server.ts';
import { whatItMeans } from './what-it-means.ts';

/** What submission servers listen on. Others are no business of somebody who types a host name. */
const PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525]);

interface Pool {
  readonly transport: Transporter;
  readonly openedAt: number;
}

function open(server: SmtpServer, address: string): Transporter {
  const { host, port, secure, user, password } = server;
  const local = isLoopback(server);
  return createTransport({
    pool: true,
    host: address,
    port,
    secure,
    requireTLS: !local,
    ignoreTLS: local && !secure,
    // The certificate is for the name, wherever it led.
    tls: { servername: host, minVersion: 'TLSv1.2' },
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    maxConnections: MAIL.connectionsMax,
    maxMessages: MAIL.messagesPerConnection,
    connectionTimeout: MAIL.connectMs,
    greetingTimeout: MAIL.connectMs,
    socketTimeout: MAIL.answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** One-click unsubscribing as mailbox providers ask for it (RFC 8058). */
function listHeaders({ unsubscribe }: Message): Record<string, string> {
  if (unsubscribe === null) return {};
  return { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

export class SmtpMailer implements Mailer {
  readonly #privateAllowed: boolean;
  readonly #pools = new Map<string, Pool>();

  /** `privateAllowed`: the operator lets merchants' servers be on this machine or network. */
  constructor({ privateAllowed }: { readonly privateAllowed: boolean }) {
    this.#privateAllowed = privateAllowed;
  }

  async send(route: Route, message: Message): Promise<Carried> {
    if (readAddress(message.to) === null) return { kind: 'bounced', why: 'this is not an address' };
    const transport = await this.#transport(route);
    let body: Readable | null = null;
    const { messageId, from, replyTo, to, subject, text, html, at } = message;
    const mail = {
      messageId,
      from: { name: from.name ?? '', address: from.address },
      to: { name: '', address: to },
      ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
      subject,
      text,
      html,
      date: new Date(at),
      headers: { ...listHeaders(message), 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(MAIL.wholeMs),
      /** Read when the transport begins with the body: after that a lost answer may mean that the mail is on its way. */
      onBody: (stream: Readable) => (body = stream),
    };
    try {
      await transport.sendMail(mail);
      return { kind: 'sent' };
    } catch (error) {
      const begun = (body as Readable | null)?.readableDidRead === true;
      return whatItMeans(error, begun);
    }
  }

  close(): void {
    for (const { transport } of this.#pools.values()) transport.close();
    this.#pools.clear();
  }

  async #transport(route: Route): Promise<Transporter> {
    const key = createHash('sha256').update(JSON.stringify(route)).digest('hex');
    const known = this.#pools.get(key);
    if (known !== undefined && Date.now() - known.openedAt < MAIL.poolMs) return known.transport;
    const transport = open(route.server, await this.#addressOf(route));
    transport.use('stream', (mail, done) => {
      const create = mail.message.createReadStream.bind(mail.message);
      const told = (mail.data as { onBody?: (stream: Readable) => void }).onBody;
      mail.message.createReadStream = (options) => {
        const stream = create(options);
        told?.(stream);
        return stream;
      };
      done();
    });
    known?.transport.close();
    this.#forgetOld();
    this.#pools.set(key, { transport, openedAt: Date.now() });
    return transport;
  }

  /** Settings that were changed leave their connections behind. */
  #forgetOld(): void {
    for (const [key, { transport, openedAt }] of this.#pools) {
      if (Date.now() - openedAt < MAIL.poolMs) continue;
      transport.close();
      this.#pools.delete(key);
    }
  }

  async #addressOf({ server, trusted }: Route): Promise<string> {
    if (trusted || this.#privateAllowed) return server.host;
    if (!PORTS.has(server.port)) throw new MailUnreachable(`mail servers do not listen on port ${server.port}`);
    const address = await publicAddressOf(server.host).catch(() => {
      throw new MailUnreachable('there is no server of this name');
    });
    if (address === null) throw new MailUnreachable('this server is not on the public internet');
    return address;
  }
}
