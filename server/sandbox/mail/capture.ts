/** Takes in every mail that is handed to it and sends none on: what a shop's mail would look like, and what its server does on a bad day. */
import type { Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { FaultsStore } from '../faults/faults.ts';
import type { Shop } from '../shop/shop.ts';

export interface MailCapture {
  port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_BYTES = 1024 * 1024;

/** What it answers for a recipient, by the fault that is on (RFC 5321 and 3463: for good, and for now). */
const ANSWERS = {
  reject: { message: '5.1.1 no such mailbox', responseCode: 550 },
  greylist: { message: '4.2.0 greylisted, come again', responseCode: 451 },
} as const;

function keep(shop: Shop, mail: ParsedMail, recipients: readonly string[]): void {
  const unsubscribe = /<([^>]+)>/u.exec(headerOf(mail, 'list-unsubscribe'))?.[1] ?? null;
  const html = typeof mail.html === 'string' ? mail.html : null;
  for (const email of recipients) {
    shop.db.run(
      'insert into mails (email, subject, text, html, message_id, unsubscribe, sender, at) values (?, ?, ?, ?, ?, ?, ?, ?)',
      email,
      mail.subject ?? '',
      mail.text ?? '',
      html,
      mail.messageId ?? null,
      unsubscribe,
      mail.from?.text ?? '',
      shop.now(),
    );
  }
}

/** Folded lines of a header are one line. */
function headerOf(mail: ParsedMail, name: string): string {
  const line = mail.headerLines.find(({ key }) => key === name)?.line ?? '';
  return line.replaceAll(/\r?\n\s+/gu, '');
}

export async function captureMail(shop: Shop, faults: FaultsStore, port: number): Promise<MailCapture> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_BYTES,
    onRcptTo(_address, _session, done) {
      const { mail } = faults.get();
      if (mail !== 'reject' && mail !== 'greylist') return done();
      const { message, responseCode } = ANSWERS[mail];
      done(Object.assign(new Error(message), { responseCode }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const take = async (): Promise<void> => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        try {
          keep(shop, await simpleParser(Buffer.concat(chunks)), recipients);
        } catch (error) {
          return done(error instanceof Error ? error : new Error(String(error)));
        }
        // It has the mail, and nobody is told.
        if (faults.get().mail === 'cut') sockets.forEach((socket) => socket.destroy());
        else done();
      };
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void take());
    },
  });
  const server: Server = smtp.server;
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    smtp.on('error', reject);
    smtp.listen(port, HOST, resolve);
  });
  smtp.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise<void>((resolve) => smtp.close(resolve));
    },
  };
}
