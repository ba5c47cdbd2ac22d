// The one way to say yes: as the contract promises it, and never kept by anybody in between unless a route says so.
import type { Response } from 'express';
import type { z } from 'zod';
import type { Env } from '../env.ts';

/** Outside production every answer is checked against the contract, so that a drift is found by whoever causes it. */
export function answer(env: Pick<Env, 'nodeEnv'>, res: Response, schema: z.ZodType, value: unknown, caching = 'no-store'): void {
  const checked = env.nodeEnv === 'production' ? value : schema.parse(value);
  res.status(200).set('Cache-Control', caching).json(checked);
}
