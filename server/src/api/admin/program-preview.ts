// What terms would give for orders, before anybody earns by them.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { problemsOf } from '../../loyalty/program/problems.ts';
import { programTerms, type Program } from '../../loyalty/program/program.ts';
import { describedExample, type Example } from '../../programs/example-orders.ts';
import { examplesOf, tryOn } from '../../programs/preview.ts';
import { programOf } from '../../programs/program-terms.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { invalidInput } from '../http-problem.ts';
import { orderPreview } from '../views/preview.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

/** Terms as a program that would be in force now. @throws HttpProblem naming the first place where they are not whole. */
export function wholeProgram(terms: admin.Terms, { currency, timeZone }: StoreRecord, now: number): Program {
  const [problem] = problemsOf(terms, currency);
  if (problem !== undefined) throw invalidInput(`the terms cannot be tried: ${problem.code}`, ['terms', ...problem.path].join('.'));
  // Windows of campaigns are asked at the order's own time, so a preview is of today.
  return programOf(programTerms.parse(terms), { version: 1, inForceFrom: now, currency, timeZone });
}

export async function previewProgram(call: AdminCall): Promise<admin.PreviewAnswer> {
  const { services, who } = call;
  const { terms, orders } = call.body(ADMIN_ENDPOINTS.previewProgram.body);
  const store = await ownStore(call);
  const now = services.clock();
  const program = wholeProgram(terms, store, now);
  const given = orders?.map((order): Example => describedExample(order, store.currency, now)) ?? null;
  const chosen = given === null ? await examplesOf(services.orderHistory, who.storeId, store.currency, now) : null;
  const examples = given ?? chosen?.examples ?? [];
  return { orders: examples.map((example) => orderPreview(tryOn(example, program), program)), from: chosen?.from ?? 'given' };
}
