import { z } from 'zod';
import { instant } from '../../program/fields.ts';
import { conditionKind } from './condition.ts';

const end = instant.nullable();

/** Half-open: from the first instant on, and before the last; an order counts by when it was placed. */
export const dateWindow = conditionKind({
  kind: 'date-window',
  about: 'buyer',
  params: z.strictObject({ from: end, until: end }),
  sentence: {
    en: 'It happens from {from} until {until}',
    fa: 'از {from} تا {until} باشد',
    he: 'זה קורה מ־{from} ועד {until}',
  },
  needs: [],
  holds: ({ from, until }, { at }) => at >= (from ?? -Infinity) && at < (until ?? Infinity),
});
