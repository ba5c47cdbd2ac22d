// The friends who came by the link, by their initials: more of them is nobody's to see.
import type { OwnFriend } from '../member/answers.ts';
import { friendStands } from './friend-words.ts';
import { useSpeech } from './speech.ts';

export function FriendList({ friends }: { readonly friends: readonly OwnFriend[] }) {
  const speech = useSpeech();
  const { tell } = speech;
  return (
    <section class="friends" aria-labelledby="friends-list">
      <h4 id="friends-list">{tell('friendsTitle')}</h4>
      {friends.length === 0 ? (
        <p>{tell('friendsNone')}</p>
      ) : (
        <ul class="lines">
          {friends.map((friend) => (
            <Friend key={friend.id} friend={friend} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Friend({ friend }: { readonly friend: OwnFriend }) {
  const speech = useSpeech();
  const { initials, since, points } = friend;
  return (
    <li class="line">
      <span class="what">
        <span dir="auto">{initials ?? speech.tell('friendUnknown')}</span>
        {friendStands(speech, friend).map((said) => (
          <small key={said}>{said}</small>
        ))}
        <small>{speech.tell('friendSince', { date: speech.date(since) })}</small>
      </span>
      {points > 0 && <span class="change">{speech.points(points)}</span>}
    </li>
  );
}
