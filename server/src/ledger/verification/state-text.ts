// The canonical text of a state, made from the texts of its lots. A move leaves most lots as they are, the very same objects, so along a chain
// nearly every lot's text is known already. The form itself is told only by canonicalState: this puts its pieces together.
import { canonicalState } from '../../loyalty/ledger/canonical.ts';
import { EMPTY_STATE, type Lot, type MemberState } from '../../loyalty/ledger/state.ts';

/** Where the lots stand: the first list inside the list. */
const NO_LOTS = canonicalState(EMPTY_STATE);
const LOTS_AT = NO_LOTS.indexOf('[]') + 1;
/** Lots that are gone are forgotten now and then; a map that cleans itself would cost more than it saves. */
const FORGOTTEN_MIN = 64;

/** Along one chain. Whoever finds that a text differs from a stored one asks canonicalState itself. */
export class StateTexts {
  readonly #known = new Map<Lot, string>();
  #last: MemberState | null = null;
  #behind = '';

  of(state: MemberState): string {
    if (state.lots.length === 0) return canonicalState(state);
    if (this.#known.size > 2 * state.lots.length + FORGOTTEN_MIN) this.#known.clear();
    const { pending, available, reserved, deficit } = state;
    let lots = '';
    for (const lot of state.lots) lots += lots === '' ? this.#ofLot(lot) : `,${this.#ofLot(lot)}`;
    return `${JSON.stringify([pending, available, reserved, deficit]).slice(0, -1)},[${lots}${this.#behindLots(state)}`;
  }

  /** Most entries leave what stands there as it is, the very same objects. */
  #behindLots(state: MemberState): string {
    const { reservations, counters, accepting, closed, taken } = state;
    const last = this.#last;
    const same = last?.reservations === reservations && last.counters === counters && last.accepting === accepting;
    if (!same || last.closed !== closed || last.taken !== taken) {
      const rest = canonicalState({ ...state, lots: [] });
      this.#behind = rest.slice(rest.indexOf('[]') + 1);
      this.#last = state;
    }
    return this.#behind;
  }

  /** Before another chain begins. */
  forget(): void {
    this.#known.clear();
  }

  #ofLot(lot: Lot): string {
    const known = this.#known.get(lot);
    if (known !== undefined) return known;
    const alone = canonicalState({ ...EMPTY_STATE, lots: [lot] });
    const text = alone.slice(LOTS_AT, alone.length - (NO_LOTS.length - LOTS_AT));
    this.#known.set(lot, text);
    return text;
  }
}
