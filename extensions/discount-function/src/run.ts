// Members' prices in a cart: from what Shopify tells of it to what is taken off. The same cart always gets the same: no clock, no network, no chance.
import type { Input, Result } from './api.ts';
import { levelOf, messageFor } from './buyer.ts';
import { readConfiguration } from './configuration.ts';
import { termsOf } from './line-discount.ts';
import { operationsFor } from './operations.ts';

/** No operations: a guest, a level without benefits, or a configuration that cannot be read. */
export function cartLinesDiscountsGenerateRun(input: Input): Result {
  const configuration = readConfiguration(input.discount.metafield?.jsonValue);
  if (configuration === null) return { operations: [] };
  const level = levelOf(input, configuration.levels);
  if (level === null) return { operations: [] };
  return { operations: operationsFor(input, termsOf(configuration, level, input), messageFor(input, level)) };
}
