import type { Rule } from '../rule.ts';
import { contractIsPure, directions } from './directions.ts';
import { fileNames } from './file-names.ts';
import { folderReadmes } from './folder-readmes.ts';
import { honestTypes, readableCode } from './honest-types.ts';
import { fileLength, functionLength } from './lengths.ts';
import { localeTexts } from './locale-texts.ts';
import { logicalDirections } from './logical-directions.ts';
import { markdownLinks } from './markdown-links.ts';
import { namedExports } from './named-exports.ts';
import { databaseHome, environmentHome, uniqueIndexHome } from './one-home.ts';
import { openEnds } from './open-ends.ts';
import { platformWords } from './platform-words.ts';
import { pureCore } from './pure-core.ts';
import { storeRemoval } from './store-removal.ts';
import { testTitles } from './test-titles.ts';

export const rules: Rule[] = [
  readableCode,
  pureCore,
  directions,
  contractIsPure,
  databaseHome,
  environmentHome,
  uniqueIndexHome,
  platformWords,
  honestTypes,
  namedExports,
  fileLength,
  functionLength,
  fileNames,
  testTitles,
  openEnds,
  logicalDirections,
  localeTexts,
  folderReadmes,
  markdownLinks,
  storeRemoval,
];
