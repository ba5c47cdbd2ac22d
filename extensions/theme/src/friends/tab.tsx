// The tab about friends: a place in the panel, until the script of the page is there.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ReferralTerms, StorefrontProgram } from '../member/answers.ts';
import type { MemberSource } from '../member/source.ts';
import { useVoice, type Voice } from '../panel/voice.ts';
import { attachStyle } from '../styles/attach.ts';
import { FRIENDS_HASH } from './arrival.ts';
import type { LoadedFriends, LoadFriends } from './load.ts';

export const FRIENDS = 'friends';
/** Somebody came to bring a friend. */
export const wantsFriends = (): boolean => location.hash === FRIENDS_HASH;

interface Around {
  readonly load: LoadFriends;
  readonly shadow: ShadowRoot;
  readonly source: MemberSource;
  readonly proxy: string;
  /** The panel's own knowledge of the cart. */
  readonly held: { cartChanged: boolean };
}
const AroundContext = createContext<Around | null>(null);
export const FriendsProvider = AroundContext.Provider;

/** Nothing where the program has no referrals. `signIn` null: a member. */
export function friendsTab(say: Voice['say'], program: StorefrontProgram | null | undefined, signIn: string | null) {
  const terms = program?.referrals ?? null;
  return terms === null ? [] : [{ id: FRIENDS, label: say('tabFriends'), page: () => <FriendsPage terms={terms} signIn={signIn} /> }];
}

type Phase = 'loading' | 'failed' | LoadedFriends;
const loadedIn = new WeakMap<ShadowRoot, LoadedFriends>();

function FriendsPage({ terms, signIn }: { readonly terms: ReferralTerms; readonly signIn: string | null }) {
  const { say, language } = useVoice();
  const around = useContext(AroundContext);
  if (around === null) throw new Error('The panel was rendered without a way to its page about friends');
  const { load, shadow, source, proxy, held } = around;
  const [phase, setPhase] = useState<Phase>(loadedIn.get(shadow) ?? 'loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (loadedIn.has(shadow)) return undefined;
    let wanted = true;
    const keep = (loaded: LoadedFriends): void => {
      if (!loadedIn.has(shadow)) attachStyle(shadow, loaded.friendsStyle);
      loadedIn.set(shadow, loaded);
      if (wanted) setPhase(loaded);
    };
    load(language.tag, attempt).then(keep, () => wanted && setPhase('failed'));
    return () => {
      wanted = false;
    };
  }, [attempt]);
  function tryAgain(): void {
    setPhase('loading');
    setAttempt(attempt + 1);
  }
  if (phase === 'failed')
    return (
      <div class="card" role="alert">
        <p>{say('partFailed')}</p>
        <button type="button" class="secondary" onClick={tryAgain}>
          {say('retry')}
        </button>
      </div>
    );
  if (phase === 'loading') return <span class="bone bone-card" role="status" aria-label={say('loading')} />;
  const { Friends, words } = phase;
  const place = { source, proxy, locale: language.tag };
  return <Friends words={words} terms={terms} signIn={signIn} place={place} onApplied={() => (held.cartChanged = true)} />;
}
