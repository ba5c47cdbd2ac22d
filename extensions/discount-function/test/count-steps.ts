// Runs the built function once and prints how many steps it took: entries into functions, loops and branches, as V8 counts them exactly.
// A process of its own, because counting changes how all other code of a process runs. Arguments: the bundle, a file with a cart.
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { pathToFileURL } from 'node:url';

const [bundle = '', cart = ''] = process.argv.slice(2);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { href } = pathToFileURL(bundle);
const { cartLinesDiscountsGenerateRun } = (await import(href)) as { cartLinesDiscountsGenerateRun: (input: unknown) => unknown };
const input: unknown = JSON.parse(readFileSync(cart, 'utf8'));
// What loading the bundle took is Shopify's once, when it builds the wasm.
await session.post('Profiler.takePreciseCoverage');
cartLinesDiscountsGenerateRun(input);
const { result } = await session.post('Profiler.takePreciseCoverage');
const blocks = result.filter(({ url }) => url === href).flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
process.stdout.write(String(blocks.reduce((sum, { count }) => sum + count, 0)));
