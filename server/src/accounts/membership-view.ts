// What the program and a person agreed on, as it is shown to them and to the merchant.
import type { accounts, admin, Locale } from '../contract/index.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import { isAway } from '../members/away.ts';
import type { Member } from '../members/member-store.ts';
import { givenNow } from './agreed.ts';
import { asksOf } from './consent-words.ts';
import type { ConsentRow, ConsentStore } from './consent-store.ts';

export interface ViewNeeds {
  readonly consents: Pick<ConsentStore, 'of' | 'birthdayOf'>;
  readonly clock: () => number;
}

/** `member` null: signed in, and nothing ever happened. */
export interface Viewed {
  readonly store: { readonly storeId: StoreId; readonly name: string };
  readonly member: Member | null;
  readonly program: Program;
  readonly settings: Pick<admin.SettingsValues, 'accounts'>;
  readonly locale: Locale;
}

export function stateOf(member: Pick<Member, 'kind' | 'away'>, now: number): accounts.Membership['state'] {
  if (member.kind === 'guest') return 'guest';
  return isAway(member, now) ? 'left' : 'member';
}

const shown = ({ kind, version, at, surface }: ConsentRow & Pick<accounts.ConsentGiven, 'kind' | 'version'>): accounts.ConsentGiven => {
  return { kind, version, at: new Date(at).toISOString(), surface };
};

/** What holds now. */
export async function givenWords({ consents, clock }: ViewNeeds, member: Member): Promise<Omit<accounts.Membership, 'asked'>> {
  const { storeId, memberId } = member;
  const [rows, born] = await Promise.all([consents.of(storeId, memberId), consents.birthdayOf(storeId, memberId)]);
  return { state: stateOf(member, clock()), consents: givenNow(rows).map(shown), birthday: born?.birthday ?? null };
}

const NOTHING_SAID = { state: 'member', consents: [], birthday: null } as const;

export async function membershipOf(needs: ViewNeeds, viewed: Viewed): Promise<accounts.Membership> {
  const { store, member, program, settings, locale } = viewed;
  const said = member === null ? { ...NOTHING_SAID, consents: [] } : await givenWords(needs, member);
  return { ...said, asked: asksOf(settings, program, store, locale, said.consents) };
}
