// Codes that look alike are one code, so that nobody can stand beside somebody else's and nobody mistypes one into another's.

/** What a code looks like. Case, hyphens and what else separates, O and 0, I and L and 1 are read for each other. */
export function lookOf(code: string): string {
  return code.trim().toUpperCase().replaceAll(/[^A-Z0-9]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1'); // prettier-ignore
}
