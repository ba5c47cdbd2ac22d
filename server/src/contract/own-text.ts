// What the merchant wrote, in the languages they wrote it in; whoever shows it takes the reader's.
import { z } from 'zod';

export const ownText = z.object({ en: z.string().optional(), fa: z.string().optional(), he: z.string().optional() });
