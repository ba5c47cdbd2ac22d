// A version and what the merchant edits of it.
import type { Program, ProgramTerms } from '../loyalty/program/program.ts';

export type Frame = Pick<Program, 'version' | 'inForceFrom' | 'currency' | 'timeZone'>;

export function termsOf({ version: _version, inForceFrom: _from, currency: _currency, timeZone: _zone, ...terms }: Program): ProgramTerms {
  return terms;
}

export function programOf(terms: ProgramTerms, { version, inForceFrom, currency, timeZone }: Frame): Program {
  return { version, inForceFrom, currency, timeZone, ...terms };
}
