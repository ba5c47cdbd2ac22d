// What is known of the member's friends. The last answer stays through a failure: a link that was shown is not gone.
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { OwnReferrals } from '../../../shared/src/answers.ts';
import { useShared } from '../../../shared/src/lasting.ts';

export interface SeenReferrals {
  /** `undefined`: on its way. Null: it did not come. */
  readonly own: OwnReferrals | null | undefined;
  readonly loading: boolean;
  readonly look: () => Promise<void>;
}

const isOurs = (own: Partial<OwnReferrals> | null): boolean =>
  typeof own?.on === 'boolean' && Array.isArray(own.friends) && Array.isArray(own.codes);

export function useReferrals(): SeenReferrals {
  const { client, voice } = useShared();
  const { tag } = voice.language;
  const [own, setOwn] = useState<SeenReferrals['own']>();
  const [loading, setLoading] = useState(true);
  const look = useCallback(async () => {
    setLoading(true);
    const answer = await client.get<OwnReferrals>(`referrals?locale=${tag}`);
    const came = answer.ok && isOurs(answer.value) ? answer.value : null;
    setOwn((before) => came ?? before ?? null);
    setLoading(false);
  }, [client, tag]);
  useEffect(() => void look(), [look]);
  return { own, loading, look };
}
