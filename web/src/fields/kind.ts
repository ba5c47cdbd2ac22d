// One kind of rule, action, condition, campaign's effect or reward, as the server's catalog describes it.
import type { LocalisedText } from '../locales/localised.ts';
import type { JsonSchema } from './json-schema.ts';

export interface Kind {
  readonly kind: string;
  /** With a placeholder for each parameter: "{points, plural, one {# point} other {# points}} for every {per}". */
  readonly sentence: LocalisedText;
  /** Of its parameters. */
  readonly schema: JsonSchema;
  readonly example?: unknown;
  /** Of a reward: a discount code, which can be given and taken back. */
  readonly code?: boolean | undefined;
}
