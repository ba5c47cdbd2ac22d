// Stands in the place of the theme's `blocks/blocks.ts`: the blocks of a WordPress page. Each is a script of its own.
export const BLOCK_KINDS = ['product', 'cart', 'account', 'rewards', 'referral', 'page'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];
