// The one door into the contract.
export * as accounts from './accounts.ts';
export * as admin from './admin.ts';
export * as redemption from './redemption.ts';
export * as referrals from './referrals.ts';
export * as shopCalls from './shop-calls.ts';
export * as storefront from './storefront.ts';
export { ADMIN_ENDPOINTS, SMALL_BODY_BYTES, type Endpoint } from './endpoints.ts';
export { EXTENSION_ENDPOINTS, STOREFRONT_ENDPOINTS } from './storefront-endpoints.ts';
export { problem, refusalCode, REFUSAL_ANSWERS, type Problem, type ProblemCode } from './refusals.ts';
export type { Explanation, HistoryKind, HistoryLine, HistoryReward } from './history.ts';
export type { ReturnReason } from './return-reason.ts';
export type { Locale, Money } from './shapes.ts';
