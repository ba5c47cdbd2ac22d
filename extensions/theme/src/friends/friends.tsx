// The page about friends: a script of its own, loaded when somebody opens it.
import { useRef, useState } from 'preact/hooks';
import type { OwnReferrals, ReferralTerms } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { Code } from '../redeem/code.tsx';
import { ChangeCode } from './change-code.tsx';
import { friendGets, whenCounts } from './friend-words.ts';
import { FriendList } from './friend-list.tsx';
import friendsStyle from './friends.css?inline';
import { GiftCodes } from './gift-codes.tsx';
import { FriendProgress, Ladder } from './ladder.tsx';
import { tellShare, useReferrals, type FriendsPlace } from './referrals.ts';
import { Share } from './share.tsx';
import { useSpeech, WordsProvider, type FriendWords } from './speech.ts';

export { friendsStyle };
export type { FriendWords };

export interface FriendsProps {
  readonly words: FriendWords;
  readonly terms: ReferralTerms;
  /** Null: a visitor, who signs in there. */
  readonly signIn: string | null;
  readonly place: FriendsPlace;
  readonly onApplied: () => void;
}

export interface FriendsModule {
  readonly Friends: typeof Friends;
  readonly friendsStyle: string;
}

export function Friends({ words, ...props }: FriendsProps) {
  const { signIn, terms } = props;
  return (
    <WordsProvider value={words}>{signIn === null ? <Mine {...props} /> : <Invitation terms={terms} signIn={signIn} />}</WordsProvider>
  );
}

/** What both get, and when: the same for everybody. */
function Promised({ terms, rewarded }: { readonly terms: ReferralTerms; readonly rewarded: number | null }) {
  const speech = useSpeech();
  return (
    <>
      <p>{friendGets(speech, terms)}</p>
      <Ladder steps={terms.steps} rewarded={rewarded} />
      <p>{whenCounts(speech, terms.holdDays)}</p>
    </>
  );
}

/** Who has no account yet reads what an account would let them give. */
function Invitation({ terms, signIn }: { readonly terms: ReferralTerms; readonly signIn: string }) {
  const { say } = useVoice();
  const { tell } = useSpeech();
  return (
    <div class="card">
      <h4>{tell('title')}</h4>
      <Promised terms={terms} rewarded={null} />
      <p>{tell('needsAccount')}</p>
      <div class="actions">
        <a class="secondary" href={signIn}>
          {say('guestButton')}
        </a>
      </div>
    </div>
  );
}

function Mine({ terms, place, onApplied }: Omit<FriendsProps, 'words' | 'signIn'>) {
  const { say } = useVoice();
  const { tell } = useSpeech();
  const { own, askAgain } = useReferrals(place);
  if (own === undefined)
    return (
      <div aria-busy="true">
        <p class="quiet-text" role="status">
          {tell('loading')}
        </p>
        <span class="bone bone-friends" aria-hidden="true" />
      </div>
    );
  if (own === null)
    return (
      <div class="card" role="alert">
        <p>{tell('failed')}</p>
        <button type="button" class="secondary" onClick={askAgain}>
          {say('retry')}
        </button>
      </div>
    );
  // Who takes no part may have a code all the same: that of a friend who came by a link.
  if (!own.on)
    return (
      <>
        <div class="card">
          <h4>{tell('title')}</h4>
          <p>{tell('notForYou')}</p>
        </div>
        <GiftCodes codes={own.codes} onApplied={onApplied} />
      </>
    );
  return (
    <>
      <Link own={own} terms={terms} place={place} onChanged={askAgain} />
      <div class="card">
        <h4>{tell('progressTitle')}</h4>
        <FriendProgress progress={own.progress} />
      </div>
      <GiftCodes codes={own.codes} onApplied={onApplied} />
      <FriendList friends={own.friends} />
    </>
  );
}

interface LinkProps {
  readonly own: OwnReferrals;
  readonly terms: ReferralTerms;
  readonly place: FriendsPlace;
  readonly onChanged: () => void;
}

function Link({ own, terms, place, onChanged }: LinkProps) {
  const { tell } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  const { link, progress, friend, steps, minimum, holdDays } = own;
  // The member's own answer is the newer one; the program may lie in the browser's cache for a while.
  const promised = { friend: friend ?? terms.friend, steps, minimum, holdDays: holdDays ?? terms.holdDays };
  /** The form goes with what it was for, so the focus goes on to what it changed. */
  function changed(): void {
    heading.current?.focus();
    setSaid(tell('changed'));
    onChanged();
  }
  return (
    <div class="card">
      <h4 tabIndex={-1} ref={heading}>
        {tell('title')}
      </h4>
      <Promised terms={promised} rewarded={progress.rewarded} />
      {link !== null && (
        <>
          <h5>{tell('linkTitle')}</h5>
          <div class="own-link">
            <Code
              code={link.url.replace(/^https?:\/\//, '')}
              copies={link.url}
              label={tell('copyLink')}
              onCopied={() => tellShare(place, 'copy')}
            />
          </div>
          <Share own={own} place={place} />
          {link.changeable && said === '' && <ChangeCode place={place} onChanged={changed} />}
          <p class={said === '' ? 'quiet-text' : 'chosen'} role="status">
            {said}
          </p>
        </>
      )}
    </div>
  );
}
