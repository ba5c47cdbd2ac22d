// Agreeing, taking back, joining and leaving, as work of the inbox: written down first, and then everything that follows from it. All of it may be
// repeated after a crash: an act has one name, and what is given for it is given once for ever.
import type { ActionAwards } from '../allowances/action-awards.ts';
import type { accounts } from '../contract/index.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId } from '../loyalty/ids.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { isFirstGiven } from './agreed.ts';
import { keepAway, type AwayNeeds } from './away-of-person.ts';
import type { AgreedTo, ConsentRow, ConsentStore } from './consent-store.ts';

/** As it was agreed to; the words were looked up at the door. */
export interface Wish {
  readonly kind: accounts.ConsentKind;
  readonly version: string;
  readonly wording: string;
  /** Of terms: where their whole text stood. */
  readonly url?: string | undefined;
  readonly birthday: string | null;
}

/** One act of somebody, at an instant and in a place. `cause` names it. */
export interface Act {
  readonly memberId: MemberId;
  readonly at: number;
  readonly surface: accounts.Surface;
  readonly cause: string;
}

/** What a store should be told of the newsletter. */
export interface NewsletterWord {
  readonly memberId: MemberId;
  readonly subscribed: boolean;
  readonly at: number;
  /** Names the act. */
  readonly key: string;
}

export interface ConsentNeeds extends AwayNeeds {
  readonly consents: ConsentStore;
  readonly persons: Pick<Persons, 'present'>;
  readonly directory: Pick<StoreDirectory, 'programAt'>;
  readonly actions: Pick<ActionAwards, 'award'>;
  readonly tellStore: (store: StoreRecord, word: NewsletterWord) => Promise<void>;
}

const ACTIONS = { newsletter: 'newsletter-joined', birthday: 'birthday-given', terms: null } as const;

export class Consents {
  readonly #needs: ConsentNeeds;

  constructor(needs: ConsentNeeds) {
    this.#needs = needs;
  }

  async agree(store: StoreRecord, act: Act, give: readonly Wish[], takeBack: readonly accounts.ConsentKind[]): Promise<Refused | null> {
    const person = await this.#personOf(store, act);
    if (isRefused(person)) return person;
    for (const kind of takeBack) await this.#takeBack(store, person, kind);
    for (const wish of give) await this.give(store, person, wish);
    return null;
  }

  /** `action` says which; `terms` are those that were shown with it. Whoever is no member yet cannot leave. */
  async membership(store: StoreRecord, act: Act, action: 'join' | 'leave', terms: Wish | null): Promise<Refused | null> {
    const person = await this.#personOf(store, act);
    if (isRefused(person)) return person;
    if (person.kind === 'guest') return refuse('member-excluded', 'a guest has not joined anything yet');
    if (terms !== null) await this.give(store, person, terms);
    await this.#write(store, person, 'membership', action === 'join' ? 'give' : 'take-back', null);
    await keepAway(this.#needs, store.storeId, person.memberId);
    return null;
  }

  /** `act.memberId` is the one that speaks for the person now. */
  async give(store: StoreRecord, act: Act, wish: Wish): Promise<void> {
    const { kind, birthday } = wish;
    if (kind === 'birthday' && birthday !== null)
      await this.#needs.consents.keepBirthday(store, { memberId: act.memberId, birthday, since: act.at });
    const row = await this.#write(store, act, kind, 'give', wish);
    if (kind === 'newsletter') await this.#needs.tellStore(store, { ...act, key: row.key, subscribed: true });
    await this.#award(store, act, kind, row.key);
  }

  async #takeBack(store: StoreRecord, act: Act, kind: accounts.ConsentKind): Promise<void> {
    const { consents, tellStore } = this.#needs;
    const row = await this.#write(store, act, kind, 'take-back', null);
    if (kind === 'birthday') await consents.dropBirthday(store.storeId, act.memberId);
    if (kind === 'newsletter') await tellStore(store, { ...act, key: row.key, subscribed: false });
  }

  async #write(
    { storeId }: StoreRecord,
    { memberId, at, surface, cause }: Act,
    kind: AgreedTo,
    action: ConsentRow['action'],
    wish: Wish | null,
  ): Promise<ConsentRow> {
    const whole = wish?.url === undefined ? {} : { url: wish.url };
    const words = { version: wish?.version ?? null, wording: wish?.wording ?? null, ...whole };
    const row = { storeId, memberId, key: `${cause}/${kind}/${action}`, kind, action, at, surface, cause, ...words };
    await this.#needs.consents.write(row);
    return row;
  }

  /** By the program in force when it was agreed to, and only for the first time that this person ever did. */
  async #award({ storeId }: StoreRecord, { memberId, at, cause }: Act, kind: accounts.ConsentKind, key: string): Promise<void> {
    const action = ACTIONS[kind];
    const { consents, directory, actions } = this.#needs;
    if (action === null || !isFirstGiven(await consents.of(storeId, memberId), { key, kind })) return;
    const { earning } = await directory.programAt(storeId, at);
    const happened = { storeId, memberId, happenedAt: at, cause, actionKey: action, network: null, event: null, withPhoto: false, bought: false }; // prettier-ignore
    // A refusal is no failure: a budget is spent, a program is paused, it was given before.
    for (const rule of earning.actions) if (rule.kind === action) await actions.award({ ...happened, ruleId: rule.id });
  }

  /** Who was erased meanwhile agrees to nothing more. */
  async #personOf({ storeId }: StoreRecord, act: Act): Promise<(Act & { readonly kind: 'guest' | 'account' }) | Refused> {
    const memberId = await this.#needs.persons.present(storeId, act.memberId);
    const member = await this.#needs.members.get(storeId, memberId);
    if (member === null || (member.externalId === null && member.guestEmailKey === null))
      return refuse('member-erased', 'nobody is known by this name any more');
    return { ...act, memberId, kind: member.kind };
  }
}
