// What the merchant promises. A change is a new version; nobody overwrites what somebody else has just saved.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { rateOfBasisPoints, withMainRate } from '../../loyalty/program/main-rate.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { publishProgram } from '../../stores/install-store.ts';
import { notFound, savedFirst } from '../http-problem.ts';
import { basisPoints, programView } from '../views/program.ts';
import type { AdminCall } from './call.ts';

/** The newest version, which may come into force only in a moment: who edits continues from there. */
export async function newestProgram({ services, who }: AdminCall): Promise<Program> {
  const versions = await services.stores.programs(who.storeId);
  const newest = versions.toSorted((a, b) => b.version - a.version)[0];
  if (newest === undefined) throw notFound();
  return newest;
}

export async function program(call: AdminCall): Promise<admin.ProgramView> {
  return programView(await newestProgram(call));
}

export async function changeProgram(call: AdminCall): Promise<admin.ProgramView> {
  const { active, pointsPerUnit, expectedVersion } = call.body(ADMIN_ENDPOINTS.changeProgram.body);
  const { services, who } = call;
  const newest = await newestProgram(call);
  const { earning } = withMainRate(newest, rateOfBasisPoints(basisPoints(pointsPerUnit), newest.currency));
  const change = { active, earning };
  const saved = await publishProgram(services.stores, who.storeId, expectedVersion, change, services.clock());
  if (saved === null) throw savedFirst('expectedVersion');
  return programView(saved);
}
