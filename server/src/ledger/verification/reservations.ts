// Every reservation of a chain is open, settled or released, and no more comes back from a reward than was spent on it.
import type { Entry } from '../../loyalty/ledger/entry.ts';
import type { Broken } from '../../loyalty/ledger/invariants.ts';

interface Known {
  open: boolean;
  settled: number;
}

const broken = (id: string, detail: string): Broken => ({
  invariant: 'reservations-are-consistent',
  detail: `reservation ${id}: ${detail}`,
});

/** Follows one chain. A chain that was part of a merge knows only its half of a reservation's story, so there only its own half is judged. */
export class Reservations {
  readonly #known = new Map<string, Known>();
  #merged = false;

  look({ kind, moves, redemption }: Entry): Broken[] {
    const found: Broken[] = [];
    this.#merged ||= kind === 'transfer-in' || kind === 'transfer-out';
    for (const move of moves) {
      if (move.type === 'reservation-opened') found.push(...this.#opened(move.reservation.reservationId));
      if (move.type === 'reservation-ended') found.push(...this.#ended(move.reservationId));
    }
    if (redemption !== null) found.push(...this.#changed(redemption.reservationId, redemption.delta));
    return found;
  }

  #opened(id: string): Broken[] {
    const known = this.#known.get(id) ?? { open: false, settled: 0 };
    this.#known.set(id, { ...known, open: true });
    return known.open ? [broken(id, 'opened while it was open')] : [];
  }

  #ended(id: string): Broken[] {
    const known = this.#known.get(id);
    if (known?.open !== true) return [broken(id, 'ended while it was not open')];
    known.open = false;
    return [];
  }

  #changed(id: string, delta: number): Broken[] {
    const known = this.#known.get(id);
    if (known === undefined) {
      this.#known.set(id, { open: false, settled: delta });
      return this.#merged ? [] : [broken(id, 'spent without having been reserved')];
    }
    known.settled += delta;
    return known.settled >= 0 || this.#merged ? [] : [broken(id, `${-known.settled} points more came back than were spent`)];
  }
}
