/** Where somebody may be led after a form: a page of the shop itself. Anything else that an address names is not followed. */
export const ownPath = (value: unknown, otherwise = '/'): string =>
  typeof value === 'string' && /^\/(?![/\\])/u.test(value) && !/[\p{Cc}\\]/u.test(value) ? value : otherwise;
