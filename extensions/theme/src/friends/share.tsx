// The ways to send the link. Each is a link itself, so that the device opens what it has for it; what was tapped is told beside it.
import { useId, useState } from 'preact/hooks';
import type { OwnReferrals } from '../member/answers.ts';
import { tellShare, type FriendsPlace } from './referrals.ts';
import { sendingWays } from './sending.ts';
import { useSpeech } from './speech.ts';

interface ShareProps {
  readonly own: Pick<OwnReferrals, 'share' | 'shareUrls' | 'qrUrl'>;
  readonly place: FriendsPlace;
}

export function Share({ own: { share, shareUrls, qrUrl }, place }: ShareProps) {
  const { tell } = useSpeech();
  const id = useId();
  const [qr, setQr] = useState(false);
  function toggleQr(): void {
    if (!qr) tellShare(place, 'qr');
    setQr(!qr);
  }
  return (
    <>
      <h5 id={id}>{tell('shareTitle')}</h5>
      <ul class="share" aria-labelledby={id}>
        {share !== null && canShare() && (
          <li>
            <button type="button" class="primary" onClick={() => void shareByDevice(share, place)}>
              {tell('share.native')}
            </button>
          </li>
        )}
        {sendingWays(shareUrls).map(({ way, href }) => (
          <li key={way}>
            <a class="secondary" href={href} {...elsewhere(href)} onClick={() => tellShare(place, way)}>
              {tell(`share.${way}`)}
            </a>
          </li>
        ))}
        {qrUrl !== null && (
          <li>
            <button type="button" class="secondary" aria-expanded={qr} onClick={toggleQr}>
              {tell('share.qr')}
            </button>
          </li>
        )}
      </ul>
      {qr && qrUrl !== null && <Qr url={qrUrl} />}
    </>
  );
}

const elsewhere = (href: string) => (href.startsWith('https:') ? { target: '_blank', rel: 'noopener noreferrer' } : {});

const canShare = (): boolean => typeof (navigator as Partial<Navigator>).share === 'function';

/** Told only when something was chosen: who closes the device's list has sent nothing. */
async function shareByDevice({ title, message }: NonNullable<OwnReferrals['share']>, place: FriendsPlace): Promise<void> {
  try {
    // The link is in the words already; as an address beside them it would be there twice.
    await navigator.share({ title, text: message });
    tellShare(place, 'native');
  } catch {
    // Closed, or not to be had: the other ways are still there.
  }
}

function Qr({ url }: { readonly url: string }) {
  const { tell } = useSpeech();
  const [failed, setFailed] = useState(false);
  return (
    <div class="qr">
      {failed ? (
        <p role="status">{tell('qrFailed')}</p>
      ) : (
        <img src={url} alt={tell('qrAlt')} width="192" height="192" onError={() => setFailed(true)} />
      )}
    </div>
  );
}
