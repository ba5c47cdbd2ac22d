// The panel of a shop with referrals, opened on its page about friends.
import { waitFor } from '@testing-library/dom';
import type { LoadFriends } from '../../src/friends/load.ts';
import type { OwnFriend, OwnReferrals } from '../../src/member/answers.ts';
import {
  answerWith,
  loadFriends,
  me,
  openPage,
  ownReferrals,
  panelWith,
  posted,
  program,
  referralTerms,
  type Answers,
} from './shop-page.ts';

export const known = { me: me(), program: program({ referrals: referralTerms() }), referrals: ownReferrals() };
export const friend = (change: Partial<OwnFriend> = {}): OwnFriend => ({ id: 'r1', initials: 'A. L.', state: 'invited', reason: null, since: '2026-11-03T10:00:00Z', dueAt: null, points: 0, ...change }); // prettier-ignore

interface Opening {
  readonly answers?: Answers;
  readonly data?: Record<string, string>;
  readonly load?: LoadFriends;
}

export async function openFriends({ answers = {}, data = {}, load = loadFriends }: Opening = {}) {
  const asked = answerWith({ ...known, ...answers });
  const page = openPage(data, panelWith(load));
  await page.open();
  const tab = await waitFor(() => page.shadow.querySelector<HTMLElement>('#tab-friends') ?? Promise.reject(new Error('no friends')));
  tab.click();
  const button = (name: string) => page.inside.getByRole('button', { name });
  return { ...page, asked, button };
}

export const withOwn = (change: Partial<OwnReferrals>) => openFriends({ answers: { referrals: ownReferrals(change) } });
/** The ways that the shop was told of. */
export const told = (page: { readonly asked: ReturnType<typeof answerWith> }) => posted(page.asked, 'referrals/share');
