// Polaris ships no right-to-left rules. This makes the difference between its sheet and its mirror image a module of its own:
// loaded on top of Polaris' sheet in right-to-left languages only, so that nobody else pays for it.
import postcss from 'postcss';
import postcssRTLCSS from 'postcss-rtlcss';
import { Mode } from 'postcss-rtlcss/options';
import type { Plugin } from 'vite';

const NAME = 'virtual:polaris-rtl.css';
const RESOLVED = '\0polaris-rtl.css';
const SOURCE = '@shopify/polaris/build/esm/styles.css';

export function polarisRtl(): Plugin {
  return {
    name: 'lasting:polaris-rtl',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null;
      const source = await this.resolve(SOURCE);
      if (source === null) throw new Error(`${SOURCE} is not installed`);
      const css = await this.fs.readFile(source.id, { encoding: 'utf8' });
      const mirrored = await postcss([postcssRTLCSS({ mode: Mode.diff })]).process(css, { from: source.id });
      return mirrored.css;
    },
  };
}
