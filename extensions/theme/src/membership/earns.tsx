import { useVoice } from '../panel/voice.ts';

/** What agreeing earns, once. */
export function Earns({ points }: { readonly points: number | null }) {
  const { say } = useVoice();
  return points ? <p class="earns">{say('consentEarns', { count: points })}</p> : null;
}
