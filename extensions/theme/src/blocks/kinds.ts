/** Each is a script of its own. */
export const BLOCK_KINDS = ['product', 'cart', 'account'] as const;
