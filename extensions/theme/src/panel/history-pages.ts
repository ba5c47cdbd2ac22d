// The history as far as it was read. New lines may arrive on top while earlier pages are already loaded below.
import { useRef, useState } from 'preact/hooks';
import type { HistoryLine, HistoryPage, Member } from '../member/answers.ts';
import type { MemberSource } from '../member/source.ts';

export interface KnownHistory {
  readonly lines: readonly HistoryLine[];
  readonly next: string | null;
}

export interface HistoryPages extends KnownHistory {
  readonly phase: 'ready' | 'loading' | 'failed';
  readonly loadEarlier: () => void;
}

/** Puts the newest page on top of what is known. Lines never change, so meeting one known line is enough; meeting none means a gap: start anew. */
export function joinHistory(fresh: KnownHistory, known: KnownHistory): KnownHistory {
  const newestKnown = known.lines[0]?.id;
  const meeting = fresh.lines.findIndex((line) => line.id === newestKnown);
  return meeting === -1 ? fresh : { lines: [...fresh.lines.slice(0, meeting), ...known.lines], next: known.next };
}

export function useHistory(member: Member | null, source: MemberSource): HistoryPages {
  const known = useRef<KnownHistory>({ lines: [], next: null });
  const [phase, setPhase] = useState<HistoryPages['phase']>('ready');
  known.current = joinHistory({ lines: member?.history ?? [], next: member?.next ?? null }, known.current);

  async function loadEarlier(): Promise<void> {
    const { next } = known.current;
    if (next === null || phase === 'loading') return;
    setPhase('loading');
    try {
      const page = (await source.read(`history?cursor=${encodeURIComponent(next)}`)) as HistoryPage;
      known.current = { lines: [...known.current.lines, ...page.items], next: page.next };
      setPhase('ready');
    } catch {
      setPhase('failed');
    }
  }
  return { ...known.current, phase, loadEarlier: () => void loadEarlier() };
}
