import type { Request } from 'express';

/** The token of `Authorization: Bearer <token>`; null for anything else. Bounded, because it is parsed before anybody is known. */
export function bearerOf(req: Request): string | null {
  return /^Bearer ([\w.~+/=-]{1,4096})$/iu.exec(req.get('authorization') ?? '')?.[1] ?? null;
}
