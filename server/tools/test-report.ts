import { z } from 'zod';

/**
 * What a Vitest run really said. Its JSON alone may look green when nothing was tested: an unhandled error leaves
 * `success: true`, a failing import or beforeAll counts no failed test, and a crashed worker counts no test at all.
 * So a failed file without a failed test counts as one failure, and so does a bad exit code that nothing explains.
 */
export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
  skippedNames: string[];
}

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

const notRun = new Set(['pending', 'skipped', 'todo', 'disabled']);

export const nothingRan: Summary = { passed: 0, failed: 1, skipped: 0, skippedNames: [] };

/** `exitCode` is null when a signal ended Vitest; `report` is undefined when it wrote none. */
export function summarise(report: unknown, exitCode: number | null): Summary {
  if (report === undefined) return nothingRan;
  const { testResults, ...counts } = reportSchema.parse(report);
  const silentFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((result) => result.status === 'failed'),
  );
  const failed = counts.numFailedTests + silentFiles.length;
  return {
    passed: counts.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: counts.numPendingTests + counts.numTodoTests,
    skippedNames: testResults.flatMap((file) =>
      file.assertionResults.filter((result) => notRun.has(result.status)).map((result) => result.fullName),
    ),
  };
}

export function closingLine({ passed, failed, skipped }: Pick<Summary, 'passed' | 'failed' | 'skipped'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
