/**
 * "Buy X, get Y": the pieces that are given are the cheapest ones that may be given, as long as what is left in the cart still is
 * what must be bought. A piece is bought or given, never both.
 */
import type { Discount } from './discount.ts';
import { speaksOf } from './discount-rules.ts';
import type { WantedLine } from './discount-rules.ts';

interface Piece {
  line: number;
  price: number;
  bought: boolean;
  given: boolean;
}

const piecesOf = (discount: Discount, lines: readonly WantedLine[]): Piece[] =>
  lines.flatMap((line, at) => {
    const bought = discount.buys !== null && speaksOf(discount.buys, line);
    const piece = { line: at, price: line.price, bought, given: speaksOf(discount, line) };
    return Array.from({ length: line.quantity }, () => piece);
  });

/** What must be bought for one use, taken from the pieces: those that cannot be given first, then the dearest. */
function buy(pieces: readonly Piece[], { buys }: Discount): Piece[] | undefined {
  const order = pieces.filter((one) => one.bought).toSorted((a, b) => Number(a.given) - Number(b.given) || b.price - a.price);
  const { quantity = null, amount = null } = buys ?? {};
  const taken: Piece[] = [];
  let worth = 0;
  for (const piece of order) {
    if (quantity === null ? worth >= (amount ?? 0) : taken.length >= quantity) break;
    taken.push(piece);
    worth += piece.price;
  }
  const enough = quantity === null ? worth >= (amount ?? 0) : taken.length >= quantity;
  return enough ? taken : undefined;
}

const without = (pieces: readonly Piece[], gone: readonly Piece[]): Piece[] => {
  const left = [...pieces];
  for (const piece of gone) left.splice(left.indexOf(piece), 1);
  return left;
};

function worthOf({ percentageBp, amount }: Discount, price: number): number {
  return percentageBp === null ? Math.min(amount ?? 0, price) : Math.round((price * percentageBp) / 10_000);
}

/** What every line is given, in minor units. */
export function giveTo(lines: readonly WantedLine[], discount: Discount): number[] {
  const off = lines.map(() => 0);
  let left = piecesOf(discount, lines);
  for (let use = 0; use < (discount.usesPerOrder ?? Number.POSITIVE_INFINITY); use += 1) {
    let given: Piece[] = [];
    let bought: Piece[] | undefined;
    // As many pieces as one use gives, or fewer when otherwise too little would be bought.
    for (let count = discount.getsQuantity ?? 1; count > 0 && bought === undefined; count -= 1) {
      given = left
        .filter((one) => one.given)
        .toSorted((a, b) => a.price - b.price)
        .slice(0, count);
      if (given.length > 0) bought = buy(without(left, given), discount);
    }
    if (bought === undefined || given.length === 0) break;
    for (const { line, price } of given) off[line] = (off[line] ?? 0) + worthOf(discount, price);
    left = without(without(left, given), bought);
  }
  return off;
}

/** Why nothing is given: the goods to be given are not in the cart, or too little is bought beside them. */
export function whyNothing(lines: readonly WantedLine[], discount: Discount): 'nothing' | 'minimum' | undefined {
  if (!lines.some((line) => speaksOf(discount, line))) return 'nothing';
  return giveTo(lines, discount).every((amount) => amount === 0) ? 'minimum' : undefined;
}
