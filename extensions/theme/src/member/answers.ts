// The shapes of the server's contract, types only: the schemas themselves would cost more than the whole panel.
import type { Explanation, HistoryKind, HistoryLine, historyPage } from '#contract/history.ts';
import type { StorefrontMe, StorefrontProgram } from '#contract/storefront.ts';

export type HistoryPage = (typeof historyPage)['_output'];
export type Member = NonNullable<StorefrontMe['member']>;
export type { Explanation, HistoryKind, HistoryLine, StorefrontMe, StorefrontProgram };
