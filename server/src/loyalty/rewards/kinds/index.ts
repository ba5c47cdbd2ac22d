// Every kind of reward. A new one is a file and a line here.
import { amountOff } from './amount-off.ts';
import { customReward } from './custom.ts';
import { freeProduct } from './free-product.ts';
import { freeShipping } from './free-shipping.ts';
import { giftCard } from './gift-card.ts';
import { percentOff } from './percent-off.ts';
import { storeCredit } from './store-credit.ts';
import { variableAmount } from './variable-amount.ts';

export const REWARDS = [amountOff, percentOff, freeShipping, freeProduct, giftCard, storeCredit, variableAmount, customReward] as const;
