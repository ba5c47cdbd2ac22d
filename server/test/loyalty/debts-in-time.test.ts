// A debt is paid by what would be spent first, also among points that become available at one and the same instant.
import { describe, expect, it } from 'vitest';
import { asOf } from '../../src/loyalty/ledger/advance.ts';
import { adjust, award } from '../builders/commands.ts';
import { Chain } from '../builders/chain.ts';

describe('a debt', () => {
  it('is paid, of two lots that become available together, by the one that ends first', () => {
    const chain = new Chain();
    chain.order(0, 10);
    chain.does(1, adjust(-10));
    chain.order(2, 0);
    chain.does(3, award(10, { ref: 'for-ever', availableAt: 12 }));
    chain.does(4, award(10, { ref: 'over-at-once', availableAt: 12, expiresAt: 12 }));
    expect(chain.totals).toEqual([0, 20, 0, 10]);
    const { available, deficit, lots } = asOf(chain.state, 20);
    expect([available, deficit, lots.map(({ source }) => source.ref)]).toEqual([10, 0, ['for-ever']]);
  });

  it('is not paid by waiting points whose new dates say that they are over already', () => {
    const chain = new Chain();
    chain.order(0, 5);
    chain.does(1, adjust(-5));
    chain.order(2, 5, '1002', { availableAt: null });
    chain.order(3, 0);
    chain.order(9, 5, '1002', { availableAt: 3, expiresAt: 9 });
    expect([asOf(chain.state, 9).available, chain.state.deficit]).toEqual([0, 5]);
    expect(chain.entries.at(-1)?.moves.map((move) => 'at' in move && move.at)).toEqual([9, 9]);
  });
});
