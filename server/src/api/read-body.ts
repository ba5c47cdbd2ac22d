// Bodies are read when a handler wants them, after it knows who is asking; nothing is parsed for strangers.
import express, { type Request, type Response } from 'express';

export type ReadBody = (req: Request, res: Response) => Promise<Buffer>;

/** Compressed bodies are refused: no caller of ours sends any, and a small one may become huge. */
export function bodyReader(limitBytes: number): ReadBody {
  const parse = express.raw({ type: () => true, limit: limitBytes, inflate: false });
  return (req, res) =>
    new Promise((resolve, reject) => {
      parse(req, res, (error: unknown) => {
        if (error !== undefined) return reject(error instanceof Error ? error : new Error('the body cannot be read', { cause: error }));
        const body: unknown = req.body;
        resolve(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
      });
    });
}
