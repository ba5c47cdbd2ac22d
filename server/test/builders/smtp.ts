// A real SMTP server on this machine, which keeps what it is given and can be told to behave as servers do on bad days.
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Route } from '../../src/mail/mailer.ts';

/** `reject`: nobody is there. `greylist`: come again. `spam`: it does not like us. `cut`: it takes the mail and says nothing. `cut-early`: it goes before it was handed any. */
export type Mood = 'fine' | 'reject' | 'greylist' | 'spam' | 'cut' | 'cut-early';

export interface TestSmtp {
  readonly route: Route;
  readonly port: number;
  mood: Mood;
  /** What it was handed whole, in this order, whatever it answered. */
  readonly mails: ParsedMail[];
  readonly raw: string[];
  close(): Promise<void>;
}

const MOODS = {
  reject: ['5.1.1 no such user', 550],
  spam: ['5.7.1 blocked by policy', 550],
  greylist: ['4.2.0 greylisted, come again', 451],
} as const;

export async function anSmtpServer(): Promise<TestSmtp> {
  const kept = { mood: 'fine' as Mood, mails: [] as ParsedMail[], raw: [] as string[] };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      if (kept.mood === 'cut-early') return cut();
      const answer = MOODS[kept.mood as keyof typeof MOODS] as readonly [string, number] | undefined;
      if (answer === undefined) return done();
      return done(Object.assign(new Error(answer[0]), { responseCode: answer[1] }));
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      const take = async (): Promise<void> => {
        const whole = Buffer.concat(chunks);
        kept.raw.push(whole.toString('utf8'));
        kept.mails.push(await simpleParser(whole));
        if (kept.mood === 'cut') cut();
        else done();
      };
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void take());
    },
  });
  const sockets = new Set<{ destroy(): void }>();
  server.server.on('connection', (socket: { destroy(): void; on(name: 'close', then: () => void): void }) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const route = { server: { host: '127.0.0.1', port, secure: false, user: null, password: null }, trusted: true };
  const close = async (): Promise<void> => {
    cut();
    await new Promise<void>((resolve) => server.close(resolve));
  };
  return Object.assign(kept, { route, port, close });
}
