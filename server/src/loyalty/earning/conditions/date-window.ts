import { z } from 'zod';
import { instant } from '../../program/fields.ts';
import { conditionKind } from './condition.ts';

const end = instant.nullable();

const BETWEEN = { en: 'what happens from {from} until {until}', fa: 'آنچه از {from} تا {until} باشد', he: 'מה שקורה מ־{from} עד {until}' };
const FROM = { en: 'what happens from {from} on', fa: 'آنچه از {from} به بعد باشد', he: 'מה שקורה מ־{from} ואילך' };
const UNTIL = { en: 'what happens until {until}', fa: 'آنچه تا {until} باشد', he: 'מה שקורה עד {until}' };

/** Half-open: from the first instant on, and before the last; an order counts by when it was placed. */
export const dateWindow = conditionKind({
  kind: 'date-window',
  about: 'buyer',
  params: z.strictObject({ from: end, until: end }),
  sentence: {
    en: 'It happens {range, select, from {from {from} on} until {until {until}} other {from {from} until {until}}}',
    fa: '{range, select, from {از {from} به بعد} until {تا {until}} other {از {from} تا {until}}} باشد',
    he: 'זה קורה {range, select, from {מ־{from} ואילך} until {עד {until}} other {מ־{from} ועד {until}}}',
  },
  shopper: ({ from, until }) => (from === null ? UNTIL : until === null ? FROM : BETWEEN),
  needs: [],
  holds: ({ from, until }, { at }) => at >= (from ?? -Infinity) && at < (until ?? Infinity),
});
