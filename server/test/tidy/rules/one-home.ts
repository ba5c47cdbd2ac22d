import { isScript, problemAt, type FileRule, type SourceFile } from '../rule.ts';
import { importsOf, memberName, nodesOf } from '../syntax.ts';

/** Things that have one home: who needs them elsewhere goes through that home. */
const database = /^(mongoose|mongodb)(\/|$)/;
const databaseHomes = [/^server\/src\/storage\/mongo\//, /^server\/devdb\/.*(test|bench)/, /^server\/(bench|e2e)\//, /^server\/test\//];
const environmentHomes = [
  /^server\/src\/env(\.test)?\.ts$/,
  /^server\/(sandbox|devdb)\/main\.ts$/,
  /^server\/(tools|bench|test|e2e|e2e-woo)\//,
  /^server\/(devdb|sandbox)\/test\//,
  /\.test\.tsx?$/,
  /^[^/]*\.config\.ts$/,
  /^(web|extensions)\/.*(\.config\.ts|build[^/]*\.ts)$/,
];
const uniqueHome = 'server/src/storage/guarantees.ts';
/** Makes the indexes of the list, by one line for all of them; a second one would be an index that is not on the list. */
const uniqueMaker = 'server/src/storage/mongo/indexes.ts';

const isAt = (path: string, homes: RegExp[]): boolean => homes.some((home) => home.test(path));

export const databaseHome: FileRule = {
  name: 'only storage/mongo knows the database driver',
  check: (file) => {
    if (!isScript(file.path) || isAt(file.path, databaseHomes)) return [];
    const wrong = importsOf(file).filter(({ from }) => database.test(from));
    return wrong.map(({ from, start }) => problemAt(file, start, `${from} is imported only in server/src/storage/mongo: use the port`));
  },
  samples: {
    bad: [
      { path: 'server/src/inbox/sample.ts', text: `import mongoose from 'mongoose';` },
      { path: 'server/devdb/wire/sample.ts', text: `const { MongoClient } = await import('mongodb');` },
    ],
    good: [
      { path: 'server/src/storage/mongo/sample.ts', text: `import mongoose from 'mongoose';` },
      { path: 'server/devdb/test/sample.test.ts', text: `import { MongoClient } from 'mongodb';` },
    ],
  },
};

function readsEnvironment(file: SourceFile): { start: number }[] {
  const members = nodesOf(file, 'MemberExpression').filter((node) => memberName(node) === 'process.env');
  const taken = nodesOf(file, 'ImportSpecifier').filter(
    ({ imported }) => imported.type === 'Identifier' && imported.name === 'env' && /'node:process'/.test(file.text),
  );
  return [...members, ...taken];
}

export const environmentHome: FileRule = {
  name: 'only env.ts reads the environment',
  check: (file) =>
    isScript(file.path) && !isAt(file.path, environmentHomes)
      ? readsEnvironment(file).map(({ start }) =>
          problemAt(file, start, 'process.env is read only in env.ts: take the value as an argument'),
        )
      : [],
  samples: {
    bad: [
      { path: 'server/src/api/sample.ts', text: `const port = process.env['PORT'];` },
      { path: 'server/src/main.ts', text: `import { env } from 'node:process';` },
      { path: 'server/sandbox/pages/sample.ts', text: 'const { PORT } = process.env;' },
    ],
    good: [
      { path: 'server/src/env.ts', text: 'export const raw = process.env;' },
      { path: 'server/src/api/sample.ts', text: '// process.env is not read here\nexport const a = "process.env";' },
    ],
  },
};

export const uniqueIndexHome: FileRule = {
  name: 'unique indexes are made only in storage/guarantees.ts',
  check: (file) => {
    if (!isScript(file.path) || !file.path.startsWith('server/src/') || file.path === uniqueHome) return [];
    const unique = nodesOf(file, 'Property').filter(
      ({ key, value }) => key.type === 'Identifier' && key.name === 'unique' && value.type === 'Literal' && value.value === true,
    );
    const wrong = file.path === uniqueMaker ? unique.slice(1) : unique;
    return wrong.map(({ start }) => problemAt(file, start, `a unique index is a promise: name it in ${uniqueHome}, with a race test`));
  },
  samples: {
    bad: [
      { path: 'server/src/storage/mongo/sample.ts', text: 'schema.index({ storeId: 1 }, { unique: true });' },
      { path: uniqueMaker, text: 'make({ ...guarantee, unique: true }); make({ name: "another", unique: true });' },
    ],
    good: [
      { path: uniqueHome, text: 'export const indexes = [{ key: { storeId: 1 }, unique: true }];' },
      { path: uniqueMaker, text: 'make({ ...guarantee, unique: true });' },
      { path: 'server/src/storage/mongo/sample.ts', text: 'schema.index({ storeId: 1 }); // { unique: true }' },
    ],
  },
};
