import { JsonReporter } from 'vitest/node';

/**
 * Vitest's JSON report in the file that TEST_REPORT names. Its own `--outputFile.json` gives way to the fixed path of
 * vitest.config.ts, and two runs at once would then read each other's counts. Vitest loads reporters by default export.
 */
export default class JsonReport extends JsonReporter {
  constructor() {
    const outputFile = process.env['TEST_REPORT'];
    super(outputFile ? { outputFile } : {});
  }
}
