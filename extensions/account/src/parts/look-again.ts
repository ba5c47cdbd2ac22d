import { useEffect } from 'preact/hooks';
import type { Membership } from '../../../shared/src/answers.ts';
import { useShared } from '../../../shared/src/lasting.ts';

const AFTER_MS = 5_000;

/** An account is one a moment before what its owner agreed to as a guest counts and earns. Where something is still asked, the page looks once more. */
export function useLookAgain(membership: Membership | null | undefined): void {
  const { reload } = useShared();
  const open = membership?.state === 'member' && membership.asked.length > 0;
  useEffect(() => {
    if (!open) return undefined;
    const timer = setTimeout(() => void reload(), AFTER_MS);
    return () => clearTimeout(timer);
  }, [open, reload]);
}
