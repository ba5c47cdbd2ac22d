import { toText } from '../shop/money.ts';

export const moneyV2 = (minor: number, currencyCode: string) => ({
  __typename: 'MoneyV2',
  amount: toText(minor, currencyCode),
  currencyCode,
});

export const moneyBag = (minor: number, currencyCode: string) => ({
  shopMoney: moneyV2(minor, currencyCode),
  presentmentMoney: moneyV2(minor, currencyCode),
});
