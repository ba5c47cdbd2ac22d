// Handing mail to a real SMTP server, in good moods and bad ones.
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MailUnclear, MailUnreachable, type Message } from '../../src/mail/mailer.ts';
import { readFrom, readSmtpUrl } from '../../src/mail/smtp-server.ts';
import { SmtpMailer } from '../../src/mail/smtp-mailer.ts';
import { anSmtpServer, type TestSmtp } from '../builders/smtp.ts';

const message: Message = {
  messageId: '<0123456789abcdef@tea.example>',
  from: { name: 'Tea & Clay', address: 'loyalty@tea.example' },
  replyTo: 'hello@tea.example',
  to: 'ada@example.com',
  subject: 'نقاط to see',
  text: 'Hello',
  html: '<p>Hello</p>',
  unsubscribe: 'https://loyalty.example/mail/unsubscribe?t=abc',
  at: Date.UTC(2026, 10, 28),
};

let smtp: TestSmtp;
let mailer: SmtpMailer;
beforeEach(async () => {
  smtp = await anSmtpServer();
  mailer = new SmtpMailer({ privateAllowed: false });
});
afterEach(async () => {
  mailer.close();
  await smtp.close();
});

describe('mail by SMTP', () => {
  it('arrives as it was written, with its own id and a way to leave by one click', async () => {
    expect(await mailer.send(smtp.route, message)).toEqual({ kind: 'sent' });
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({ messageId: message.messageId, subject: message.subject, html: '<p>Hello</p>' });
    expect(mail?.text?.trim()).toBe('Hello');
    expect([mail?.from?.text, mail?.replyTo?.text, mail?.date]).toEqual(['"Tea & Clay" <loyalty@tea.example>', 'hello@tea.example', new Date(message.at)]); // prettier-ignore
    expect(smtp.raw[0]).toContain(`List-Unsubscribe: <${message.unsubscribe}>`);
    expect(smtp.raw[0]).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  it('tells an address where nobody is from a server that does not like us', async () => {
    smtp.mood = 'reject';
    expect(await mailer.send(smtp.route, message)).toMatchObject({ kind: 'bounced' });
    smtp.mood = 'spam';
    expect(await mailer.send(smtp.route, message)).toMatchObject({ kind: 'refused' });
    expect(smtp.mails).toEqual([]);
  });

  it('may be tried again after "come again", and after a connection that was lost before the mail', async () => {
    smtp.mood = 'greylist';
    await expect(mailer.send(smtp.route, message)).rejects.toThrow(MailUnreachable);
    smtp.mood = 'cut-early';
    await expect(mailer.send(smtp.route, message)).rejects.toThrow(MailUnreachable);
    smtp.mood = 'fine';
    expect(await mailer.send(smtp.route, message)).toEqual({ kind: 'sent' });
    expect(smtp.mails).toHaveLength(1);
  });

  it('is unclear when the server took it and its answer was lost, and is not sent again by itself', async () => {
    smtp.mood = 'cut';
    await expect(mailer.send(smtp.route, message)).rejects.toThrow(MailUnclear);
    expect(smtp.mails).toHaveLength(1);
  });

  it('takes one connection for many mails', async () => {
    for (let n = 0; n < 5; n += 1) await mailer.send(smtp.route, { ...message, messageId: `<${n}@tea.example>` });
    expect(smtp.mails.map(({ messageId }) => messageId)).toEqual(['<0@tea.example>', '<1@tea.example>', '<2@tea.example>', '<3@tea.example>', '<4@tea.example>']); // prettier-ignore
  });

  it('never takes a new line in a name, a subject or an address for a header', async () => {
    const evil = 'Hi\r\nBcc: everybody@example.com\r\n\r\nbody';
    await mailer.send(smtp.route, { ...message, subject: evil, from: { name: evil, address: 'loyalty@tea.example' } });
    expect(smtp.mails[0]?.bcc).toBeUndefined();
    expect(smtp.raw[0]).not.toMatch(/^Bcc:/imu);
    const sent = mailer.send(smtp.route, { ...message, to: 'ada@example.com\r\nRCPT TO:<eve@example.com>' });
    await expect(sent).resolves.toMatchObject({ kind: 'bounced' });
    expect(smtp.mails).toHaveLength(1);
  });
});

describe('a mail server that a merchant typed', () => {
  it.each(['127.0.0.1', 'localhost', '10.0.0.5', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]'])(
    'is not looked for at %s',
    async (host) => {
      const server = { ...smtp.route.server, host, port: 587 };
      await expect(mailer.send({ server, trusted: false }, message)).rejects.toThrow('not on the public internet');
    },
  );

  it('is not looked for at ports that no mail server has', async () => {
    const server = { ...smtp.route.server, host: '203.0.113.7', port: 6379 };
    await expect(mailer.send({ server, trusted: false }, message)).rejects.toThrow('port 6379');
  });

  it('may be on this machine where the operator allows it', async () => {
    const allowed = new SmtpMailer({ privateAllowed: true });
    expect(await allowed.send({ ...smtp.route, trusted: false }, message)).toEqual({ kind: 'sent' });
    allowed.close();
  });

  it('gets no password and no mail without TLS, also when it offers none', async () => {
    const heard: string[] = [];
    const plain = createServer((socket) => {
      socket.write('220 here\r\n');
      socket.on('data', (bytes) => {
        heard.push(bytes.toString());
        socket.write(bytes.toString().startsWith('EHLO') ? '250-here\r\n250 AUTH PLAIN\r\n' : '500 what\r\n');
      });
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.2');
    await new Promise((resolve) => plain.once('listening', resolve));
    // This machine by another of its addresses than those that may do without TLS.
    const server = { host: '127.0.0.2', port: (plain.address() as AddressInfo).port, secure: false, user: 'me', password: 'hunter2' };
    await expect(mailer.send({ server, trusted: true }, message)).rejects.toThrow(MailUnreachable);
    expect(heard.join('')).not.toMatch(/AUTH|MAIL FROM|hunter2/u);
    expect(heard.join('')).toContain('EHLO');
    plain.close();
  });
});

describe('how a server is written down', () => {
  it('is an address with user and password, percent-encoded, and nothing else', () => {
    expect(readSmtpUrl('smtp://a%40b:p%3Aw@mail.example')).toEqual({
      host: 'mail.example',
      port: 587,
      secure: false,
      user: 'a@b',
      password: 'p:w',
    });
    expect(readSmtpUrl('smtps://mail.example')).toMatchObject({ port: 465, secure: true, user: null });
    for (const wrong of [
      'mail.example',
      'https://mail.example',
      'smtp://mail.example/path',
      'smtp://mail.example?pool=true',
      'smtp://a%zz@mail.example',
    ])
      expect(readSmtpUrl(wrong)).toBeNull();
  });

  it('comes from an address, with or without a name', () => {
    expect(readFrom('Tea and Clay <a@b.example>')).toEqual({ name: 'Tea and Clay', address: 'a@b.example' });
    expect(readFrom('a@b.example')).toEqual({ name: null, address: 'a@b.example' });
    for (const wrong of ['nobody', 'A <a@b.example> <c@d.example>', 'A\r\nBcc: x <a@b.example>']) expect(readFrom(wrong)).toBeNull();
  });
});
