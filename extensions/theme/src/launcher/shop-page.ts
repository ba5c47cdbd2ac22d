// What launcher and blocks of one page share: what the page says, the one source of answers, and the merchant's look, each asked for once.
import type { StorefrontLook } from '../member/answers.ts';
import { createMemberSource, type MemberSource } from '../member/source.ts';
import { readSettings, type Settings } from './settings.ts';

export interface ShopPage {
  readonly settings: Settings;
  readonly source: MemberSource;
  readonly look: () => Promise<StorefrontLook>;
}

/** `element` carries the attributes: the root of the launcher, or a block where there is no launcher. */
export function shopPage(element: HTMLElement): ShopPage {
  const settings = readSettings(element);
  const source = createMemberSource(settings.proxy, settings.language.tag);
  let look: Promise<StorefrontLook> | null = null;
  return { settings, source, look: () => (look ??= source.read('look') as Promise<StorefrontLook>) };
}
