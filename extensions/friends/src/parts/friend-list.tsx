import { friendStands } from '../../../theme/src/friends/friend-words.ts';
import type { OwnReferrals } from '../../../shared/src/answers.ts';
import { useSpeech } from './speech.ts';

/** By their initials: more of them is nobody's to see. */
export function FriendList({ friends }: Pick<OwnReferrals, 'friends'>) {
  const speech = useSpeech();
  const { tell } = speech;
  return (
    <s-section heading={tell('friendsTitle')}>
      <s-stack gap="base">
        {friends.length === 0 && <s-text color="subdued">{tell('friendsNone')}</s-text>}
        {friends.map((friend) => (
          <s-stack key={friend.id} gap="small-200">
            <s-stack direction="inline" gap="base" justifyContent="space-between">
              <s-text type="strong" dir="auto">
                {friend.initials ?? tell('friendUnknown')}
              </s-text>
              {friend.points > 0 && <s-text type="strong">{speech.points(friend.points)}</s-text>}
            </s-stack>
            {friendStands(speech, friend).map((said) => (
              <s-text key={said}>{said}</s-text>
            ))}
            <s-text color="subdued">{tell('friendSince', { date: speech.date(friend.since) })}</s-text>
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}
