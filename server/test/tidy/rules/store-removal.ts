import { problemAt, type SourceFile, type TreeRule } from '../rule.ts';

const REMOVAL = 'server/src/storage/mongo/mongo-store-removal.ts';
const USED = /collectionOf(?:<[^(]*>)?\(\s*[\w.#]+,\s*'(\w+)'/gu;
const HOME = 'server/src/storage/mongo/';

const listed = ({ text }: SourceFile): Set<string> =>
  new Set([...text.matchAll(/\b(\w+)\b(?=: '|'[,\]])/gu)].map((match) => match[1] ?? ''));
const removal = (text: string): SourceFile => ({ path: REMOVAL, text });
const store = (name: string): SourceFile => ({ path: `${HOME}mongo-mugs.ts`, text: `collectionOf<MugDocument>(connection, '${name}');` });

/** A shop that left must go with everything about it (the law): how each collection names its store is written down once. */
export const storeRemoval: TreeRule = {
  name: 'every collection says how it names its store, so that a removed store goes from it',
  checkTree: (files) => {
    const list = files.find(({ path }) => path === REMOVAL);
    const known = list === undefined ? new Set<string>() : listed(list);
    return files
      .filter(({ path }) => path.startsWith(HOME) && path.endsWith('.ts'))
      .flatMap((file) =>
        [...file.text.matchAll(USED)]
          .filter((match) => !known.has(match[1] ?? ''))
          .map((match) => problemAt(file, match.index, `"${match[1]}" is missing in HELD_BY (or OF_NO_STORE) of ${REMOVAL}`)),
      );
  },
  samples: {
    bad: [[removal("HELD_BY = { cups: 'storeId' };"), store('mugs')], [store('mugs')]],
    good: [
      [removal("HELD_BY = { mugs: 'storeId' };"), store('mugs')],
      [removal("OF_NO_STORE = ['mugs'];"), store('mugs')],
    ],
  },
};
