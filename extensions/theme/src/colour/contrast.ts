// The merchant's colour is checked and corrected, not trusted: text on it, and text in it, always reaches WCAG AA.

export type Colour = readonly [red: number, green: number, blue: number];

const TEXT_RATIO = 4.5;
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
/** The less favourable of the panel's two surfaces in each scheme (`--raised` in the style sheet): what reads there reads on both. */
export const LIGHT_SURFACE: Colour = [245, 241, 234];
export const DARK_SURFACE: Colour = [42, 40, 38];
/** Deep tea green: calm beside most shops. */
export const DEFAULT_ACCENT: Colour = [44, 95, 79];

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: Colour, other: Colour): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** White or black, whichever is easier to read; one of them always passes. */
export function textOn(surface: Colour): Colour {
  return contrast(surface, WHITE) >= TEXT_RATIO || contrast(surface, WHITE) >= contrast(surface, BLACK) ? WHITE : BLACK;
}

/** The colour itself where it can be read on the surface, else the nearest mix towards the text colour that can. */
export function readableOn(surface: Colour, colour: Colour): Colour {
  const goal = textOn(surface);
  for (let step = 0; step < 20; step++) {
    const mix = (from: number, to: number): number => Math.round(from + ((to - from) * step) / 20);
    const mixed: Colour = [mix(colour[0], goal[0]), mix(colour[1], goal[1]), mix(colour[2], goal[2])];
    if (contrast(mixed, surface) >= TEXT_RATIO) return mixed;
  }
  return goal;
}

/** Reads the computed form that a browser gives to any colour of sRGB: "rgb(1, 2, 3)"; null for every other text. */
export function colourFrom(computed: string): Colour | null {
  const match = /^rgba?\((\d+),? (\d+),? (\d+)/.exec(computed);
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** The merchant's colour of text on theirs where it can be read, else ours. */
function chosenTextOn(surface: Colour, wanted: Colour | null): Colour {
  return wanted !== null && contrast(surface, wanted) >= TEXT_RATIO ? wanted : textOn(surface);
}

const property = (name: string, colour: Colour) => `--${name}:rgb(${colour.join(' ')});`;

/** The custom properties that the pill is painted with. */
export function accentRule(accent: Colour, onAccent: Colour | null = null): string {
  return `${property('accent', accent)}${property('on-accent', chosenTextOn(accent, onAccent))}`;
}

/** The accent as text, on the surfaces of the panel. */
export function inkRule(accent: Colour): string {
  return `.frame{${property('ink-light', readableOn(LIGHT_SURFACE, accent))}${property('ink-dark', readableOn(DARK_SURFACE, accent))}}`;
}
