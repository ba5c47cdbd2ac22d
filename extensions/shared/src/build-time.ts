// What the build puts in. Shopify's CLI and our own build replace `process.env.APP_URL` by text; no extension has an environment when it runs.
declare const process: { readonly env: { readonly APP_URL: string } };

/** Where the server is, without a slash at the end. */
export const appAddress = (): string => process.env.APP_URL.replace(/\/+$/, '');
