import { z } from 'zod';

/** What a child says once it can be used. The sandbox and the database print it by themselves, the server logs it. */
export interface Ready {
  url: string;
  /** Where the merchant's admin opens without a store around it, when the child knows. */
  admin?: string | undefined;
  /** A log line is shown like every other; a line that only speaks to us is not. */
  isLog: boolean;
}

const spokenSchema = z.union([
  z.object({ ready: z.literal(true), url: z.string(), admin: z.string().optional() }),
  z.object({ uri: z.string() }).transform(({ uri }) => ({ url: uri, admin: undefined })),
]);
const loggedSchema = z.object({ msg: z.literal('ready'), url: z.string(), admin: z.string().optional() });

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined; // A plain line, for people.
  }
}

export function readyFrom(line: string): Ready | undefined {
  if (!line.startsWith('{')) return undefined;
  const value = parseJson(line);
  const logged = loggedSchema.safeParse(value);
  if (logged.success) return { url: logged.data.url, admin: logged.data.admin, isLog: true };
  const spoken = spokenSchema.safeParse(value);
  return spoken.success ? { url: spoken.data.url, admin: spoken.data.admin, isLog: false } : undefined;
}
