// The person leaves for good: nothing is owed in either direction, and the chain is closed. What the ledger holds names nobody.
import type { Refused } from '../../refusal.ts';
import { mark, movePoints, type Draft } from '../draft.ts';
import { writeOffAll } from './award.ts';

export function erase(draft: Draft): Refused | null {
  for (const { points, reservationId } of draft.state.reservations) {
    movePoints(draft, 'member:reserved', 'program:written-off', points, null);
    mark(draft, { type: 'reservation-ended', reservationId });
  }
  writeOffAll(draft);
  mark(draft, { type: 'closed', how: 'erased', into: null });
  return null;
}
