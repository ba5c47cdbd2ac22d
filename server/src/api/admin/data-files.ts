// Files for people who asked their store what is known of them. Fetching one takes personal data out of here, so it leaves a line.
import { admin } from '../../contract/index.ts';
import { DATA_FILES } from '../../limits.ts';
import { Download } from '../download.ts';
import { notFound } from '../http-problem.ts';
import { instant, instantOrNull } from '../views/instant.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';

export async function dataFiles({ services, who }: AdminCall): Promise<{ items: admin.DataFileLine[] }> {
  const files = await services.dataFiles.list(who.storeId);
  const items = files.map(({ requestId, askedAt, members, fetchedAt }) => ({
    id: requestId,
    askedAt: instant(askedAt),
    until: instant(askedAt + DATA_FILES.retentionMs),
    members: [...members],
    fetchedAt: instantOrNull(fetchedAt),
  }));
  return { items };
}

export async function dataFile(call: AdminCall): Promise<Download> {
  const { services, who } = call;
  const fileId = call.param('fileId');
  const text = await services.dataFiles.read(who.storeId, fileId);
  if (text === null) throw notFound();
  const file = admin.dataFile.parse(JSON.parse(text));
  await audited(call, { action: 'data-file-fetched', subjects: [fileId] });
  await services.dataFiles.fetched(who.storeId, fileId, services.clock());
  return new Download(`data-request-${fileId}.json`, 'application/json; charset=utf-8', JSON.stringify(file, null, 2));
}
