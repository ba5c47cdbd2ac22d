// A fact that qualified before the expiry arrived after it: the points come back with the end they should have had.
import { refuse, type Refused } from '../../refusal.ts';
import { payDeficit } from '../advance.ts';
import type { ExpireUndo } from '../command.ts';
import { refillLot, type Draft } from '../draft.ts';

export function expireUndo(draft: Draft, { lots, expiresAt }: ExpireUndo): Refused | null {
  const points = lots.reduce((sum, take) => sum + take.points, 0);
  if (points === 0) return refuse('nothing-to-do', 'nothing had expired');
  if (expiresAt !== null && expiresAt <= draft.at) return refuse('nothing-to-do', 'they would have expired by now all the same');
  for (const take of lots) refillLot(draft, 'program:expired', { ...take, birth: { ...take.birth, expiresAt } });
  payDeficit(draft);
  return null;
}
