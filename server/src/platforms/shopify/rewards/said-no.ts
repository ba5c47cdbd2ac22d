// A mutation that Shopify answered with "no": what is kept of it is the code and the field, never the message, which may repeat what was sent.
import { StoreRefused, StoreUnreachable } from '../../platform.ts';
import type { UserError } from './answers.ts';

/** Shopify answers 200 all the same; to whoever asked, this is the status of "understood, and no": nothing was done. */
const JUDGED = 422;
/** Shopify failed inside and says so among the refusals: nothing was decided about what we asked. */
const PASSING = new Set(['INTERNAL_ERROR']);

export const codesOf = (errors: readonly UserError[]): string[] => errors.map(({ code }) => code ?? 'UNSAID');

/** @throws {StoreRefused} 422, "TAKEN (basicCodeDiscount.code)", or {@link StoreUnreachable} where it may be asked again. */
export function refuseOn(errors: readonly UserError[]): void {
  if (errors.length === 0) return;
  if (codesOf(errors).every((code) => PASSING.has(code))) throw new StoreUnreachable('the shop failed inside');
  const said = errors.map(({ code, field }) => `${code ?? 'UNSAID'} (${field?.join('.') ?? 'no field'})`);
  throw new StoreRefused(JUDGED, said.join(', '));
}
