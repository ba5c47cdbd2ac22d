// A store's mail, as the merchant arranges it: what was decided, what became of it, and a mail to try before anybody else gets one.
import { randomUUID } from 'node:crypto';
import { ADMIN_ENDPOINTS, type admin, type Locale } from '../../contract/index.ts';
import { MAIL } from '../../limits.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import { compose, messageIdOf, namesOf, type Composed } from '../../mail/compose.ts';
import type { MailDay } from '../../mail/mail-log.ts';
import { DEFAULT_MAIL, type MailValues, type StoredMailSettings } from '../../mail/mail-settings.ts';
import { MailUnclear, MailUnreachable } from '../../mail/mailer.ts';
import { TemplateProblem } from '../../mail/render.ts';
import { MAIL_TEMPLATES, templateNamed } from '../../mail/templates/index.ts';
import type { MailTemplate, MailWords } from '../../mail/templates/template.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { invalidInput, notFound, savedFirst } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import { instant } from '../views/instant.ts';
import { audited, changed } from './audited.ts';
import type { AdminCall } from './call.ts';

const DAY_MS = 86_400_000;

function shown({ own, ...values }: MailValues): admin.MailValuesShown {
  if (own === null) return { ...values, own: null };
  const { host, port, secure, user, password } = own.server;
  return { ...values, own: { host, port, secure, user, from: own.from, hasPassword: password !== null } };
}

function templateView(template: MailTemplate, now: number): admin.Mail['templates'][number] {
  return { name: template.name, variables: namesOf(template, now), words: template.words };
}

function dayView({ day, template, queued, ends }: MailDay): admin.Mail['days'][number] {
  const { sent = 0, bounced = 0, suppressed = 0, unsubscribed = 0, refused = 0, nobody = 0, late = 0, unclear = 0 } = ends;
  return { day, template, queued, sent, bounced, suppressed, unsubscribed, other: refused + nobody + late + unclear };
}

async function storeOf({ services, who }: AdminCall): Promise<StoreRecord> {
  const store = await services.storeFor(who.storeId);
  if (store === null) throw notFound();
  return store;
}

async function view(call: AdminCall, stored: StoredMailSettings | null): Promise<admin.Mail> {
  const { services, who } = call;
  const store = await storeOf(call);
  const values = stored?.values ?? DEFAULT_MAIL;
  const from = services.clock() - MAIL.statisticsDays * DAY_MS;
  const since = dayOf(from, store.timeZone);
  const [days, left] = await Promise.all([services.mailLog.days(who.storeId, since), services.mailWishes.leftSince(who.storeId, from)]);
  const by = services.postman.wayOf(store, values) === null ? 'none' : values.own === null ? 'operator' : 'own';
  const templates = MAIL_TEMPLATES.map((template) => templateView(template, services.clock()));
  const savedAt = stored === null ? null : instant(stored.savedAt);
  return { revision: stored?.revision ?? 0, values: shown(values), savedAt, by, templates, since, days: days.map(dayView), left };
}

export async function mail(call: AdminCall): Promise<admin.Mail> {
  return view(call, await call.services.mailSettings.get(call.who.storeId));
}

/** A password goes only where it was given for: to another host or user it would be told to a stranger. */
function passwordOf({ host, user, password }: NonNullable<admin.SaveMail['values']['own']>, before: MailValues['own']): string | null {
  if (password !== null || user === null) return password;
  const same = before?.server.host === host && before.server.user === user;
  if (!same) throw invalidInput('give the password of this server', 'values.own.password');
  return before.server.password;
}

function ownOf(wish: admin.SaveMail['values']['own'], before: MailValues['own']): MailValues['own'] {
  if (wish === null) return null;
  const { host, port, secure, user, from } = wish;
  return { server: { host, port, secure, user, password: passwordOf(wish, before) }, from };
}

export async function saveMail(call: AdminCall): Promise<admin.Mail> {
  const { services, who } = call;
  const { values: wish, expectedRevision } = call.body(ADMIN_ENDPOINTS.saveMail.body);
  const before = await services.mailSettings.get(who.storeId);
  if ((before?.revision ?? 0) !== expectedRevision) throw savedFirst('expectedRevision');
  const values: MailValues = { ...wish, own: ownOf(wish.own, before?.values.own ?? null) };
  await checkWords(call, values);
  const by = { userId: who.userId, name: who.name };
  const saved = { revision: expectedRevision + 1, values, savedAt: services.clock(), by };
  if (!(await services.mailSettings.save(who.storeId, saved))) throw savedFirst('expectedRevision');
  await audited(call, { action: 'mail-saved', changes: changed(shown(before?.values ?? DEFAULT_MAIL), shown(values)) });
  return view(call, saved);
}

/** Words that cannot be used are not kept. */
async function checkWords(call: AdminCall, { words }: MailValues): Promise<void> {
  for (const [name, languages] of Object.entries(words)) {
    for (const [locale, own] of Object.entries(languages)) {
      const { problem } = await tryOut(call, { template: name, locale: locale as Locale, words: own });
      if (problem !== null) throw invalidInput(problem.detail.slice(0, 300), `values.words.${name}.${locale}.${problem.field}`);
    }
  }
}

interface Trial {
  readonly template: string;
  readonly locale: Locale;
  readonly words: MailWords;
}

async function composed(call: AdminCall, { template: name, locale, words }: Trial): Promise<Composed> {
  const { services } = call;
  const template = templateNamed(name);
  if (template === null) throw invalidInput('there is no mail of this name', 'template');
  const sender = await services.postman.senderOf(await storeOf(call));
  const names: Record<Locale, string> = { en: 'Ada', fa: 'آدا', he: 'עדה' };
  const values = template.example(services.clock());
  const { appUrl } = services.env;
  const links = { unsubscribe: appUrl, claim: template.claims === undefined ? null : appUrl };
  return compose({ template, values, locale, words, firstName: names[locale], ...links }, sender);
}

async function tryOut(call: AdminCall, trial: Trial): Promise<admin.MailPreview> {
  try {
    return { composed: await composed(call, trial), problem: null };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    return { composed: null, problem: { field: error.field, detail: error.message } };
  }
}

export async function previewMail(call: AdminCall): Promise<admin.MailPreview> {
  return tryOut(call, call.body(ADMIN_ENDPOINTS.previewMail.body));
}

/** By the server and from the sender that were saved, to whoever asks: so that it is known to work before members get any. */
export async function testMail(call: AdminCall): Promise<admin.MailTested> {
  const { services, who } = call;
  await limit(services, 'testMail', who.storeId);
  const { to, ...trial } = call.body(ADMIN_ENDPOINTS.testMail.body);
  await audited(call, { action: 'mail-tested' });
  const store = await storeOf(call);
  const values = await services.postman.valuesOf(store);
  const way = services.postman.wayOf(store, values);
  if (way === null) return { outcome: 'no-server', detail: null };
  const { composed: mailTried, problem } = await tryOut(call, trial);
  if (mailTried === null) return { outcome: 'words', detail: problem?.detail ?? null };
  const { from } = way;
  const frame = { messageId: messageIdOf(randomUUID(), from.address), from, replyTo: values.sender.replyTo, unsubscribe: null };
  try {
    const carried = await services.mailer.send(way.route, { ...frame, ...mailTried, to, at: services.clock() });
    return { outcome: carried.kind, detail: carried.kind === 'sent' ? null : carried.why };
  } catch (error) {
    if (error instanceof MailUnreachable) return { outcome: 'unreachable', detail: error.message };
    if (error instanceof MailUnclear) return { outcome: 'unclear', detail: error.message };
    throw error;
  }
}
