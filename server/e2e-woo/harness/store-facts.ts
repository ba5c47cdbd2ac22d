// What is known of the shop from the file that its starter wrote, and what tests in another process are told of all that runs.
import { z } from 'zod';

const page = z.url();

export const storeFacts = z.object({
  url: z.url(),
  run: z.string(),
  admin: z.object({ user: z.string(), password: z.string() }),
  products: z.object({ MUG: z.int(), TEE: z.int(), BEANS: z.int(), EBOOK: z.int() }),
  pages: z.object({ shop: page, cart: page, checkout: page, account: page, classicCheckout: page, classicCart: page }),
  versions: z.record(z.string(), z.unknown()),
});
export type StoreFacts = z.infer<typeof storeFacts>;

export interface Running {
  readonly store: StoreFacts;
  /** As the shop calls it, over the line. */
  readonly server: string;
  readonly control: string;
  /** As the command line and the sandbox know it. */
  readonly household: { readonly shop: string; readonly admin: string; readonly dataDir: string; readonly env: NodeJS.ProcessEnv };
}

declare module 'vitest' {
  export interface ProvidedContext {
    woo: Running;
  }
}
