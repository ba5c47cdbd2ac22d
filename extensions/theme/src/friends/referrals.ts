// What is known of a member's friends: the last answer stays while a newer one is on its way, so that coming back to the page shows no empty one.
import { useEffect, useState } from 'preact/hooks';
import type { ChangeLinkAnswer, OwnReferrals, ShareChannel } from '../member/answers.ts';
import { tell } from '../member/reach.ts';
import { send } from '../member/send.ts';
import type { MemberSource } from '../member/source.ts';
import { changedBy, type Changed } from './changing.ts';

export interface FriendsPlace {
  readonly source: MemberSource;
  readonly proxy: string;
  readonly locale: string;
}

export interface SeenReferrals {
  /** `undefined`: on its way. Null: it did not come. */
  readonly own: OwnReferrals | null | undefined;
  readonly askAgain: () => void;
}

const lastOf = new WeakMap<MemberSource, OwnReferrals>();

function readReferrals(answer: unknown): OwnReferrals {
  const own = answer as Partial<OwnReferrals> | null;
  if (typeof own?.on !== 'boolean' || !Array.isArray(own.friends) || !Array.isArray(own.codes)) throw new Error('Not an answer of Lasting');
  return answer as OwnReferrals;
}

export function useReferrals({ source, locale }: FriendsPlace): SeenReferrals {
  const [own, setOwn] = useState<SeenReferrals['own']>(lastOf.get(source));
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    const keep = (answer: OwnReferrals | null): void => {
      if (answer !== null) lastOf.set(source, answer);
      // What was shown is not gone because a newer answer did not come.
      if (wanted) setOwn((before) => answer ?? before ?? null);
    };
    source
      .read(`referrals?locale=${locale}`)
      .then(readReferrals)
      .then(keep, () => keep(null));
    return () => {
      wanted = false;
    };
  }, [source, locale, attempt]);
  function askAgain(): void {
    if (own === null) setOwn(undefined);
    setAttempt(attempt + 1);
  }
  return { own, askAgain };
}

/** Told beside what was tapped: nobody waits for it, and it arrives though the page may be left. */
export function tellShare({ proxy }: Pick<FriendsPlace, 'proxy'>, channel: ShareChannel): void {
  tell(`${proxy}/referrals/share`, { channel });
}

export async function changeLink({ proxy, locale }: FriendsPlace, code: string): Promise<Changed> {
  const sent = await send(`${proxy}/referrals/link`, { code, locale });
  if (sent.kind === 'done') return changedBy(sent.answer as Partial<ChangeLinkAnswer>);
  return changedBy(sent.kind === 'failed' && sent.offline ? { kind: 'offline' } : sent);
}
