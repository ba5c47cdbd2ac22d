/** The forms of the fault panel. What was typed is judged by the same schema as the JSON API. */
import type { Request, Response, Router } from 'express';
import { callFaults } from '../faults/call-faults.ts';
import { faultsChange } from '../faults/faults.ts';
import type { FaultsStore } from '../faults/faults.ts';

type Typed = Record<string, string | undefined>;

const within = (value: string | undefined, most: number): number => Math.min(most, Math.max(0, Number(value) || 0));
const whole = (value: string | undefined, most: number): number => Math.floor(within(value, most));

function webhookPart(typed: Typed) {
  return {
    duplicateRate: within(typed['duplicateRate'], 1),
    dropRate: within(typed['dropRate'], 1),
    shuffleMs: whole(typed['shuffleMs'], 600_000),
    outage: typed['outage'] === 'on',
    apiOutage: typed['apiOutage'] === 'on',
  };
}

/** Nothing in "times" means: for good. */
function addedTo(faults: FaultsStore, typed: Typed) {
  const times = whole(typed['times'], 10_000);
  const made = {
    field: typed['field']?.trim(),
    kind: typed['kind'],
    ms: whole(typed['ms'], 120_000),
    status: Number(typed['status']),
    code: typed['code']?.trim().toUpperCase(),
    skip: whole(typed['skip'], 10_000),
    times: times === 0 ? null : times,
    rate: within(typed['rate'], 100) / 100,
  };
  return callFaults.parse([...faults.get().calls, made]);
}

function change(faults: FaultsStore, typed: Typed): void {
  const { part, remove, preset } = typed;
  if (preset !== undefined) faults.change(faultsChange.parse({ preset }));
  else if (remove !== undefined) faults.change({ calls: faults.get().calls.filter((_one, at) => at !== Number(remove)) });
  else if (part === 'add') faults.change({ calls: addedTo(faults, typed) });
  else faults.change(webhookPart(typed));
}

export function faultActions(faults: FaultsStore, router: Router): void {
  router.post('/store-admin/faults', (request: Request, response: Response) => {
    change(faults, request.body as Typed);
    response.redirect(303, '/store-admin/faults');
  });
}
