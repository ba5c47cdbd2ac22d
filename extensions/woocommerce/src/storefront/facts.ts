// What the page says about its shop: the same for everybody who opens it, so that page caches may keep it.
import type { LauncherWords } from '../../../theme/src/launcher/words.ts';
import type { Settings } from '../../../theme/src/launcher/settings.ts';

/** As PHP writes it (`Lasting_Storefront::facts()`). */
export interface ShopFacts extends Pick<
  Settings,
  'accent' | 'onAccent' | 'side' | 'offsetInline' | 'offsetBlock' | 'scheme' | 'pointName' | 'rewards' | 'accountUrl'
> {
  /** Our server, without a slash at its end. */
  readonly server: string;
  /** The folder of these scripts; a plugin that joins scripts moves the first one elsewhere. */
  readonly base: string;
  readonly version: string;
  /** Where the shop itself answers: WooCommerce's own address with a place for a name. */
  readonly ajax: string;
  /** Of the Store API's cart. */
  readonly cartApi: string;
  readonly locale: string;
  /** The launcher's few words in that language. */
  readonly words: LauncherWords;
}

const NAME = '%%endpoint%%';

export const readFacts = ({ dataset }: HTMLElement): ShopFacts => JSON.parse(dataset['lasting'] ?? '{}') as ShopFacts;

/** Where the shop answers by this name. */
export const endpoint = ({ ajax }: Pick<ShopFacts, 'ajax'>, name: string): string => ajax.replace(NAME, name);
