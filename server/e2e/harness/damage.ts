// What verify must find: somebody changes one number in the stored ledger, past all our code.
import mongoose from 'mongoose';

export async function damageOneEntry(mongodbUri: string): Promise<void> {
  const connection = await mongoose.createConnection(mongodbUri, { dbName: 'lasting' }).asPromise();
  try {
    const { modifiedCount } = await connection.collection('entries').updateOne({ seq: 1 }, { $inc: { 'moves.0.points': 1 } });
    if (modifiedCount !== 1) throw new Error('no entry could be damaged');
  } finally {
    await connection.close();
  }
}
