// One mail, from what it is about to its end. Who it goes to, in which words, by which server and whether it is wanted at all is asked now, when it is
// sent, and not when it was decided: meanwhile somebody may have left, moved, or been forgotten.
import type { Locale } from '../contract/index.ts';
import { orderId, type MemberId, type OrderId, type StoreId } from '../loyalty/ids.ts';
import { isAway } from '../members/away.ts';
import { emailKey } from '../members/address-key.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import { DEFAULT_SETTINGS } from '../settings/default-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { compose, messageIdOf, type Composed, type Sender } from './compose.ts';
import type { MailEnd, MailLog } from './mail-log.ts';
import { DEFAULT_MAIL, type MailSettingsStore, type MailValues } from './mail-settings.ts';
import type { TypedAddress } from './mail-desk.ts';
import type { MailWishes } from './mail-wishes.ts';
import { MailUnclear, MailUnreachable, type Mailer, type Message, type Route } from './mailer.ts';
import { TemplateProblem } from './render.ts';
import { readAddress, type MailAddress, type SmtpServer } from './smtp-server.ts';
import { templateNamed } from './templates/index.ts';
import type { MailTemplate, MailWords } from './templates/template.ts';
import { unsubscribeToken, unsubscribeUrl } from './unsubscribe-link.ts';

export interface PostmanNeeds {
  readonly mailer: Mailer;
  /** The operator's server; null: there is none. */
  readonly operator: { readonly server: SmtpServer; readonly from: MailAddress } | null;
  readonly appUrl: string;
  readonly mailSettings: Pick<MailSettingsStore, 'get'>;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly members: Pick<MemberStore, 'get'>;
  readonly mailWishes: MailWishes;
  readonly mailLog: Pick<MailLog, 'ended'>;
  /** The link of a mail to a guest; null: nothing waits for them any more. */
  readonly claimLink: (store: StoreRecord, wanted: ClaimWanted) => Promise<string | null>;
  /** A mail with such a link went out. */
  readonly claimSent: (storeId: StoreId, orderId: OrderId, at: number) => Promise<void>;
  readonly clock: () => number;
}

/** `mailId`: every try of one mail has the same link, but for its time. */
export interface ClaimWanted {
  readonly member: Member;
  readonly orderId: OrderId;
  readonly addressKey: string;
  readonly mailId: string;
  readonly locale: Locale;
}

export interface Wish {
  readonly store: StoreRecord;
  readonly mailId: string;
  readonly template: string;
  /** Whose list of wishes it is asked from; with `to` it need not be a member's id. */
  readonly memberId: MemberId;
  readonly to?: TypedAddress;
  readonly values: object;
  /** From then on it is no news any more. */
  readonly until: number;
  /** Durable before it returns: from here on it may be out. Taken back by `notHanded` when it certainly is not. */
  readonly handing: () => Promise<void>;
  readonly notHanded: () => Promise<void>;
}

interface Way {
  readonly route: Route;
  readonly from: MailAddress;
}

interface Ready {
  readonly way: Way;
  readonly message: Omit<Message, 'to'>;
}

/** Languages are written with a region in some stores: "fa-IR". */
function localeOf(member: Pick<Member, 'profile'>, offered: readonly Locale[]): Locale {
  const spoken = member.profile.locale?.slice(0, 2).toLowerCase();
  return offered.find((locale) => locale === spoken) ?? offered[0] ?? 'en';
}

export function wordsOf(template: MailTemplate, locale: Locale, { words }: Pick<MailValues, 'words'>): MailWords {
  return words[template.name]?.[locale] ?? template.words[locale];
}

/** The order whose points a mail to a guest is about; null: it is for everybody. */
function claimedBy({ claims, schema }: MailTemplate, values: object): OrderId | null {
  return claims === undefined ? null : orderId(claims(schema.parse(values)));
}

/** Who typed it need not be who reads it: no name of anybody is said to a typed address. */
function typed({ store, memberId }: Wish, { email, locale }: TypedAddress, known: Member | null): Member {
  const profile = { email, phone: null, firstName: null, lastName: null, locale };
  const stranger = { storeId: store.storeId, memberId, kind: 'guest', externalId: null, guestEmailKey: null, joinedAt: 0 } as const;
  return { ...(known ?? stranger), profile };
}

export class Postman {
  readonly #needs: PostmanNeeds;

  constructor(needs: PostmanNeeds) {
    this.#needs = needs;
  }

  /** By whose server a store's mail goes; null: by none, and what it would send waits. */
  wayOf(store: Pick<StoreRecord, 'name'>, { own, sender }: MailValues): Way | null {
    const name = sender.name ?? store.name;
    if (own !== null) return { route: { server: own.server, trusted: false }, from: { name, address: own.from } };
    const { operator } = this.#needs;
    return operator === null ? null : { route: { server: operator.server, trusted: true }, from: { name, address: operator.from.address } };
  }

  async valuesOf({ storeId }: Pick<StoreRecord, 'storeId'>): Promise<MailValues> {
    return (await this.#needs.mailSettings.get(storeId))?.values ?? DEFAULT_MAIL;
  }

  async senderOf(store: StoreRecord): Promise<Sender & { readonly languages: readonly Locale[] }> {
    const { branding, pointNames, languages } = (await this.#needs.settings.get(store.storeId))?.values ?? DEFAULT_SETTINGS;
    const colours = { primary: branding.primary, onPrimary: branding.onPrimary };
    return { store: store.name, shopUrl: store.url, timeZone: store.timeZone, pointNames, colours, languages };
  }

  /**
   * Sends it, or says why not, and writes that down. @throws {@link MailUnreachable} to ask again, {@link MailUnclear} when it may be out.
   */
  async deliver(wish: Wish): Promise<MailEnd> {
    const { mailLog, clock } = this.#needs;
    const { storeId } = wish.store;
    try {
      const end = await this.#end(wish);
      await mailLog.ended(storeId, wish.mailId, end, clock());
      return end;
    } catch (error) {
      if (error instanceof MailUnclear) await mailLog.ended(storeId, wish.mailId, 'unclear', clock());
      throw error;
    }
  }

  /** A process died while it handed this one over. */
  async lost({ storeId }: Pick<StoreRecord, 'storeId'>, mailId: string): Promise<void> {
    await this.#needs.mailLog.ended(storeId, mailId, 'unclear', this.#needs.clock());
  }

  async #end(wish: Wish): Promise<MailEnd> {
    const { members, mailWishes, clock } = this.#needs;
    const { store, memberId } = wish;
    const template = templateNamed(wish.template);
    if (template === null || clock() >= wish.until) return 'late';
    const known = await members.get(store.storeId, memberId);
    const member = wish.to === undefined ? known : typed(wish, wish.to, known);
    const to = readAddress(member?.profile.email ?? '');
    const addressKey = to === null ? null : emailKey(store, to);
    if (member === null || to === null || addressKey === null) return 'nobody';
    if (isAway(member, clock()) || (await mailWishes.hasLeft(store.storeId, memberId, template.list))) return 'unsubscribed';
    if (await mailWishes.isSuppressed(store.storeId, addressKey)) return 'suppressed';
    const mail = await this.#mail(wish, template, member, addressKey);
    if (mail === 'late') return mail;
    const end = await this.#hand(wish, mail.way, { ...mail.message, to });
    const order = claimedBy(template, wish.values);
    if (end === 'sent' && order !== null) await this.#needs.claimSent(store.storeId, order, clock());
    if (end === 'bounced') await mailWishes.suppress(store.storeId, addressKey, 'bounced', clock());
    return end;
  }

  async #mail(wish: Wish, template: MailTemplate, member: Member, addressKey: string): Promise<Ready | 'late'> {
    const { store, mailId, values, memberId } = wish;
    const [sender, mailValues] = await Promise.all([this.senderOf(store), this.valuesOf(store)]);
    const way = this.wayOf(store, mailValues);
    if (way === null) throw new MailUnreachable('there is no server to send mail by');
    const locale = localeOf(member, sender.languages);
    const order = claimedBy(template, values);
    const claim = order === null ? null : await this.#needs.claimLink(store, { member, orderId: order, addressKey, mailId, locale });
    if (order !== null && claim === null) return 'late';
    const token = await unsubscribeToken(store, { memberId, list: template.list, locale });
    const unsubscribe = unsubscribeUrl(this.#needs.appUrl, token);
    const draft = { template, values, locale, firstName: member.profile.firstName, unsubscribe, claim };
    const frame = {
      messageId: messageIdOf(`${store.storeId}/${mailId}`, way.from.address),
      from: way.from,
      replyTo: mailValues.sender.replyTo,
    };
    const composed = this.#composed(draft, mailValues, sender);
    return { way, message: { ...frame, ...composed, unsubscribe, at: this.#needs.clock() } };
  }

  /** Words that broke after they were saved must not keep the news from anybody: ours say it. */
  #composed(draft: Omit<Parameters<typeof compose>[0], 'words'>, values: MailValues, sender: Sender): Composed {
    const { template, locale } = draft;
    try {
      return compose({ ...draft, words: wordsOf(template, locale, values) }, sender);
    } catch (error) {
      if (!(error instanceof TemplateProblem)) throw error;
      return compose({ ...draft, words: template.words[locale] }, sender);
    }
  }

  async #hand(wish: Wish, { route }: Way, message: Message): Promise<MailEnd> {
    await wish.handing();
    try {
      return (await this.#needs.mailer.send(route, message)).kind;
    } catch (error) {
      if (error instanceof MailUnreachable) await wish.notHanded();
      throw error;
    }
  }
}
