// The same awards by medici (double entry on mongoose): a journal with two transactions for each, as its README shows it, in a transaction of
// the database where there is one. Where there is none it writes the two collections one after the other, which is less than is compared.
import { Book, initModels, mongoTransaction } from 'medici';
import mongoose from 'mongoose';
import { z } from 'zod';
import type { MemberId } from '../../src/loyalty/ids.ts';

export interface MediciBook {
  award(member: MemberId, ref: string): Promise<void>;
  close(): Promise<void>;
}

const helloSchema = z.looseObject({ setName: z.string().optional() });
const BOOK = 'points';

export async function openMedici(uri: string, database: string): Promise<MediciBook> {
  await mongoose.connect(uri, { dbName: database, w: 'majority', journal: true, readConcernLevel: 'majority', maxPoolSize: 64 });
  await initModels();
  const hello = helloSchema.parse(await mongoose.connection.db?.admin().command({ hello: 1 }));
  const book = new Book(BOOK);
  const entry = (member: MemberId, ref: string) =>
    book.entry(ref).debit('program:issued', 45, { ref }).credit(`member:${member}`, 45, { ref });
  const award = async (member: MemberId, ref: string): Promise<void> => {
    if (hello.setName === undefined) await entry(member, ref).commit();
    else await mongoTransaction(async (session) => entry(member, ref).commit({ session }));
  };
  return { award, close: () => mongoose.disconnect() };
}
