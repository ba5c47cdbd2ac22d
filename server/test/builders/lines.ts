// Lines to a store of which a test says what they answer; whatever it does not say fails loudly.
import type { StoreConnection } from '../../src/platforms/platform.ts';

export function aStoreLine(told: Partial<StoreConnection> = {}): StoreConnection {
  const untold = (): never => {
    throw new Error('this test does not say what the store answers here');
  };
  const later = (): Promise<never> => Promise.reject(new Error('this test does not say what the store answers here'));
  const asked = {
    history: later,
    fetchOrder: later,
    glanceAt: later,
    fetchBuyer: later,
    fetchBuyerPast: later,
    fetchProducts: later,
    findGoods: later,
    fetchFacts: later,
  };
  return {
    codes: told.rewards ?? null,
    rewards: null,
    writeMemberFacts: null,
    writeTierDiscount: null,
    newsletter: null,
    ...asked,
    changedOrders: untold,
    changedCustomers: untold,
    ...told,
  };
}
