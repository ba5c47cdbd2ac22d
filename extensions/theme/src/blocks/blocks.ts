// What a block is given. Each kind is a script of its own, so that a page loads what it shows and nothing else; the words are in the page, because Liquid
// wrote them.
import type { BLOCK_KINDS } from './kinds.ts';
import type { LoadPanel } from '../launcher/launcher.ts';
import type { ShopPage } from '../launcher/shop-page.ts';
import type { Values } from '../language/speak.ts';

export { BLOCK_KINDS } from './kinds.ts';
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** What `lasting.js` has already: nothing of it travels twice. */
export interface Tools {
  readonly say: (message: string, values: Values) => string;
  /** "12 points", by whatever name the shop has for them. */
  readonly points: (count: number) => string;
  readonly loadPanel: LoadPanel;
}

export type ShowBlock = (block: HTMLElement, page: ShopPage, tools: Tools) => void;

export interface BlockModule {
  readonly showBlock: ShowBlock;
}
