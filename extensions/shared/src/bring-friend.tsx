import { useEffect, useState } from 'preact/hooks';
import { friendGets } from '../../theme/src/friends/friend-words.ts';
import type { OwnReferrals } from './answers.ts';
import { Copying } from './copying.tsx';
import { useShared } from './lasting.ts';

/** After an order: the member's own link, where the program has referrals and they take part. Nothing is said where it does not come. */
export function BringFriend() {
  const { client, voice, known } = useShared();
  const { say, points, amount, date, number, language } = voice;
  const [own, setOwn] = useState<OwnReferrals | null>(null);
  const promised = (known?.program?.referrals ?? null) !== null;
  useEffect(() => {
    if (!promised) return;
    void client.get<OwnReferrals>(`referrals?locale=${language.tag}`).then((answer) => setOwn(answer.ok ? answer.value : null));
  }, [client, language.tag, promised]);
  if (own === null || !own.on || own.link === null) return null;
  const speech = {
    tell: (key: string, values?: Readonly<Record<string, string | number>>) => say(`friends.${key}`, values),
    points,
    amount,
    date,
    number,
  };
  return (
    <s-stack gap="small-200">
      <s-divider />
      <s-text type="strong">{say('friends.title')}</s-text>
      <s-text>{friendGets(speech, own)}</s-text>
      <s-text color="subdued" dir="ltr">
        {own.link.url}
      </s-text>
      <s-stack direction="inline" gap="base" alignItems="center">
        <Copying
          id="friend-link"
          text={own.link.url}
          label={say('friends.copyLink')}
          copied={say('friends.copied')}
          onCopied={() => void client.post('referrals/share', { channel: 'copy' })}
        />
      </s-stack>
    </s-stack>
  );
}
