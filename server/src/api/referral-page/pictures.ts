// The picture that networks show beside a link: the merchant's own, or ours in the language of the page. Made once by server/tools/link-pictures.ts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../../contract/index.ts';

export const PICTURE_PATH = '/ref/pictures';

export const pictureUrl = (appUrl: string, locale: Locale): string => new URL(`${PICTURE_PATH}/${locale}.png`, appUrl).href;

export const readAsset = (name: string): Promise<Buffer> => readFile(join(import.meta.dirname, 'assets', name));
