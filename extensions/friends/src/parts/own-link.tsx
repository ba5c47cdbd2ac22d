import { useState } from 'preact/hooks';
import { sendingWays } from '../../../theme/src/friends/sending.ts';
import type { OwnReferrals, ShareChannel } from '../../../shared/src/answers.ts';
import { Copying } from '../../../shared/src/copying.tsx';
import { useShared } from '../../../shared/src/lasting.ts';
import { ChangeCode } from './change-code.tsx';
import { useSpeech } from './speech.ts';

interface OwnLinkProps {
  readonly own: OwnReferrals;
  readonly link: NonNullable<OwnReferrals['link']>;
  readonly look: () => Promise<void>;
}

/** The link, the ways to send it, and the code of one's own choice. */
export function OwnLink({ own, link, look }: OwnLinkProps) {
  const { client, voice } = useShared();
  const { tell } = useSpeech();
  /** Nobody waits for it, and a lost one is not worth a word. */
  const share = (channel: ShareChannel): void => void client.post('referrals/share', { channel });
  return (
    <s-section heading={tell('linkTitle')}>
      <s-stack gap="base">
        <s-text type="strong" dir="ltr">
          {link.url}
        </s-text>
        <s-stack direction="inline" gap="base" alignItems="center">
          <Copying
            id="own-link"
            text={link.url}
            label={tell('copyLink')}
            copied={voice.say('friends.copied')}
            onCopied={() => share('copy')}
          />
        </s-stack>
        {own.share !== null && (
          <s-text color="subdued" dir="auto">
            {own.share.message}
          </s-text>
        )}
        <s-text type="strong">{tell('shareTitle')}</s-text>
        <s-stack direction="inline" gap="base">
          {sendingWays(own.shareUrls).map(({ way, href }) => (
            <s-link key={way} href={href} target="_blank" onClick={() => share(way)}>
              {tell(`share.${way}`)}
            </s-link>
          ))}
        </s-stack>
        {own.qrUrl !== null && <Qr url={own.qrUrl} onShown={() => share('qr')} />}
        <ChangeCode changeable={link.changeable} look={look} />
      </s-stack>
    </s-section>
  );
}

/** On demand: who reads this on a phone has no use for it. */
function Qr({ url, onShown }: { readonly url: string; readonly onShown: () => void }) {
  const { tell } = useSpeech();
  const [shown, setShown] = useState(false);
  function toggle(): void {
    if (!shown) onShown();
    setShown(!shown);
  }
  return (
    <s-stack gap="base">
      <s-stack direction="inline">
        <s-button variant="secondary" onClick={toggle}>
          {tell('share.qr')}
        </s-button>
      </s-stack>
      {shown && (
        <s-box maxInlineSize="200px">
          <s-image src={url} alt={tell('qrAlt')} inlineSize="fill" aspectRatio="1" />
        </s-box>
      )}
    </s-stack>
  );
}
