// All PHP of the plugin, and what its constants say: names are mostly said once, in a constant of their class.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ancestorsOf, classNameOf, declared, isNode, listOf, nodesOf, readPhp, type PhpFile, type PhpNode } from './php.ts';

export const pluginFolder = join(import.meta.dirname, '..');
/** Not for shops: the plugin's own tests, and what is built or installed. */
const notShipped = /^(?:test|tests|src|reading|node_modules|dist)\//;

export interface Plugin {
  readonly files: readonly PhpFile[];
  /** By `Lasting_Outbox::HOOK`, and by `LASTING_VERSION`. */
  readonly constants: ReadonlyMap<string, PhpNode>;
}

function pathsOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => relative(pluginFolder, path).split(sep).join('/')).toSorted();
}

/** What says what a block is called. */
export const blockPaths = (): string[] => pathsOf(pluginFolder).filter((path) => path.endsWith('/block.json') && isShipped(path));

/** Every PHP file of the folder, with the plugin's tests. */
export const allPhpPaths = (): string[] => pathsOf(pluginFolder).filter((path) => path.endsWith('.php') && !path.includes('node_modules/'));

export const isShipped = (path: string): boolean => !notShipped.test(path);

function constantsOf(files: readonly PhpFile[]): Map<string, PhpNode> {
  const found = new Map<string, PhpNode>();
  for (const file of files)
    for (const constant of nodesOf(file, 'constant')) {
      const owner = ancestorsOf(file, constant).find(({ kind }) => kind === 'class');
      const value = constant['value'];
      if (isNode(value)) found.set(owner === undefined ? declared(constant) : `${declared(owner)}::${declared(constant)}`, value);
    }
  return found;
}

export const pluginOf = (files: readonly PhpFile[]): Plugin => ({ files, constants: constantsOf(files) });

export const readPlugin = (): Plugin =>
  pluginOf(
    allPhpPaths()
      .filter(isShipped)
      .map((path) => readPhp(path, readFileSync(join(pluginFolder, path), 'utf8'))),
  );

/** What is known of a text before the code runs: all of it, or how it begins. */
export interface KnownText {
  text: string;
  whole: boolean;
}

const known = (text: string): KnownText => ({ text, whole: true });

function ownerOf(plugin: Plugin, node: PhpNode): string {
  const file = plugin.files.find(({ parentOf }) => parentOf.has(node));
  const owner = file && ancestorsOf(file, node).find(({ kind }) => kind === 'class');
  return owner ? declared(owner) : '';
}

function constantNamed(plugin: Plugin, node: PhpNode): PhpNode | undefined {
  if (node.kind === 'name') return plugin.constants.get(declared(node));
  if (node.kind !== 'staticlookup' || !isNode(node['offset'])) return undefined;
  const owner = classNameOf(node['what']);
  return plugin.constants.get(`${owner === 'self' ? ownerOf(plugin, node) : owner}::${declared(node['offset'])}`);
}

function textOfJoined(plugin: Plugin, left: KnownText | null, right: unknown): KnownText | null {
  if (left === null || !left.whole) return left;
  const rest = textOf(plugin, right);
  return rest === null ? { text: left.text, whole: false } : { text: left.text + rest.text, whole: rest.whole };
}

/** Null: nothing of it is known. */
export function textOf(plugin: Plugin, node: unknown): KnownText | null {
  if (!isNode(node)) return null;
  if (node.kind === 'string') return known(String(node['value']));
  if (node.kind === 'number') return known(String(node['value']));
  if (node.kind === 'bin' && node['type'] === '.') return textOfJoined(plugin, textOf(plugin, node['left']), node['right']);
  if (node.kind === 'encapsed') {
    const parts = listOf(node['value']).map((part) => part['expression']);
    return parts.reduce<KnownText | null>((text, part) => textOfJoined(plugin, text, part), known(''));
  }
  const constant = constantNamed(plugin, node);
  return constant === undefined ? null : textOf(plugin, constant);
}
