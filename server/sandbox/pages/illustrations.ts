/** The goods, drawn: flat shapes on a tinted ground, one function each, no photographs and nothing to download. */
import type { Drawing, Product } from '../shop/catalogue.ts';
import type { Html } from './html.ts';
import { raw } from './html.ts';

interface Palette {
  ground: string;
  main: string;
  dark: string;
  light: string;
}

const paletteOf = (hue: number): Palette => ({
  ground: `hsl(${hue} 38% 92%)`,
  main: `hsl(${hue} 34% 52%)`,
  dark: `hsl(${hue} 38% 32%)`,
  light: `hsl(${hue} 45% 78%)`,
});

const speckles = (colour: string, ...spots: [number, number][]): string =>
  spots.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="1.6" fill="${colour}"/>`).join('');

const steam = (x: number, y: number): string =>
  `<path d="M${x} ${y}c-6-8 6-12 0-20M${x + 14} ${y}c-6-8 6-12 0-20" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/>`;

const leaf = (colour: string): string =>
  `<path d="M100 122c-16-4-22-18-18-34 16 2 24 14 18 34zm0 0c4-16 14-22 26-20-2 14-12 20-26 20z" fill="${colour}"/>`;

const DRAWINGS: Record<Drawing, (p: Palette) => string> = {
  tin: (p) =>
    `<rect x="62" y="58" width="76" height="98" rx="6" fill="${p.main}"/><rect x="58" y="44" width="84" height="20" rx="6" fill="${p.dark}"/><rect x="62" y="84" width="76" height="46" fill="${p.ground}"/>${leaf(p.main)}`,
  bag: (p) =>
    `<path d="M60 62h80l8 94H52z" fill="${p.main}"/><path d="M60 46h80v18H60z" fill="${p.dark}"/><circle cx="100" cy="112" r="24" fill="${p.ground}"/><path d="M90 104c0-9 20-9 20 8s-20 17-20 8zm1 9c8-1 10-3 18-6" fill="${p.light}" stroke="${p.dark}" stroke-width="3"/>`,
  jar: (p) =>
    `<rect x="60" y="66" width="80" height="90" rx="14" fill="#fff" opacity=".75"/><path d="M66 100h68v44a8 8 0 0 1-8 8H74a8 8 0 0 1-8-8z" fill="${p.main}"/><rect x="66" y="44" width="68" height="24" rx="6" fill="${p.dark}"/>${speckles(p.light, [78, 112], [92, 124], [108, 110], [122, 128], [84, 140], [112, 142])}`,
  teapot: (p) =>
    `<path d="M70 138C44 134 46 104 30 84l15-7c12 14 14 26 34 32z" fill="${p.dark}"/><path d="M144 92c24-8 32 34-2 38" fill="none" stroke="${p.dark}" stroke-width="9"/><ellipse cx="102" cy="112" rx="48" ry="42" fill="${p.main}"/><path d="M62 92c20-18 60-18 80 0z" fill="${p.light}"/><circle cx="102" cy="70" r="8" fill="${p.dark}"/><rect x="72" y="150" width="60" height="7" rx="3" fill="${p.dark}"/>${speckles(p.light, [80, 118], [98, 132], [118, 120], [126, 136], [90, 106])}`,
  cup: (p) =>
    `${steam(86, 62)}<path d="M58 76h78v40a34 34 0 0 1-34 34H92a34 34 0 0 1-34-34z" fill="${p.main}"/><path d="M136 86c26-4 26 36-4 36" fill="none" stroke="${p.main}" stroke-width="9"/><rect x="58" y="76" width="78" height="10" fill="${p.dark}"/>${speckles(p.dark, [72, 104], [88, 118], [104, 102], [120, 120], [96, 136], [78, 128])}`,
  bowl: (p) =>
    `<path d="M46 84h108c0 40-24 66-54 66S46 124 46 84z" fill="${p.main}"/><ellipse cx="100" cy="84" rx="54" ry="13" fill="${p.dark}"/><ellipse cx="100" cy="86" rx="46" ry="9" fill="hsl(95 45% 52%)"/><rect x="80" y="148" width="40" height="8" rx="3" fill="${p.dark}"/><path d="M60 112c26 10 54 10 80 0" fill="none" stroke="${p.light}" stroke-width="4"/>`,
  dripper: (p) =>
    `<path d="M56 62h88l-28 52H84z" fill="${p.main}"/><rect x="48" y="56" width="104" height="10" rx="5" fill="${p.dark}"/><rect x="66" y="114" width="68" height="8" rx="4" fill="${p.dark}"/><path d="M74 122h52v24a10 10 0 0 1-10 10H84a10 10 0 0 1-10-10z" fill="#fff" opacity=".8"/><path d="M78 138h44v8a8 8 0 0 1-8 8H86a8 8 0 0 1-8-8z" fill="hsl(22 45% 30%)"/>`,
  card: (p) =>
    `<rect x="36" y="62" width="128" height="82" rx="10" fill="${p.main}"/><path d="M36 98h128" stroke="${p.light}" stroke-width="10"/><path d="M84 62v82" stroke="${p.light}" stroke-width="10"/><path d="M84 98c-22-4-28-26-14-28 10 0 14 16 14 28zm0 0c22-4 28-26 14-28-10 0-14 16-14 28z" fill="none" stroke="${p.dark}" stroke-width="5"/>`,
};

export function illustration(product: Product, label: string): Html {
  const palette = paletteOf(product.hue);
  const name = label.replaceAll(/[<>&"]/g, '');
  const shadow = `<ellipse cx="100" cy="160" rx="62" ry="7" fill="${palette.dark}" opacity=".16"/>`;
  const ground = `<rect width="200" height="200" fill="${palette.ground}"/><circle cx="152" cy="44" r="60" fill="#fff" opacity=".35"/>`;
  return raw(`<svg viewBox="0 0 200 200" role="img" aria-label="${name}">${ground}${shadow}${DRAWINGS[product.drawing](palette)}</svg>`);
}
