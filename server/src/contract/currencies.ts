// How many decimals money has, for whoever shows an amount or compares two: browsers and Shopify's functions count them as the server does.
export { minorDigits, minorPerUnit } from '../loyalty/currencies.ts';
