import type { Money } from '../../contract/index.ts';

export const money = (amountMinor: number, currency: string): Money => ({ amountMinor, currency });
