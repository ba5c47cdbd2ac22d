// The rules of web/README.md about who may import whom, so that the design system can be exchanged behind the kit.
import { describe, expect, it } from 'vitest';

const SOURCES = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', eager: true, import: 'default' });
const DESIGN_SYSTEM = /@shopify\/polaris|@wordpress\/components|recharts/u;

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/gu)].map((match) => match[1] ?? '');
}

function offenders(inFolder: RegExp, mayNotImport: RegExp, sources: Record<string, string> = SOURCES): string[] {
  return Object.entries(sources)
    .filter(([path]) => inFolder.test(path))
    .flatMap(([path, source]) => importsOf(source).filter((name) => mayNotImport.test(name)).map((name) => `${path}: ${name}`)); // prettier-ignore
}

const NOT_IN_KIT = /src\/(?!kit\/(?:polaris|wordpress|plain)\/)/u;

describe('who may import whom', () => {
  it('keeps the design system behind the kit', () => {
    expect(offenders(NOT_IN_KIT, DESIGN_SYSTEM)).toEqual([]);
    expect(offenders(/src\/(?!kit\/)/u, /#kit|kit\/(polaris|wordpress|plain|props)/u)).toEqual([]);
  });

  it('keeps each kit to its own design system, and what they share free of both', () => {
    expect(offenders(/kit\/wordpress\//u, /polaris|recharts/u)).toEqual([]);
    expect(offenders(/kit\/polaris\//u, /wordpress|recharts/u)).toEqual([]);
    expect(offenders(/kit\/plain\//u, /polaris|wordpress/u)).toEqual([]);
  });

  it('keeps the kit, the words and the fields free of screens, server and host', () => {
    expect(offenders(/src\/(kit|locales)\//u, /\/(screens|shell|api|host|fields)\//u)).toEqual([]);
    expect(offenders(/src\/fields\//u, /\/(screens|shell|api|host)\//u)).toEqual([]);
  });

  it('keeps styles out of screens', () => {
    expect(offenders(/src\/screens\//u, /\.css$/u)).toEqual([]);
    expect(Object.entries(SOURCES).filter(([path, source]) => path.includes('/screens/') && /className=|style=/u.test(source)).map(([path]) => path)).toEqual([]); // prettier-ignore
  });

  it('would notice a screen that imports a design system', () => {
    expect(offenders(NOT_IN_KIT, DESIGN_SYSTEM, { '../src/screens/bad.tsx': "import { Card } from '@shopify/polaris';" })).toHaveLength(1);
    expect(offenders(NOT_IN_KIT, DESIGN_SYSTEM, { '../src/screens/bad.tsx': "await import('recharts')" })).toHaveLength(1);
  });
});
